package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.WarrantyLine;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A day of delivery that was entered wrongly is put right with its reason; the warranty moves only as the page said, and no open case is changed behind its back. */
@CaseworkTest
class DeliveryPageTest {

    private static final LocalDate WRONG = LocalDate.of(2021, 6, 30);

    @LocalServerPort int port;
    @Autowired CustomerRegister register;
    @Autowired Customers customers;
    @Autowired CaseFiles cases;
    @Autowired AdminChanges changes;
    @Autowired TurnableClock clock;
    @Autowired JdbcTemplate jdbc;

    private String mark;
    private long unit;
    private String page;

    @BeforeEach
    void aUnitWithTheWrongDay() {
        clock.reset();
        mark = Long.toString(System.nanoTime() % 1_000_000_000L);
        long building = register.addBuilding(TestStaff.WEST, "D" + mark + "栋");
        unit = register.addUnit(building, "D" + mark + "栋1单元101", null, WRONG, true);
        // By contract; it does not follow the day of delivery.
        register.setWarranty(unit, "waterproofing", LocalDate.of(2036, 6, 30));
        page = "/pages/administration/homes/units/" + unit;
    }

    private LocalDate lastDay(String item) {
        return customers.unitView(unit).orElseThrow().warranties().stream().filter(line -> line.item().equals(item)).findFirst().map(WarrantyLine::until).orElse(null);
    }

    /** An open case whose doors were judged out of warranty by the wrong day. */
    private String openCase() {
        String number = "KF-19970706-" + mark.substring(mark.length() - 4);
        jdbc.update("insert into case_file (number, kind, site, channel, customer_name, unit_id, unit_name, matter, category, state, opened_at, opened_by)"
                + " values (?, 'CONTACT', ?, 'CALL', '王芳', ?, '101', '阳台门关不上', 'WORK_ORDER', 'OPEN', '2026-07-01T09:30:00+08:00', 'clerk.t-west')", number, TestStaff.WEST, unit);
        jdbc.update("insert into contact_register (case_number, site, registered_at, registered_by, registered_by_name, channel, anonymous, caller_name, kind,"
                + " complaint_stated, repair_item, warranty, warranty_until)"
                + " values (?, ?, '2026-07-01T09:30:00+08:00', 'clerk.t-west', '西苑客服人员', 'CALL', false, '王芳', 'REPAIR', false, 'doors-windows', 'OUT', '2023-06-30')",
                number, TestStaff.WEST);
        return number;
    }

    private static Map<String, String> fields(String day, String reason) {
        return new LinkedHashMap<>(Map.of("day", day, "reason", reason, "moving", "doors-windows,other,plumbing-electrical"));
    }

    @Test
    @Rule("AS-INT-06")
    void theDayIsCorrectedAfterItsMeaningWasShown() {
        String number = openCase();
        Clerk manager = new Clerk(port, "service-manager");
        assertThat(manager.opens(page)).contains("已于 2021-06-30 交付", "登记错了，更正交付日期");
        String preview = manager.opens(page + "/delivery?day=2025-06-30");
        assertThat(preview).contains(number, "阳台门关不上", "已过保修期（至 2023-06-30）", "保修期内（至 2027-06-30）", "不同", "另有约定");
        assertThat(preview).containsPattern("value=\"doors-windows\"[^>]*checked").doesNotContainPattern("value=\"waterproofing\"[^>]*checked");
        assertThat(lastDay("doors-windows")).as("looking changes nothing").isEqualTo(LocalDate.of(2023, 6, 30));

        assertThat(manager.isRefused(page + "/delivery", fields("2025-06-30", " "))).contains("请填写更正的理由和依据", "更正为");
        manager.sends(page + "/delivery", fields("2025-06-30", "交房通知书上是 2025 年"));
        assertThat(customers.unit(unit).orElseThrow().deliveredOn()).isEqualTo(LocalDate.of(2025, 6, 30));
        assertThat(lastDay("doors-windows")).isEqualTo(LocalDate.of(2027, 6, 30));
        assertThat(lastDay("other")).isEqualTo(LocalDate.of(2027, 6, 30));
        assertThat(lastDay("waterproofing")).as("agreed by contract").isEqualTo(LocalDate.of(2036, 6, 30));
        assertThat(lastDay("structure")).as("not ticked").isEqualTo(LocalDate.of(2071, 6, 30));

        AdminChange change = changes.page(AdminChanges.Filter.of(AdminArea.HOMES, "unit:" + unit), null, 1).get(0);
        assertThat(change.what()).isEqualTo("更正交付日期：交房通知书上是 2025 年");
        assertThat(change.before()).contains("交付：2021-06-30", "门窗保修至：2023-06-30").doesNotContain("主体结构");
        assertThat(change.after()).contains("交付：2025-06-30", "门窗保修至：2027-06-30");
        assertThat(manager.opens(page)).contains("更正交付日期：交房通知书上是 2025 年");

        assertThat(jdbc.queryForMap("select warranty, cast(warranty_until as text) as until from contact_register where case_number = ?", number))
                .as("the case keeps its judgement").containsEntry("warranty", "OUT").containsEntry("until", "2023-06-30");
        List<TimelineView> story = cases.timeline(number);
        assertThat(story).hasSize(1);
        assertThat(story.get(0).text()).contains("由 2021-06-30 更正为 2025-06-30", "“已过保修期（至 2023-06-30）”", "“保修期内（至 2027-06-30）”", "没有自动改动");
        assertThat(story.get(0).actorName()).isEqualTo("总部客户服务部经理");
    }

    @Test
    void aDayToComeTheSameDayAndWhatSomebodyElseHasCorrectedAreRefused() {
        Clerk manager = new Clerk(port, "service-manager");
        manager.opens(page);
        assertThat(manager.triesToOpen(page + "/delivery?day=2026-07-07")).isEqualTo(422);
        assertThat(manager.triesToOpen(page + "/delivery?day=" + WRONG)).isEqualTo(422);
        assertThat(manager.triesToOpen(page + "/delivery?day=gestern")).isEqualTo(422);
        assertThat(manager.triesToOpen("/pages/administration/homes/units/999999999/delivery?day=2025-06-30")).isEqualTo(404);
        Clerk admin = new Clerk(port, "camunda-admin");
        manager.opens(page + "/delivery?day=2025-06-30");
        admin.opens(page + "/delivery?day=2024-06-30");
        admin.sends(page + "/delivery", fields("2024-06-30", "先改的人"));
        assertThat(manager.isRefused(page + "/delivery", fields("2025-06-30", "后改的人"))).contains("别人已经作了更改", "后改的人");
        assertThat(customers.unit(unit).orElseThrow().deliveredOn()).isEqualTo(LocalDate.of(2024, 6, 30));
        assertThat(new Clerk(port, TestStaff.login("clerk", TestStaff.WEST)).triesToOpen(page + "/delivery?day=2025-06-30")).isEqualTo(403);
    }

    @Test
    void aDeliveryThatHasNotTakenPlaceIsTakenBackAndEnteredAnew() {
        Clerk manager = new Clerk(port, "service-manager");
        assertThat(manager.opens(page + "/delivery?never=true")).contains("还没有交付", "未登记");
        manager.sends(page + "/delivery", Map.of("never", "true", "reason", "登记到了别的房号", "moving", "doors-windows,other"));
        assertThat(customers.unit(unit).orElseThrow().deliveredOn()).isNull();
        assertThat(lastDay("doors-windows")).isNull();
        assertThat(lastDay("waterproofing")).isEqualTo(LocalDate.of(2036, 6, 30));
        manager.opens(page);
        assertThat(manager.isRefused(page + "/deliver", Map.of("day", "2062-07-01"))).contains("交付日期不能晚于今天");
        manager.sends(page + "/deliver", Map.of("day", "2026-07-01"));
        assertThat(lastDay("doors-windows")).isEqualTo(LocalDate.of(2028, 7, 1));
        assertThat(manager.triesToOpen(page + "/delivery?day=2026-07-02")).isEqualTo(200);
    }
}
