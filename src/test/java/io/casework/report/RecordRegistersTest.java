package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.recordbook.FieldType;
import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordDraft;
import io.casework.recordbook.RecordEntry;
import io.casework.recordbook.RecordField;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.workspace.rules.CatalogueRule;
import io.casework.workspace.rules.RuleCatalogue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Every record of after-sales is a register; those that people keep by hand show what the record book holds, as its kinds and fields are at that moment. */
@CaseworkTest
class RecordRegistersTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);

    @Autowired Registers registers;
    @Autowired RecordKinds kinds;
    @Autowired RecordBook book;
    @Autowired RuleCatalogue rules;
    @Autowired TurnableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    private final String mark = UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);

    @BeforeEach
    void monday() {
        clock.reset();
    }

    private List<Map<String, String>> rows(String key, Set<String> sites, Map<String, List<String>> params) {
        Register register = registers.find(key).orElseThrow();
        Map<String, List<String>> all = new HashMap<>(params);
        all.putIfAbsent("period", List.of("all"));
        return registers.page(RegisterQuery.of(register, all), sites).rows().stream().map(values -> {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(register.columns().get(i).label(), register.columns().get(i).print(values.get(i)));
            }
            return row;
        }).toList();
    }

    private RecordEntry settlement(String project, String reviewed) {
        return book.enter("repair-settlements", new RecordDraft(TestStaff.EAST, "2026-07-06", "", "2026-07-20", Map.of("project", project, "orderClass", "A 类", "reviewed", reviewed,
                "reviewer", "审计核算部", "confirmed", "yes", "certifiedOn", "2026-07-05", "contractor", "华城公司")), "service-manager");
    }

    @Test
    void everyRecordOfPartAOfTheCatalogueIsARegister() {
        Set<String> held = registers.all().stream().flatMap(register -> register.records().stream()).collect(Collectors.toSet());
        Set<String> partA = IntStream.rangeClosed(1, 38).mapToObj("REC-%03d"::formatted).collect(Collectors.toCollection(TreeSet::new));
        assertThat(held).containsAll(partA);
        partA.forEach(record -> assertThat(rules.find(record).map(CatalogueRule::id)).as("%s is in the catalogue", record).contains(record));
        registers.all().forEach(register -> assertThat(register.rules()).as(register.key()).allSatisfy(rule -> assertThat(rules.find(rule)).as(rule).isPresent()));
        assertThat(registers.all()).extracting(Register::key).doesNotHaveDuplicates();
    }

    /** The columns that section A of the catalogue and the rules name for the records that people keep. */
    @Test
    @Rule({"AS-SCP-06", "AS-SET-04", "AS-DED-01", "AS-FND-01", "AS-FND-02", "AS-RET-01", "AS-INC-01", "AS-INC-02", "AS-WEX-02", "AS-SVY-13", "AS-OWN-02", "AS-USE-01", "AS-MTG-01",
            "AS-MTG-02", "AS-INF-04", "AS-PMC-04", "AS-MAS-10", "AS-PRO-02", "AS-PRO-05", "AS-PRO-07"})
    void theRecordsHaveTheirChineseNamesAndTheColumnsThatTheRulesName() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("现场投诉处理办法及投诉处理流程", List.of("处理办法", "处理流程", "会商部门和人员"));
        columns.put("维修工程结算书", List.of("审定金额（元）", "类别", "施工单位已确认", "核证人", "相关案件", "办结期限"));
        columns.put("工程质量保证金扣款", List.of("施工单位", "扣款金额（元）", "派工单号"));
        columns.put("周转金", List.of("收支", "金额（元）"));
        columns.put("工程周转金", List.of("收支", "金额（元）", "财务已核查"));
        columns.put("工程尾款支付意见", List.of("保修期内的工程质量", "配合保修的情况", "支付意见"));
        columns.put("服务激励奖金核定", List.of("客户签字意见", "回访意见", "综合评定", "奖金（元）"));
        columns.put("工程维修保修时间要求标准表", List.of("维修项目", "完成时限（工作日）"));
        columns.put("客户满意度调查表", List.of("阶段", "问题和回答", "“不满意”的项目"));
        columns.put("业主意见调查表", List.of("业主意见", "物业公司的整改措施"));
        columns.put("产品使用情况表", List.of("设施设备", "一年的使用情况"));
        columns.put("季报、年报", List.of("期间", "种类", "小区", "受理"));
        columns.put("投诉协调例会纪要", List.of("会议日期", "本周的投诉", "遗留的投诉", "议定事项"));
        columns.put("主任例会纪要", List.of("会议日期", "一周投诉小结", "解决方案"));
        columns.put("工作情况分析报告", List.of("分类统计", "建议"));
        columns.put("巡查记录表", List.of("巡查内容", "部位", "巡查情况"));
        columns.put("重大投诉预案", List.of("阶段", "一、应急小组", "二、关键问题、部门和人员", "三、可能发生的情况", "四、解决办法和现场应对措施", "五、沟通和信息传递", "六、媒体、品牌和公司形象",
                "七、爆发后的指挥、协调和控制", "八、影响的修复"));
        columns.put("服务活动计划", List.of("活动名称", "项目阶段"));
        columns.put("服务活动记录", List.of("活动名称", "业主意见"));
        columns.put("便民服务小册子", List.of("便民服务内容"));
        Map<String, Register> byTitle = registers.all().stream().collect(Collectors.toMap(Register::title, register -> register));
        columns.forEach((title, labels) -> assertThat(byTitle.get(title).columns()).as(title).extracting(RegisterColumn::label).containsAll(labels));
        RegisterColumn area = byTitle.get("巡查记录表").column("xarea").orElseThrow();
        assertThat(area.choices()).extracting(Choice::label).containsExactly("房屋", "公共设施", "场地", "绿化", "道路", "装修施工");
        assertThat(byTitle.get("重大投诉预案").column("xphase").orElseThrow().choices()).extracting(Choice::label).containsExactly("潜伏期", "萌发期", "爆发期", "灾难期");
    }

    @Test
    @Rule({"AS-SET-03", "AS-SET-05", "AS-SET-06"})
    void anEntryStandsInItsRegisterIsFilteredByItsTypesAndSeenByItsSiteOnly() {
        String project = "外墙防水" + mark;
        RecordEntry dear = settlement(project, "25000");
        RecordEntry cheap = settlement(project, "9800.5");
        Map<String, List<String>> mine = Map.of("c.xproject", List.of(mark));
        String key = "record-repair-settlements";
        assertThat(rows(key, Set.of(TestStaff.EAST), mine)).hasSize(2).first().satisfies(row -> assertThat(row).containsEntry("编号", cheap.number())
                .containsEntry("编制日期", "2026-07-06").containsEntry("小区", "东苑").containsEntry("审定金额（元）", "9,800.50").containsEntry("类别", "A 类")
                .containsEntry("施工单位已确认", "是").containsEntry("核证日期", "2026-07-05").containsEntry("办结期限", "2026-07-20").containsEntry("状态", "未办结")
                .containsEntry("登记人", "总部客户服务部经理"));
        assertThat(rows(key, Set.of(TestStaff.WEST), mine)).isEmpty();
        assertThat(numbers(rows(key, Set.of(TestStaff.EAST), with(mine, "c.xreviewed.from", "20000")))).containsExactly(dear.number());
        assertThat(numbers(rows(key, Set.of(TestStaff.EAST), with(mine, "sort", "-xreviewed")))).containsExactly(dear.number(), cheap.number());
        assertThat(rows(key, Set.of(TestStaff.EAST), with(mine, "c.xcertifiedOn.from", "2026-07-06"))).isEmpty();
        assertThat(rows(key, Set.of(TestStaff.EAST), with(mine, "c.xconfirmed", "no"))).isEmpty();

        book.done(dear.number(), 1, "2026-07-06", "已付款", "finance");
        book.voidEntry(cheap.number(), 1, "重复", "service-manager");
        assertThat(rows(key, Set.of(TestStaff.EAST), with(mine, "open", "yes"))).isEmpty();
        assertThat(rows(key, Set.of(TestStaff.EAST), with(mine, "c.state", "VOID"))).hasSize(1);
        assertThat(rows(key, Set.of(TestStaff.EAST), with(mine, "c.state", "DONE"))).hasSize(1).first().satisfies(row -> assertThat(row).containsEntry("办结日期", "2026-07-06"));
    }

    private static List<String> numbers(List<Map<String, String>> rows) {
        return rows.stream().map(row -> row.get("编号")).toList();
    }

    private static Map<String, List<String>> with(Map<String, List<String>> params, String name, String value) {
        Map<String, List<String>> more = new HashMap<>(params);
        more.put(name, List.of(value));
        return more;
    }

    @Test
    void whatIsOrWasDoneAfterItsDueDayIsLate() {
        String key = "record-inspections";
        RecordEntry entry = book.enter("inspections", new RecordDraft(TestStaff.EAST, "2026-06-01", "", "2026-06-10", Map.of("area", "绿化", "location", "晚" + mark, "inspectors", "王师傅",
                "findings", "草坪枯黄", "problem", "yes")), CLERK);
        Map<String, List<String>> mine = Map.of("c.number", List.of(entry.number()));
        assertThat(rows(key, Set.of(TestStaff.EAST), with(mine, "c.late", "yes"))).hasSize(1).first().satisfies(row -> assertThat(row).containsEntry("超期", "是").containsEntry("状态", "未办结"));
        book.done(entry.number(), 1, "2026-06-11", "", CLERK);
        assertThat(rows(key, Set.of(TestStaff.EAST), mine)).first().satisfies(row -> assertThat(row).containsEntry("超期", "是").containsEntry("状态", "已办结"));
        book.reopen(entry.number(), 2, "日期写错", CLERK);
        book.done(entry.number(), 3, "2026-06-10", "", CLERK);
        assertThat(rows(key, Set.of(TestStaff.EAST), with(mine, "c.late", "no"))).first().satisfies(row -> assertThat(row).containsEntry("超期", "否"));
        book.voidEntry(entry.number(), 4, "重复", CLERK);
        assertThat(rows(key, Set.of(TestStaff.EAST), with(mine, "c.late", "yes"))).isEmpty();
    }

    @Test
    void aDayOfWhichAPostIsRemindedIsShownAsNear() {
        Register opinions = registers.find("record-final-payment-opinions").orElseThrow();
        for (String until : List.of("2026-08-05", "2026-08-06")) {
            RecordEntry entry = book.enter("final-payment-opinions", new RecordDraft(TestStaff.EAST, "2026-07-06", "", "", Map.of("contractor", "华城公司", "project", "一期" + mark,
                    "warrantyUntil", until, "quality", "好", "cooperation", "好", "opinion", "同意全额支付")), "service-manager");
            assertThat(rows(opinions.key(), Set.of(TestStaff.EAST), Map.of("c.number", List.of(entry.number())))).hasSize(1).first()
                    .satisfies(row -> assertThat(row).containsEntry("保修期满日", until).containsEntry("保修期满日临近或已过", until.endsWith("05") ? "是" : "否"));
        }
    }

    @Test
    void whatBelongsToTheCompanyIsSeenAtAnySiteAndByNobodyWithoutOne() {
        book.enter("directors-minutes", new RecordDraft("", "2026-07-06", "", "", Map.of("chair", "高经理", "participants", "各服务处主任", "summary", "一周小结" + mark, "solutions", "逐件落实",
                "recorder", "吴佳怡")), "service-manager");
        Map<String, List<String>> mine = Map.of("c.xsummary", List.of(mark));
        assertThat(rows("record-directors-minutes", Set.of(TestStaff.WEST), mine)).hasSize(1).first().satisfies(row -> assertThat(row).doesNotContainKey("小区"));
        assertThat(rows("record-directors-minutes", Set.of(), mine)).isEmpty();
        assertThat(registers.openRows(Set.of(TestStaff.WEST)).get("record-directors-minutes")).isPositive();
        assertThat(registers.openRows(Set.of()).get("record-directors-minutes")).isZero();
    }

    @Test
    void aFieldThatIsAddedIsAColumnAtOnceAndOneThatIsRetiredIsNone() {
        String kind = kinds.nextCode();
        kinds.add(new RecordKind(kind, "试验台账" + mark, "试验", "试验新栏目", List.of(), List.of(), RecordKind.Scope.SITE, "记录日期", false, false, Set.of("clerk"), Set.of(), 0,
                true, List.of()));
        String key = "record-" + kind;
        kinds.addField(kind, new RecordField(null, "物品", FieldType.TEXT, List.of(), true, "", "", "", null, 0, false));
        assertThat(registers.find(key).orElseThrow().columns()).extracting(RegisterColumn::label).containsExactly("编号", "记录日期", "小区", "物品", "附件", "状态", "登记人", "登记时间");
        book.enter(kind, new RecordDraft(TestStaff.EAST, "2026-07-06", "", "", Map.of("own1", "梯子" + mark)), CLERK);
        String count = kinds.addField(kind, new RecordField(null, "数量", FieldType.NUMBER, List.of(), false, "", "", "", null, 0, false));
        book.enter(kind, new RecordDraft(TestStaff.EAST, "2026-07-06", "", "", Map.of("own1", "水泵" + mark, count, "12")), CLERK);
        assertThat(rows(key, Set.of(TestStaff.EAST), Map.of("c.x" + count + ".from", List.of("10")))).hasSize(1).first().satisfies(row -> assertThat(row).containsEntry("数量", "12"));
        kinds.retireField(kind, count);
        assertThat(registers.find(key).orElseThrow().columns()).extracting(RegisterColumn::label).doesNotContain("数量");
        assertThat(rows(key, Set.of(TestStaff.EAST), Map.of())).hasSize(2);
        RecordKind now = kinds.find(kind).orElseThrow();
        kinds.change(new RecordKind(kind, now.name(), now.group(), now.purpose(), now.records(), now.rules(), now.scope(), now.dayLabel(), now.tracked(), now.ofCases(), now.keepers(),
                now.readers(), now.position(), false, now.fields()));
        assertThat(registers.all()).extracting(Register::key).as("is no longer used, but has entries").contains(key);
    }

    @Test
    void aValueThatDoesNotFitItsTypeBreaksNoRegister() {
        long id = settlement("坏值" + mark, "1").id();
        jdbc.sql("""
                update record_entry set content = content || '{"reviewed": "viel", "claimed": {"a": 1}, "confirmed": "ja", "certifiedOn": "2026-02-30", "paidOn": "0000-13-99", "remark": ["x", 1]}'
                where id = ?""").param(id).update();
        Map<String, List<String>> mine = Map.of("c.xproject", List.of(mark));
        assertThat(rows("record-repair-settlements", Set.of(TestStaff.EAST), mine)).hasSize(1).first().satisfies(row -> assertThat(row).containsEntry("审定金额（元）", "")
                .containsEntry("决算金额（元）", "").containsEntry("施工单位已确认", "").containsEntry("核证日期", "").containsEntry("付款日期", ""));
        for (String sort : List.of("xreviewed", "-xcertifiedOn", "-xpaidOn")) {
            assertThat(rows("record-repair-settlements", Set.of(TestStaff.EAST), with(mine, "sort", sort))).hasSize(1);
        }
        assertThat(rows("record-repair-settlements", Set.of(TestStaff.EAST), with(mine, "c.xreviewed.from", "0"))).isEmpty();
        assertThat(book.find(jdbc.sql("select number from record_entry where id = ?").param(id).query(String.class).single())).hasValueSatisfying(entry ->
                assertThat(entry.values()).containsEntry("reviewed", "viel").containsEntry("remark", "[\"x\",1]"));
        // Taken out again: no search of texts finds what is no text.
        jdbc.sql("update record_entry set content = content - array['reviewed', 'claimed', 'confirmed', 'certifiedOn', 'paidOn', 'remark'] where id = ?").param(id).update();
        for (Map.Entry<String, LocalDate> day : Map.of("2028-02-29", LocalDate.of(2028, 2, 29), "2026-12-31", LocalDate.of(2026, 12, 31)).entrySet()) {
            assertThat(jdbc.sql("select record_day(jsonb_build_object('d', cast(? as text)), 'd')").param(day.getKey()).query(LocalDate.class).single()).isEqualTo(day.getValue());
        }
        assertThat(jdbc.sql("select record_day('{\"d\": \"2027-02-29\"}', 'd') is null and record_day('{}', 'd') is null").query(Boolean.class).single()).isTrue();
        assertThat(jdbc.sql("select record_number('{\"n\": 12.50}', 'n')").query(BigDecimal.class).single()).isEqualByComparingTo("12.5");
    }

    @Test
    @Rule("AS-RPT-02")
    void theStatementsStandInTheirRegisterAndTheConsolidatedOneForWhoSeesAllSites() {
        String total = "{\"total\": {\"received\": 7, \"resolved\": 5}, \"sections\": []}";
        for (String site : List.of(TestStaff.EAST, TestStaff.WEST, "")) {
            jdbc.sql("insert into report_statement (period, site, made_at, content) values ('2019-Q3', ?, timestamptz '2019-10-12 09:00+08', cast(? as jsonb)) on conflict do nothing")
                    .params(site, total).update();
        }
        Map<String, List<String>> then = Map.of("until", List.of("2019-12-31"));
        assertThat(rows("period-statements", Set.of(TestStaff.EAST), then)).hasSize(1).first().satisfies(row -> assertThat(row).containsEntry("期间", "2019年第3季度")
                .containsEntry("种类", "季报").containsEntry("小区", "东苑").containsEntry("受理", "7").containsEntry("解决", "5"));
        Set<String> all = Set.copyOf(jdbc.sql("select code from site").query(String.class).list());
        assertThat(rows("period-statements", all, then)).extracting(row -> row.get("小区")).containsExactlyInAnyOrder("东苑", "西苑", "全部小区汇总");
    }

    @Test
    void aKindWithManyEntriesIsListedByItsIndexes() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                    insert into record_entry (number, kind, site, day, due_on, content, version, entered_at, entered_by, entered_by_name, changed_at, changed_by, changed_by_name)
                    select 'ZL-TEST-' || i, case when i % 2 = 0 then 'satisfaction-surveys' else 'working-fund' end,
                           case when i % 2 = 0 then case when i % 4 = 0 then :east else :west end end, date '2020-01-01' + i % 2000,
                           date '2020-02-01' + i % 1990, jsonb_build_object('customer', '客户' || i)
                               || case when i % 100 = 0 then jsonb_build_object('questions', repeat('房屋质量：满意。', 40) || '第' || i || '户') else '{}' end, 1, now(), 'x', 'x', now(), 'x', 'x'
                    from generate_series(1, 20000) i""").param("east", TestStaff.EAST).param("west", TestStaff.WEST).update();
            jdbc.sql("analyze record_entry").update();
            RegisterQuery rare = RegisterQuery.of(registers.find("record-satisfaction-surveys").orElseThrow(), Map.of("c.xcustomer", List.of("客户19998")));
            Map<String, Object> asked = new HashMap<>();
            String words = registers.condition(rare, Set.of(TestStaff.WEST), asked);
            assertThat(String.join("\n", jdbc.sql("explain " + registers.listing(rare, words) + " limit 50").params(asked).query(String.class).list())).contains("on record_entry_grams");
            assertThat(registers.page(rare, Set.of(TestStaff.WEST)).count()).isOne();
            RegisterQuery inLongText = RegisterQuery.of(rare.register(), Map.of("c.xquestions", List.of("第19900户")));
            Map<String, Object> longAsked = new HashMap<>();
            String longWords = registers.condition(inLongText, Set.of(TestStaff.EAST), longAsked);
            assertThat(String.join("\n", jdbc.sql("explain " + registers.listing(inLongText, longWords) + " limit 50").params(longAsked).query(String.class).list()))
                    .contains("on record_entry_grams");
            assertThat(registers.page(inLongText, Set.of(TestStaff.EAST)).count()).isOne();
            assertThat(registers.page(RegisterQuery.of(rare.register(), Map.of("c.xquestions", List.of("户"))), Set.of(TestStaff.EAST)).count()).as("one character").isGreaterThan(100);
            assertThat(registers.page(RegisterQuery.of(rare.register(), Map.of("c.xquestions", List.of("客户"))), Set.of(TestStaff.EAST)).count()).as("stands in another field").isZero();
            for (String key : List.of("record-satisfaction-surveys", "record-working-fund")) {
                for (Set<String> sites : List.of(Set.of(TestStaff.EAST), Set.of(TestStaff.EAST, TestStaff.WEST))) {
                    RegisterQuery query = RegisterQuery.of(registers.find(key).orElseThrow(), Map.of());
                    Map<String, Object> bound = new HashMap<>();
                    String where = registers.condition(query, sites, bound);
                    List<String> plan = jdbc.sql("explain " + registers.listing(query, where) + " limit 50").params(bound).query(String.class).list();
                    assertThat(String.join("\n", plan)).as("%s at %s", key, sites).contains("Index Scan Backward using record_entry_kind_").doesNotContain("Seq Scan on record_entry", "Sort");
                    RegisterQuery due = RegisterQuery.of(query.register(), Map.of("sort", List.of("-due")));
                    if (query.register().hasOpen()) {
                        String falling = "explain select e.id from " + query.register().rows() + " and " + registers.condition(due, sites, bound)
                                + " and e.due_on is not null order by " + due.orderOfFilled() + " limit 50";
                        assertThat(String.join("\n", jdbc.sql(falling).params(bound).query(String.class).list())).contains("Backward using record_entry_due").doesNotContain("Sort");
                    }
                    assertThat(registers.page(query, sites)).satisfies(page -> assertThat(page.more()).isTrue()).satisfies(page -> assertThat(page.rows()).hasSize(50));
                }
            }
        });
    }
}
