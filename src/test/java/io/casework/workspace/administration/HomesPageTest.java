package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.customer.Customers;
import io.casework.customer.Unit;
import io.casework.customer.WarrantyItem;
import io.casework.customer.WarrantyItems;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.repair.RepairAgreements;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sites, buildings, units, warranty items and repair agreements on the pages of the administration, and the record of their changes. */
@CaseworkTest
class HomesPageTest {

    private static final String HOMES = "/pages/administration/homes";
    private static final String WARRANTY = "/pages/administration/warranty";
    private static final String AGREEMENTS = "/pages/administration/agreements";
    private static final String CHANGES = "/pages/administration/changes";

    @LocalServerPort int port;
    @Autowired Customers customers;
    @Autowired WarrantyItems items;
    @Autowired RepairAgreements agreements;
    @Autowired Sites sites;
    @Autowired AdminChanges changes;
    @Autowired TestHomes homes;
    @Autowired JdbcTemplate jdbc;

    private final String mark = Long.toString(System.nanoTime() % 1_000_000_000L);
    private final String building = mark + "栋";

    private AdminChange newest(AdminArea area, String key) {
        return changes.page(AdminChanges.Filter.of(area, key), null, 1).get(0);
    }

    /** A building with one unit, entered by the manager. */
    private Unit entered(Clerk manager) {
        manager.opens(HOMES + "/sites/" + TestStaff.WEST);
        manager.sends(HOMES + "/sites/" + TestStaff.WEST + "/buildings", Map.of("label", building));
        long id = customers.buildings(List.of(TestStaff.WEST)).stream().filter(one -> one.label().equals(building)).findFirst().orElseThrow().id();
        manager.opens(HOMES + "/buildings/" + id);
        manager.sends(HOMES + "/buildings/" + id + "/units", Map.of("label", building + "1单元101", "area", "88.5", "deliveredOn", "", "occupied", "false"));
        return customers.unitsOf(id).get(0);
    }

    @Test
    void managersKeepHomesAndOnlyTheSystemAdministratorKeepsSites() {
        for (String path : List.of(HOMES, WARRANTY, AGREEMENTS, CHANGES, HOMES + "/sites/" + TestStaff.EAST, WARRANTY + "/plumbing-electrical")) {
            assertThat(new Clerk(port, "service-manager").triesToOpen(path)).as(path).isEqualTo(200);
            assertThat(new Clerk(port, "camunda-admin").triesToOpen(path)).as(path).isEqualTo(200);
            assertThat(new Clerk(port, TestStaff.login("clerk", TestStaff.EAST)).triesToOpen(path)).as(path).isEqualTo(403);
            assertThat(new Clerk(port, "deputy-general-manager").triesToOpen(path)).as(path).isEqualTo(403);
        }
        Clerk manager = new Clerk(port, "service-manager");
        manager.opens(HOMES + "/sites/" + TestStaff.EAST);
        assertThat(manager.triesToSend(HOMES + "/sites/" + TestStaff.EAST, Map.of("name", "改名", "developer", "x", "address", "", "handoverDate", "", "seen", "x"))).isEqualTo(403);
        assertThat(sites.name(TestStaff.EAST)).isEqualTo("东苑");
        assertThat(manager.triesToOpen(HOMES + "/sites/nowhere")).isEqualTo(404);
        assertThat(manager.triesToOpen(HOMES + "/units/999999999")).isEqualTo(404);
        assertThat(manager.triesToOpen(HOMES + "/buildings/999999999")).isEqualTo(404);
        assertThat(manager.triesToOpen(WARRANTY + "/nothing")).isEqualTo(404);
        assertThat(manager.triesToOpen(AGREEMENTS + "/one?number=nothing")).isEqualTo(404);
    }

    @Test
    void aSiteIsAddedAndChangedWithItsRecord() {
        Clerk admin = new Clerk(port, "camunda-admin");
        String code = "s" + mark;
        Map<String, String> fields = new LinkedHashMap<>(Map.of("code", code, "name", "北苑" + mark, "developer", "", "address", "北路 1 号", "handoverDate", "2025-01-31",
                "hasRepairTeam", "true"));
        admin.opens(HOMES);
        try {
            assertThat(admin.isRefused(HOMES + "/sites", fields)).contains("请填写开发企业", "value=\"北路 1 号\"", "value=\"" + code + "\"");
            fields.put("developer", "北方开发");
            admin.sends(HOMES + "/sites", fields);
            Clerk second = new Clerk(port, "camunda-admin");
            admin.opens(HOMES + "/sites/" + code);
            second.opens(HOMES + "/sites/" + code);
            fields.remove("code");
            fields.put("developer", "南方开发");
            admin.sends(HOMES + "/sites/" + code, fields);
            assertThat(sites.site(code).map(Site::developer)).contains("南方开发");
            assertThat(newest(AdminArea.HOMES, "site:" + code)).extracting(AdminChange::before, AdminChange::after).containsExactly("开发企业：北方开发", "开发企业：南方开发");
            fields.put("developer", "西方开发");
            assertThat(second.isRefused(HOMES + "/sites/" + code, fields)).contains("别人已经作了更改", "value=\"西方开发\"");
        } finally {
            // A third site would be there for the tests that count sites.
            jdbc.update("delete from site where code = ?", code);
        }
    }

    @Test
    void aUnitIsFoundChangedDeliveredAndGivenItsOwnWarranty() {
        Clerk manager = new Clerk(port, "service-manager");
        Unit unit = entered(manager);
        String page = HOMES + "/units/" + unit.id();
        assertThat(manager.opens(HOMES + "?q=" + mark + "-1-101")).contains(building + "1单元101");
        assertThat(manager.opens(HOMES + "?q=99999-9-9")).contains("没有找到这个房号");

        manager.opens(page);
        assertThat(manager.isRefused(page, Map.of("label", "101", "area", "88.5", "occupied", "false"))).contains("房号应包含楼栋和房间");
        assertThat(manager.isRefused(page, Map.of("label", building + "1单元102", "area", "gross", "occupied", "false"))).contains("建筑面积应为数字", "value=\"gross\"");
        manager.sends(page, Map.of("label", building + "1单元102", "area", "90", "occupied", "true"));
        assertThat(customers.units(Set.of(TestStaff.WEST), mark + "-1-102")).extracting(Unit::id, Unit::occupied).containsExactly(org.assertj.core.groups.Tuple.tuple(unit.id(), true));
        assertThat(customers.units(Set.of(TestStaff.WEST), mark + "-1-101")).isEmpty();
        assertThat(newest(AdminArea.HOMES, "unit:" + unit.id()).after()).contains("房号：" + building + "1单元102", "已入住");

        manager.opens(page);
        manager.sends(page + "/deliver", Map.of("day", "2026-06-30"));
        assertThat(customers.unit(unit.id()).orElseThrow().deliveredOn()).isEqualTo(LocalDate.of(2026, 6, 30));
        manager.opens(page);
        manager.sends(page + "/warranty", Map.of("item", "waterproofing", "lastDay", "2036-06-30"));
        assertThat(customers.unitView(unit.id()).orElseThrow().warranties()).anyMatch(line -> line.item().equals("waterproofing") && line.until().equals(LocalDate.of(2036, 6, 30)));
        assertThat(newest(AdminArea.HOMES, "unit:" + unit.id())).extracting(AdminChange::by, AdminChange::before, AdminChange::after).containsExactly("service-manager",
                "防水（屋面、卫生间、外墙面防渗漏）保修至：2031-06-30", "防水（屋面、卫生间、外墙面防渗漏）保修至：2036-06-30");
        manager.opens(page);
        assertThat(manager.isRefused(page + "/warranty", Map.of("item", "waterproofing", "lastDay", ""))).contains("请填写日期");
    }

    @Test
    void aUnitCannotTakeTheNumberOfAnotherAndABuildingNotItsName() {
        Clerk manager = new Clerk(port, "service-manager");
        Unit unit = entered(manager);
        manager.opens(HOMES + "/units/" + unit.id());
        assertThat(manager.isRefused(HOMES + "/units/" + unit.id(), Map.of("label", "1号楼1单元101室", "area", "", "occupied", "false"))).contains("本小区已有房号");
        assertThat(manager.isRefused(HOMES + "/units/" + unit.id() + "/deliver", Map.of("day", "morgen"))).contains("请填写日期", "value=\"morgen\"");
        long id = customers.buildings(List.of(TestStaff.WEST)).stream().filter(one -> one.label().equals(building)).findFirst().orElseThrow().id();
        manager.opens(HOMES + "/buildings/" + id);
        assertThat(manager.isRefused(HOMES + "/buildings/" + id, Map.of("label", "1栋"))).contains("本小区已有楼栋“1栋”");
        manager.sends(HOMES + "/buildings/" + id, Map.of("label", mark + "幢"));
        assertThat(customers.building(id).orElseThrow().label()).isEqualTo(mark + "幢");
    }

    @Test
    void aDefaultWarrantyPeriodIsChangedForTheUnitsToCome() {
        Clerk manager = new Clerk(port, "service-manager");
        WarrantyItem before = items.item("doors-windows").orElseThrow();
        String page = WARRANTY + "/doors-windows";
        try {
            manager.opens(page);
            Map<String, String> fields = new LinkedHashMap<>(Map.of("unit", "MONTHS", "count", "0", "start", "", "end", "", "basis", "合同" + mark));
            assertThat(manager.isRefused(page, fields)).contains("保修期应为 1 到 1200 个月", "value=\"合同" + mark + "\"");
            fields.put("unit", "SEASONS");
            fields.put("count", "2");
            assertThat(manager.isRefused(page, fields)).contains("请写成 月-日");
            fields.put("unit", "MONTHS");
            fields.put("count", "36");
            manager.sends(page, fields);
            assertThat(items.item("doors-windows").orElseThrow().months()).isEqualTo(36);
            assertThat(newest(AdminArea.WARRANTY, "doors-windows").before()).startsWith("保修期：2 年");
            assertThat(newest(AdminArea.WARRANTY, "doors-windows").after()).isEqualTo("保修期：3 年\n依据：合同" + mark);
        } finally {
            items.changePeriod("doors-windows", before.months(), before.basis());
        }
    }

    @Test
    void anAgreementWithAContractorIsEnteredAndChanged() {
        Clerk manager = new Clerk(port, "service-manager");
        String number = "XY-" + mark;
        manager.opens(AGREEMENTS);
        Map<String, String> fields = new LinkedHashMap<>(Map.of("site", "", "number", number, "contractor", "恒固建筑" + mark, "signedOn", "2026-01-01", "validUntil",
                "2025-01-01", "scope", "1栋"));
        assertThat(manager.isRefused(AGREEMENTS, fields)).contains("请选择小区", "有效期不能早于签订日期", "value=\"恒固建筑" + mark + "\"");
        fields.put("site", TestStaff.WEST);
        fields.put("validUntil", "2020-01-01");
        fields.put("signedOn", "2019-01-01");
        manager.sends(AGREEMENTS, fields);
        assertThat(manager.isRefused(AGREEMENTS, fields)).contains("协议编号 " + number + " 已登记");
        assertThat(agreements.inForce(TestStaff.WEST, LocalDate.of(2019, 6, 1))).anyMatch(one -> one.number().equals(number));
        assertThat(manager.opens(AGREEMENTS + "?q=" + mark)).contains("恒固建筑" + mark, "不在有效期");

        manager.opens(AGREEMENTS + "/one?number=" + number);
        manager.sends(AGREEMENTS + "/one", Map.of("contractor", "恒固建筑" + mark, "signedOn", "2019-01-01", "validUntil", "2021-12-31", "scope", "1栋"));
        assertThat(newest(AdminArea.AGREEMENTS, number)).extracting(AdminChange::before, AdminChange::after).containsExactly("有效至：2020-01-01", "有效至：2021-12-31");
    }

    @Test
    void theRecordOfChangesIsFilteredByPersonAreaAndPeriodAndPaged() {
        Clerk manager = new Clerk(port, "service-manager");
        Unit unit = entered(manager);
        String line = "新增房号 " + unit.label();
        assertThat(manager.opens(CHANGES)).contains(line, "小区与房号", "总部客户服务部经理");
        assertThat(manager.opens(CHANGES + "?by=service-manager&area=HOMES&from=2026-07-06&until=2026-07-06")).contains(line);
        assertThat(manager.opens(CHANGES + "?by=procedure-admin")).doesNotContain(line);
        assertThat(manager.opens(CHANGES + "?area=STAFF")).doesNotContain(line);
        assertThat(manager.opens(CHANGES + "?until=2026-01-01")).doesNotContain(line);
        assertThat(manager.opens(CHANGES + "?from=gestern")).contains("请填写日期");
        long last = changes.page(new AdminChanges.Filter(null, null, null, null, null), null, 1).get(0).id();
        assertThat(manager.opens(CHANGES + "?before=" + last)).contains("最新的");
    }
}
