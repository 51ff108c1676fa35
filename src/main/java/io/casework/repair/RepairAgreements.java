package io.casework.repair;

import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.platform.RuleViolation;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The after-sales repair supplementary agreements with contractors (售后维修补充协议, REC-015), on which the repair team takes over warranty work. */
@Service
public class RepairAgreements {

    /** Longest list that a search answers with. */
    public static final int MOST = 300;

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_CONTRACTOR = 120;
    private static final int LONGEST_SCOPE = 2000;

    private final JdbcClient jdbc;
    private final Sites sites;
    private final Contractors contractors;

    RepairAgreements(JdbcClient jdbc, Sites sites, Contractors contractors) {
        this.jdbc = jdbc;
        this.sites = sites;
        this.contractors = contractors;
    }

    /**
     * An agreement.
     *
     * @param validUntil last day, {@code null} where it has no end
     */
    public record Agreement(String site, String number, String contractor, String scope, LocalDate signedOn, LocalDate validUntil) {
    }

    /**
     * Enters an agreement; its contractor is registered with it where it was not known.
     *
     * @throws RuleViolation at the field that is missing, too long, or does not fit; on {@code contractor} when that is out of use
     */
    @Transactional
    public void enter(Agreement agreement) {
        check(agreement);
        if (of(agreement.number().strip()).isPresent()) {
            throw new RuleViolation("number", "协议编号 " + agreement.number() + " 已登记");
        }
        contractors.require(agreement.contractor());
        jdbc.sql("insert into repair_agreement (site, number, contractor, scope, signed_on, valid_until) values (?, ?, ?, ?, ?, ?)")
                .params(agreement.site(), agreement.number().strip(), agreement.contractor().strip(), agreement.scope(), agreement.signedOn(), agreement.validUntil())
                .update();
    }

    /**
     * Changes everything about an agreement but its number and its site.
     *
     * @throws RuleViolation as {@link #enter}, or where there is no agreement with this number
     */
    @Transactional
    public void change(Agreement agreement) {
        check(agreement);
        if (of(agreement.number()).filter(before -> before.contractor().equals(agreement.contractor().strip())).isEmpty()) {
            contractors.require(agreement.contractor());
        }
        if (jdbc.sql("update repair_agreement set contractor = ?, scope = ?, signed_on = ?, valid_until = ? where number = ? and site = ?")
                .params(agreement.contractor().strip(), agreement.scope(), agreement.signedOn(), agreement.validUntil(), agreement.number(), agreement.site())
                .update() == 0) {
            throw new RuleViolation("number", "没有编号为 " + agreement.number() + " 的协议");
        }
    }

    private void check(Agreement agreement) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (sites.site(agreement.site()).isEmpty()) {
            wrong.put("site", "请选择小区");
        }
        required(wrong, "number", "协议编号", agreement.number(), LONGEST_NUMBER);
        required(wrong, "contractor", "施工单位", agreement.contractor(), LONGEST_CONTRACTOR);
        if (agreement.scope() != null && agreement.scope().length() > LONGEST_SCOPE) {
            wrong.put("scope", "范围不能超过 " + LONGEST_SCOPE + " 个字");
        }
        if (agreement.signedOn() == null) {
            wrong.put("signedOn", "请填写签订日期");
        } else if (agreement.validUntil() != null && agreement.validUntil().isBefore(agreement.signedOn())) {
            wrong.put("validUntil", "有效期不能早于签订日期");
        }
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
    }

    private static void required(Map<String, String> wrong, String field, String label, String text, int longest) {
        if (text == null || text.isBlank()) {
            wrong.put(field, "请填写" + label);
        } else if (text.strip().length() > longest) {
            wrong.put(field, label + "不能超过 " + longest + " 个字");
        }
    }

    /** The agreements of these sites whose number or contractor contains a text, the newest first, at most {@value #MOST}. */
    @Transactional(readOnly = true)
    public List<Agreement> search(Collection<String> ofSites, String text) {
        String part = "%" + (text == null ? "" : text.strip()).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return query("where site = any (?) and (number ilike ? or contractor ilike ?) order by signed_on desc, id desc limit " + MOST, ofSites.toArray(String[]::new), part,
                part);
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
