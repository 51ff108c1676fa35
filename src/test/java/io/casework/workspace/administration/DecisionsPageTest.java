package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.procedure.DecisionTable;
import io.casework.procedure.DecisionTables;
import io.casework.procedure.DecisionTables.Version;
import io.casework.procedure.DecisionWords;
import io.casework.procedure.Decisions;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TestDeployments;
import io.casework.testkit.TestStaff;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The decision tables in words and in the hands of an administrator. Whatever a test changes is put back after it. */
@CaseworkTest
class DecisionsPageTest {

    private static final String PAGE = "/pages/administration/decisions";
    private static final String COST = PAGE + "/cost-approval";
    private static final List<String> CHANGED = List.of("cost-approval", "deadlines", "settings", "complaint-grade");

    @LocalServerPort int port;
    @Autowired DecisionTables tables;
    @Autowired DecisionWords words;
    @Autowired Decisions decisions;
    @Autowired AdminChanges changes;
    @Autowired TestDeployments deployments;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @BeforeEach
    void remember() {
        CHANGED.forEach(key -> files.put(key, tables.file(newest(key))));
    }

    @AfterEach
    void putBack() {
        files.forEach((key, file) -> {
            if (!Arrays.equals(file, tables.file(newest(key)))) {
                deployments.as("procedure-admin", "procedure-admin", Map.of(key + ".dmn", new String(file, StandardCharsets.UTF_8)));
            }
        });
    }

    private Version newest(String key) {
        return tables.versions(key).get(0);
    }

    private DecisionTable table(String key) {
        return tables.table(newest(key)).orElseThrow();
    }

    private Clerk administrator() {
        return new Clerk(port, "procedure-admin");
    }

    /** All fields of the form that is open, with what stands in them. */
    private static Map<String, String> fields(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = Pattern.compile("<input type=\"(?:text|hidden)\"[^>]*name=\"(row\\.[^\"]+|count|version)\" value=\"([^\"]*)\"").matcher(page);
        while (input.find()) {
            fields.put(input.group(1), unescaped(input.group(2)));
        }
        Matcher select = Pattern.compile("<select[^>]*name=\"(row\\.[^\"]+)\"[^>]*>(.*?)</select>", Pattern.DOTALL).matcher(page);
        while (select.find()) {
            Matcher chosen = Pattern.compile("<option value=\"([^\"]*)\"[^>]*selected").matcher(select.group(2));
            fields.put(select.group(1), chosen.find() ? unescaped(chosen.group(1)) : "");
        }
        return fields;
    }

    private static String unescaped(String text) {
        return text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&amp;", "&");
    }

    private Map<String, String> opened(Clerk clerk, String key) {
        Map<String, String> fields = fields(clerk.opens(PAGE + "/" + key + "/edit"));
        fields.put("act", "save");
        return fields;
    }

    private String approver(double sum) {
        return (String) decisions.required("cost-approval", Map.of("costConsidered", sum, "reviewAboveTier2", true)).get("approverPost");
    }

    @Test
    void managersReadAndOnlyAdministratorsOfProceduresChange() {
        for (String reader : List.of("service-manager", "camunda-admin", "procedure-admin")) {
            assertThat(new Clerk(port, reader).triesToOpen(COST)).as(reader).isEqualTo(200);
        }
        assertThat(new Clerk(port, TestStaff.login("clerk", TestStaff.EAST)).triesToOpen(PAGE)).isEqualTo(403);
        assertThat(new Clerk(port, "general-manager").triesToOpen(COST)).isEqualTo(403);
        Clerk manager = new Clerk(port, "service-manager");
        assertThat(manager.triesToOpen(COST + "/edit")).isEqualTo(403);
        assertThat(manager.opens(COST)).doesNotContain("恢复此版本", "/edit");
        Map<String, String> forged = opened(administrator(), "cost-approval");
        forged.put("row.0.in.0", "<= 999999");
        assertThat(manager.triesToSend(COST + "/edit", forged)).isEqualTo(403);
        assertThat(manager.triesToSend(COST + "/restore", Map.of("version", "1", "newest", "1"))).isEqualTo(403);
        assertThat(approver(5000)).isEqualTo("deputy-general-manager");
        assertThat(administrator().triesToOpen(PAGE + "/nothing-like-this")).isEqualTo(404);
    }

    @Test
    @Rule({"AS-COS-01", "AS-COS-02", "AS-COS-03"})
    void saysInWordsWhoApprovesWhat() {
        String page = new Clerk(port, "service-manager").opens(COST);
        assertThat(page).contains("累计费用不超过 1,000 元 → 级别：小额；不须复核；客户服务部经理审批",
                "累计费用超过 1,000 元、不超过 10,000 元 → 级别：中额；负责质量的副总工程师复核；副总经理审批",
                "累计费用超过 10,000 元，大额也须复核：是 → 级别：大额；负责质量的副总工程师复核；总经理审批", "/pages/rules/AS-COS-01", "每种情况只有一条符合", "随软件发布");
        assertThat(new Clerk(port, "service-manager").opens(PAGE + "/deadlines")).contains("来电来访受理：核对客户和房号 → 2 个工作小时内；自本步骤开始起算；用去 75%时提醒");
        assertThat(new Clerk(port, "service-manager").opens(PAGE)).contains("谁批什么", "维修款审批权限", "几天办完", "期限表", "参数表", "投诉等级");
    }

    @Test
    void everyRowOfEveryShippedTableReadsAsChinese() {
        for (String key : List.of("callback-way", "complaint-grade", "complaint-responsibility", "cost-approval", "cost-overrun", "deadlines", "inspection-parties",
                "intake-category", "intake-passing-on", "repair-class", "repair-time-limit", "settings", "survey-attendance")) {
            DecisionTable table = table(key);
            assertThat(table.rows()).as(key).isNotEmpty().allSatisfy(row -> assertThat(words.sentence(table, row).replace("决策表 complaint-grade", "")).as(key + " " + row.id())
                    .doesNotContainPattern("[A-Z]{2,}|[a-z]+-[a-z]+|true|false|\"|null"));
        }
    }

    @Test
    void aChangedTierDecidesTheNextApproval() {
        assertThat(approver(1500)).isEqualTo("deputy-general-manager");
        int before = newest("cost-approval").number();
        Clerk administrator = administrator();
        Map<String, String> fields = opened(administrator, "cost-approval");
        assertThat(fields).containsEntry("row.0.in.0", "<= 1000").containsEntry("row.0.out.2", "service-manager").containsEntry("row.2.in.1", "true");
        fields.put("row.0.in.0", "≤ 2000");
        fields.put("row.1.in.0", "（2000..10000]");
        fields.put("row.0.note", "2000 元以内（含）：客户服务部经理（AS-COS-01）");
        administrator.sends(COST + "/edit", fields);

        assertThat(approver(1500)).isEqualTo("service-manager");
        assertThat(approver(2000.01)).isEqualTo("deputy-general-manager");
        assertThat(newest("cost-approval").by()).isEqualTo("procedure-admin");
        assertThat(newest("cost-approval").number()).isEqualTo(before + 1);
        AdminChange line = changes.page(AdminChanges.Filter.of(AdminArea.DECISIONS, "cost-approval"), null, 1).get(0);
        assertThat(line.by()).isEqualTo("procedure-admin");
        assertThat(line.what()).contains("部署第 " + (before + 1) + " 版", "累计费用由“不超过 1,000 元”改为“不超过 2,000 元”");
        assertThat(line.before()).contains("累计费用不超过 1,000 元 →").doesNotContain("总经理审批；");
        assertThat(line.after()).contains("累计费用不超过 2,000 元 →", "累计费用超过 2,000 元、不超过 10,000 元 →");

        String page = administrator.opens(COST + "?saved");
        assertThat(page).contains("已保存为第 " + (before + 1) + " 版", "第 1 行：累计费用由“不超过 1,000 元”改为“不超过 2,000 元”", "总部流程管理员");
        administrator.sends(COST + "/restore", Map.of("version", String.valueOf(before), "newest", String.valueOf(before + 1)));
        assertThat(approver(1500)).isEqualTo("deputy-general-manager");
        assertThat(tables.file(newest("cost-approval"))).isEqualTo(files.get("cost-approval"));
    }

    @Test
    void whatIsNotARowStaysAsItWasInTheFile() {
        Clerk administrator = administrator();
        Map<String, String> fields = opened(administrator, "cost-approval");
        fields.put("row.0.note", "换一句说明（AS-COS-01）");
        administrator.sends(COST + "/edit", fields);
        String now = new String(tables.file(newest("cost-approval")), StandardCharsets.UTF_8);
        assertThat(now).contains("DMNShape_cost_approval", "camunda:historyTimeToLive=\"P3650D\"", "InputEntry_CostApproval_01_1", "换一句说明（AS-COS-01）");
        DecisionTable then = io.casework.procedure.DecisionFile.read(files.get("cost-approval")).orElseThrow().tables().get(0);
        assertThat(table("cost-approval")).usingRecursiveComparison().ignoringFields("rows").isEqualTo(then);
        assertThat(table("cost-approval").rows().subList(1, 4)).isEqualTo(then.rows().subList(1, 4));
        assertThat(now.lines().count()).as("people compare files line by line").isBetween(new String(files.get("cost-approval"), StandardCharsets.UTF_8).lines().count() - 2,
                new String(files.get("cost-approval"), StandardCharsets.UTF_8).lines().count() + 2);
    }

    @Test
    void aCellThatCannotBeIsNamedAndWhatWasTypedStays() {
        Clerk administrator = administrator();
        Map<String, String> fields = opened(administrator, "cost-approval");
        fields.put("row.0.in.0", "bis 1000");
        fields.put("row.2.out.2", "nobody-at-all");
        String page = administrator.isRefused(COST + "/edit", fields);
        assertThat(page).contains("id=\"f-row.0.in.0-wrong\">第 1 行“累计费用”：应写成 &lt;= 1000", "value=\"bis 1000\"", "第 3 行“审批岗位”：没有编码为“nobody-at-all”的岗位");

        fields = opened(administrator, "deadlines");
        fields.put("row.0.out.0", "zwei Tage");
        fields.put("row.0.out.2", "130");
        assertThat(administrator.isRefused(PAGE + "/deadlines/edit", fields)).contains("第 1 行“期限”：期限“zwei Tage”写法不对", "第 1 行“提醒”：应在 1 到 99 之间",
                "value=\"zwei Tage\"");

        fields = opened(administrator, "settings");
        fields.put("row.0.out.0", "viele");
        assertThat(administrator.isRefused(PAGE + "/settings/edit", fields)).contains("第 1 行“值”：应为整数");

        fields = opened(administrator, "complaint-grade");
        fields.put("row.0.out.0", "SCHLIMM");
        assertThat(administrator.isRefused(PAGE + "/complaint-grade/edit", fields)).contains("流程不认识“SCHLIMM”，可用的有：MAJOR（重大投诉）");

        fields = opened(administrator, "complaint-grade");
        fields.put("row.0.out.1", "= \"甲\" + + ");
        assertThat(administrator.isRefused(PAGE + "/complaint-grade/edit", fields)).as("the gate reads what is reckoned").contains("第 1 行：", "id=\"f-row.0.out.1-wrong\"");
        assertThat(administrator.isRefused(COST + "/edit", opened(administrator, "cost-approval"))).contains("没有任何改动");
        assertThat(tables.file(newest("cost-approval"))).isEqualTo(files.get("cost-approval"));
    }

    @Test
    void noCaseLosesItsRowAndNoneGetsTwo() {
        Clerk administrator = administrator();
        Map<String, String> fields = opened(administrator, "cost-approval");
        fields.put("row.0.in.0", "<= 900");
        assertThat(administrator.isRefused(COST + "/edit", fields)).contains("“累计费用”为“900.01”、“大额也须复核”为“是”时，没有一行适用", "没有一行适用；原来有");
        fields.put("row.0.in.0", "<= 1500");
        assertThat(administrator.isRefused(COST + "/edit", fields)).contains("有不止一行适用");
        fields = opened(administrator, "deadlines");
        fields.put("act", "remove.0");
        fields = fields(administrator.tries(PAGE + "/deadlines/edit", fields).body());
        fields.put("act", "save");
        assertThat(administrator.isRefused(PAGE + "/deadlines/edit", fields)).contains("没有一行适用；原来有");
        assertThat(approver(1000)).isEqualTo("service-manager");
    }

    @Test
    void rowsAreAddedMovedAndRemovedBeforeAnythingIsSaved() {
        Clerk administrator = administrator();
        Map<String, String> fields = opened(administrator, "complaint-grade");
        int rows = Integer.parseInt(fields.get("count"));
        fields.put("act", "add");
        fields = fields(administrator.tries(PAGE + "/complaint-grade/edit", fields).body());
        assertThat(fields).containsEntry("count", String.valueOf(rows + 1));
        fields.put("row." + rows + ".in.6", ">= 20");
        fields.put("row." + rows + ".out.0", "IMPORTANT");
        fields.put("row." + rows + ".out.1", "二十户以上");
        for (int i = rows; i > 0; i--) {
            fields.put("act", "up." + i);
            fields = fields(administrator.tries(PAGE + "/complaint-grade/edit", fields).body());
        }
        assertThat(fields).containsEntry("row.0.out.1", "二十户以上").containsEntry("row.0.id", "");
        assertThat(table("complaint-grade").rows()).hasSize(rows);
        fields.put("act", "save");
        administrator.sends(PAGE + "/complaint-grade/edit", fields);
        Map<String, Object> hot = Map.of("cannotHandle", false, "extremeHarm", false, "safety", false, "media", false, "legal", false, "repeated", false, "customersOnTopic", 25);
        assertThat(decisions.required("complaint-grade", hot)).containsEntry("grade", "IMPORTANT").containsEntry("reason", "二十户以上");
        assertThat(administrator.opens(PAGE + "/complaint-grade")).contains("新增第 1 行：", "二十户以上");

        fields = opened(administrator, "complaint-grade");
        fields.put("act", "remove.0");
        fields = fields(administrator.tries(PAGE + "/complaint-grade/edit", fields).body());
        fields.put("act", "save");
        administrator.sends(PAGE + "/complaint-grade/edit", fields);
        assertThat(decisions.required("complaint-grade", hot)).containsEntry("grade", "HOT");
    }

    @Test
    void theSecondOfTwoAdministratorsIsToldWhatTheFirstChangedAndKeepsWhatWasTyped() {
        Clerk first = administrator();
        Clerk second = new Clerk(port, "camunda-admin");
        Map<String, String> one = opened(first, "settings");
        Map<String, String> other = opened(second, "settings");
        one.put("row.0.out.0", "3");
        first.sends(PAGE + "/settings/edit", one);
        other.put("row.1.out.0", "9");
        String page = second.isRefused(PAGE + "/settings/edit", other);
        assertThat(page).contains("别人已经部署了第", "别人作的更改", "值由“2”改为“3”", "value=\"9\"");
        assertThat(decisions.required("settings", Map.of("setting", "comm.minDays"))).containsEntry("value", "3");
        assertThat(decisions.required("settings", Map.of("setting", "comm.cluster.count"))).containsEntry("value", "5");
    }

    @Test
    void aDeploymentFromModelerIsRecordedWithItsPerson() {
        String file = new String(files.get("settings"), StandardCharsets.UTF_8).replaceFirst("<text>\"2\"</text>", "<text>\"4\"</text>");
        new io.casework.testkit.Door(port).as("camunda-admin").deploy("参数", Map.of("settings.dmn", file));
        AdminChange line = changes.page(AdminChanges.Filter.of(AdminArea.DECISIONS, "settings"), null, 1).get(0);
        assertThat(line.by()).isEqualTo("camunda-admin");
        assertThat(line.reference()).isEqualTo(newest("settings").deploymentId());
        assertThat(line.after()).contains("→ 4");
        assertThat(newest("settings").by()).isEqualTo("camunda-admin");
    }
}
