package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.repair.Contractors;
import io.casework.repair.RepairAgreements;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Contractors are registered, corrected and taken out of use, with their agreements. */
@CaseworkTest
class ContractorsPageTest {

    private static final String CONTRACTORS = "/pages/administration/contractors";
    private static final String AGREEMENTS = "/pages/administration/agreements";

    @LocalServerPort int port;
    @Autowired Contractors contractors;
    @Autowired RepairAgreements agreements;
    @Autowired AdminChanges changes;
    @Autowired TurnableClock clock;

    private String mark;
    private Clerk manager;

    @BeforeEach
    void signIn() {
        clock.reset();
        mark = Long.toString(System.nanoTime() % 1_000_000_000L);
        manager = new Clerk(port, "service-manager");
    }

    private static Map<String, String> fields(String name) {
        return new LinkedHashMap<>(Map.of("name", name, "contact", "孙工", "phone", "13900000001", "trades", "防水", "note", ""));
    }

    private Map<String, String> agreement(String number, String contractor) {
        // It ended long ago: the repairs of other tests go by those in force.
        return new LinkedHashMap<>(Map.of("site", TestStaff.WEST, "number", number, "contractor", contractor, "signedOn", "2001-01-01", "validUntil", "2001-12-31", "scope", ""));
    }

    private long registered(String name) {
        manager.opens(CONTRACTORS + "/new");
        manager.sends(CONTRACTORS, fields(name));
        return contractors.named(name).orElseThrow().id();
    }

    @Test
    void aContractorIsRegisteredCorrectedAndItsNameFollowsInItsAgreements() {
        manager.opens(CONTRACTORS + "/new");
        assertThat(manager.isRefused(CONTRACTORS, fields(" "))).contains("请填写施工单位的名称", "value=\"孙工\"");
        long id = registered("建安" + mark);
        assertThat(manager.isRefused(CONTRACTORS, fields("建安" + mark))).contains("已登记");
        manager.opens(AGREEMENTS);
        manager.sends(AGREEMENTS, agreement("JA-" + mark, "建安" + mark));
        assertThat(manager.opens(AGREEMENTS)).contains("建安" + mark, "13900000001", "<option value=\"建安" + mark + "\"");

        String page = CONTRACTORS + "/" + id;
        Clerk admin = new Clerk(port, "camunda-admin");
        admin.opens(page);
        manager.opens(page);
        Map<String, String> corrected = fields("建安工程" + mark);
        corrected.put("phone", "13900000002");
        manager.sends(page, corrected);
        assertThat(agreements.of("JA-" + mark).orElseThrow().contractor()).isEqualTo("建安工程" + mark);
        assertThat(manager.opens(page)).contains("JA-" + mark, "13900000002", "修改施工单位");
        AdminChange change = changes.page(AdminChanges.Filter.of(AdminArea.AGREEMENTS, "contractor:" + id), null, 1).get(0);
        assertThat(change.before()).isEqualTo("名称：建安" + mark + "\n电话：13900000001");
        assertThat(change.after()).isEqualTo("名称：建安工程" + mark + "\n电话：13900000002");
        assertThat(admin.isRefused(page, fields("建安集团" + mark))).contains("别人已经作了更改", "value=\"建安集团" + mark + "\"");
    }

    @Test
    void aContractorOutOfUseIsNotTakenForANewAgreementUntilItIsTakenBack() {
        long id = registered("停工" + mark);
        String page = CONTRACTORS + "/" + id;
        manager.opens(page);
        assertThat(manager.isRefused(page + "/retire", Map.of("reason", ""))).contains("请填写停用的理由");
        manager.sends(page + "/retire", Map.of("reason", "资质吊销"));
        assertThat(contractors.find(id).orElseThrow().retiredOn()).isEqualTo(LocalDate.of(2026, 7, 6));
        assertThat(manager.opens(page)).contains("已于 2026-07-06 停用：资质吊销");
        assertThat(manager.opens(AGREEMENTS)).doesNotContain("<option value=\"停工" + mark + "\"");
        assertThat(manager.isRefused(AGREEMENTS, agreement("TG-" + mark, "停工" + mark))).contains("已于 2026-07-06 停用：资质吊销", "value=\"停工" + mark + "\"");
        manager.opens(page);
        manager.sends(page + "/return", Map.of());
        manager.opens(AGREEMENTS);
        manager.sends(AGREEMENTS, agreement("TG-" + mark, "停工" + mark));
        assertThat(agreements.of("TG-" + mark)).isPresent();
    }

    @Test
    void whoIsNamedInAnAgreementForTheFirstTimeIsRegisteredWithIt() {
        manager.opens(AGREEMENTS);
        manager.sends(AGREEMENTS, agreement("XM-" + mark, " 新名" + mark + " "));
        assertThat(contractors.named("新名" + mark)).get().extracting(Contractors.Contractor::contact, Contractors.Contractor::retired).containsExactly("", false);
        assertThat(manager.triesToOpen(CONTRACTORS + "/999999999")).isEqualTo(404);
        assertThat(new Clerk(port, TestStaff.login("clerk", TestStaff.EAST)).triesToOpen(CONTRACTORS + "/new")).isEqualTo(403);
    }
}
