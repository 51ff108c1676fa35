package io.casework.repair;

import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.platform.RuleViolation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The after-sales repair supplementary agreements with contractors (售后维修补充协议, REC-015), on which the repair team takes over warranty work. */
@Service
public class RepairAgreements {

    private final JdbcClient jdbc;
    private final Sites sites;

    RepairAgreements(JdbcClient jdbc, Sites sites) {
        this.jdbc = jdbc;
        this.sites = sites;
    }

    /**
     * An agreement.
     *
     * @param validUntil last day, {@code null} where it has no end
     */
    public record Agreement(String site, String number, String contractor, String scope, LocalDate signedOn, LocalDate validUntil) {
    }

    /** Enters an agreement. */
    @Transactional
    public void enter(Agreement agreement) {
        if (agreement.validUntil() != null && agreement.validUntil().isBefore(agreement.signedOn())) {
            throw new RuleViolation("validUntil", "有效期不能早于签订日期");
        }
        if (of(agreement.number()).isPresent()) {
            throw new RuleViolation("number", "协议编号 " + agreement.number() + " 已登记");
        }
        jdbc.sql("insert into repair_agreement (site, number, contractor, scope, signed_on, valid_until) values (?, ?, ?, ?, ?, ?)")
                .params(agreement.site(), agreement.number(), agreement.contractor(), agreement.scope(), agreement.signedOn(), agreement.validUntil())
                .update();
    }

    /** The agreement with this number. */
    @Transactional(readOnly = true)
    public Optional<Agreement> of(String number) {
        return query("where number = ?", number).stream().findFirst();
    }

    /** The agreements of a site that hold on a day, the newest first. */
    @Transactional(readOnly = true)
    public List<Agreement> inForce(String site, LocalDate day) {
        return query("where site = ? and signed_on <= ? and (valid_until is null or valid_until >= ?) order by signed_on desc, id desc", site, day, day);
    }

    /** Whether warranty work of the site goes to the repair team (AMB-81): the site says so in its master data. */
    public boolean repairTeamServes(String site) {
        return sites.site(site).map(Site::hasRepairTeam).orElse(false);
    }

    private List<Agreement> query(String criterion, Object... params) {
        return jdbc.sql("select site, number, contractor, scope, signed_on, valid_until from repair_agreement " + criterion)
                .params(params)
                .query((row, n) -> new Agreement(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getObject(5, LocalDate.class), row.getObject(6, LocalDate.class)))
                .list();
    }
}
