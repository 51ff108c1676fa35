package io.casework.demo;

import static io.casework.demo.DemoCast.BINJIANG;
import static io.casework.demo.DemoCast.YUNQI;

import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordDraft;
import io.casework.recordbook.RecordEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people of the demonstration have written into the record book: some entries of most kinds, corrected, done and voided ones among them. */
@Component
@Profile("demo")
@Order(DemoOrganisation.ORDER + 1)
class DemoRecords implements ApplicationRunner {

    private static final int MORNING = 10;

    private final RecordBook book;
    private final Clock clock;
    private final Consumer<Instant> turn;
    private final Runnable turnBack;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @Autowired
    DemoRecords(RecordBook book, DemoClock clock, JdbcClient jdbc, TransactionTemplate transaction) {
        this(book, clock, clock::turnTo, clock::turnBack, jdbc, transaction);
    }

    /**
     * With any clock that can be turned.
     *
     * @param turn turns it to a moment
     * @param turnBack gives it its own time back
     */
    DemoRecords(RecordBook book, Clock clock, Consumer<Instant> turn, Runnable turnBack, JdbcClient jdbc, TransactionTemplate transaction) {
        this.book = book;
        this.clock = clock;
        this.turn = turn;
        this.turnBack = turnBack;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** All or nothing, and only once; each entry is written on its own day. */
    @Override
    public void run(ApplicationArguments arguments) {
        if (jdbc.sql("select exists (select 1 from record_entry where site = ?)").param(YUNQI).query(Boolean.class).single()) {
            return;
        }
        LocalDate today = LocalDate.now(clock);
        try {
            transaction.executeWithoutResult(status -> {
                inspections(today);
                surveys(today);
                meetings(today);
                activities(today);
                money(today);
                department(today);
            });
        } finally {
            turnBack.run();
        }
    }

    private void inspections(LocalDate today) {
        RecordEntry lights = enter("inspections", "records.yunqi", YUNQI, today.minusDays(24), today.minusDays(17), "area", "公共设施", "location", "3 栋地下车库", "inspectors", "吴佳怡、谢国栋",
                "findings", "东侧通道六盏灯不亮，消火栓箱玻璃破损一处", "problem", "yes", "responsible", "设备管理部");
        done(lights, today.minusDays(19), "灯具和玻璃已更换，复查合格", "records.yunqi");
        enter("inspections", "clerk.yunqi", YUNQI, today.minusDays(10), today.minusDays(3), "area", "绿化", "location", "东门花坛", "inspectors", "林晓芸",
                "findings", "灌木枯死约十株，滴灌管断开", "problem", "yes", "responsible", "物业公司", "handling", "已通知绿化单位，等补种");
        RecordEntry road = enter("inspections", "records.yunqi", YUNQI, today.minusDays(5), today.plusDays(9), "area", "道路", "location", "北门车行道", "inspectors", "吴佳怡",
                "findings", "路面破损两处", "problem", "yes", "responsible", "物业公司");
        at(today.minusDays(4));
        book.correct(road.number(), road.version(), draft(YUNQI, road.day(), today.plusDays(9), values("area", "道路", "location", "北门车行道", "inspectors", "吴佳怡",
                "findings", "路面破损三处，最大一处约一平方米", "problem", "yes", "responsible", "物业公司")), "复核后更正处数和面积", "records.yunqi");
        enter("inspections", "clerk.binjiang", BINJIANG, today.minusDays(8), today.plusDays(6), "area", "装修施工", "location", "2 栋 1201", "inspectors", "陈思雨、卢家豪",
                "findings", "装修垃圾堆放在消防通道", "problem", "yes", "responsible", "装修单位", "handling", "已发整改通知，限两日内清运");
        RecordEntry twice = enter("inspections", "clerk.binjiang", BINJIANG, today.minusDays(8), null, "area", "装修施工", "location", "2 栋 1201", "inspectors", "陈思雨",
                "findings", "装修垃圾堆放在消防通道", "problem", "yes");
        book.voidEntry(twice.number(), twice.version(), "与上一条重复登记", "clerk.binjiang");
    }

    private void surveys(LocalDate today) {
        RecordEntry content = enter("satisfaction-surveys", "records.yunqi", YUNQI, today.minusDays(40), today.minusDays(30), "round", "年度抽样", "stage", "质保期", "way", "入户", "customer", "李文静",
                "unitName", "1栋1单元301", "questions", "房屋质量：满意\n维修及时：一般\n环境卫生：满意", "satisfaction", "满意", "requests", "希望维修前先电话预约", "handling", "已在派工要求中写明先预约");
        done(content, today.minusDays(33), "已回复客户", "records.yunqi");
        enter("satisfaction-surveys", "clerk.yunqi", YUNQI, today.minusDays(39), today.minusDays(9), "round", "年度抽样", "stage", "质保期", "way", "入户", "customer", "周建国",
                "unitName", "2栋1单元502", "questions", "房屋质量：不满意\n维修及时：不满意\n环境卫生：一般", "satisfaction", "不满意", "dissatisfied", "卫生间渗漏维修两次仍未好；维修等待时间长",
                "requests", "彻底解决渗漏");
        enter("satisfaction-surveys", "clerk.binjiang", BINJIANG, today.minusDays(21), today.plusDays(10), "round", "首轮", "stage", "入住初期", "way", "入户", "customer", "黄丽娜",
                "unitName", "1栋2单元803", "questions", "交付过程：满意\n房屋质量：满意\n物业服务：满意", "satisfaction", "很满意");
        enter("owner-opinions", "records.binjiang", BINJIANG, today.minusDays(60), today.minusDays(20), "round", today.getYear() + " 年上半年", "issued", "220", "collected", "187",
                "opinions", "电梯等候时间长 41 份，快递柜位置 26 份，广场舞噪音 19 份", "demanded", "早高峰电梯分层停靠；增设快递柜；与舞蹈队约定时间", "measures", "分层停靠试行中；北门增设快递柜已联系运营方");
        enter("product-usage", "property.yunqi", YUNQI, today.minusDays(34), today.plusDays(5), "equipment", "3 栋 1 单元电梯", "model", "通力 3000", "location", "3 栋 1 单元", "since",
                today.minusYears(1).minusDays(60).toString(), "condition", "偶有故障", "faults", "4", "usage", "全年停梯四次，两次为门机故障，均在两小时内恢复", "suggestions", "门机滑块易磨损，建议后续项目改用加强型");
    }

    private void meetings(LocalDate today) {
        for (int week = 3; week > 0; week--) {
            LocalDate day = today.minusWeeks(week);
            RecordEntry minutes = enter("directors-minutes", "manager", "", day, day.plusDays(7), "chair", "高慧敏", "participants", "王建平、刘志远、蔡明辉、许文彬", "summary",
                    "本周受理投诉云栖花园、滨江壹号共 " + (4 + week) + " 件，未结 " + week + " 件", "solutions", "渗漏投诉由维修队长逐件约定上门时间，蔡明辉督办，下周例会通报", "recorder", "吴佳怡");
            if (week > 1) {
                at(day.plusDays(7));
                book.done(minutes.number(), minutes.version(), day.plusDays(7).toString(), "例会通报，已落实", "manager");
            }
        }
        enter("coordination-minutes", "records.binjiang", BINJIANG, today.minusDays(6), today.plusDays(8), "chair", "刘志远", "participants", "客户服务部许文彬，物业公司卢家豪，经营销售部唐婉清，工程材料部韩工林",
                "newComplaints", "电梯类意见五件，门窗渗漏一件", "leftOver", "1 栋外墙渗水一件", "decisions", "外墙渗水由工程材料部本周出方案；电梯分层停靠物业公司试行一个月", "recorder", "何静怡");
    }

    private void activities(LocalDate today) {
        enter("activity-plans", "supervisor.yunqi", YUNQI, today.minusDays(12), today.plusDays(20), "name", "冬季管道防冻上门服务", "stage", "质保期", "heldOn", today.plusDays(18).toString(),
                "place", "各楼栋", "departments", "客户服务部、物业公司", "content", "检查室外水管保温，发放防冻提示卡", "impact", "停水不超过半小时，提前一天张贴通知", "merged", "不重复", "budget", "3000");
        enter("activity-records", "clerk.yunqi", YUNQI, today.minusDays(45), null, "name", "邻里中秋联欢", "activityKind", "业主关爱和体验", "place", "中心广场", "people", "160", "content",
                "灯谜、亲子手工、便民维修咨询", "opinions", "希望每季度办一次", "effect", "收集维修意向 23 条，已逐条登记来电来访", "cost", "5860.50");
        enter("activity-records", "clerk.binjiang", BINJIANG, today.minusDays(28), null, "name", "工地开放日", "activityKind", "工地开放日", "place", "二期工地", "people", "48", "content",
                "参观样板段，讲解防水和门窗做法", "opinions", "对门窗五金品牌有疑问，已书面说明", "effect", "满意");
        enter("service-booklets", "records.binjiang", BINJIANG, today.minusDays(90), today.plusDays(30), "title", "滨江壹号二期生活手册", "handoverOn", today.plusDays(60).toString(), "services",
                "水电气过户、网络报装、学校医院、公交线路、物业和报修电话", "copies", "400");
    }

    private void money(LocalDate today) {
        RecordEntry paid = enter("repair-settlements", "supervisor.yunqi", YUNQI, today.minusDays(50), today.minusDays(30), "project", "2 栋外墙防水维修", "orderClass", "A 类", "contractor",
                "华城建设工程有限公司", "claimed", "9200", "reviewed", "8650.50", "reviewer", "客户服务部", "confirmed", "yes", "confirmedOn", today.minusDays(46).toString(), "certifiedBy", "严守正",
                "certifiedOn", today.minusDays(44).toString(), "payee", "物业公司", "paidOn", today.minusDays(40).toString());
        done(paid, today.minusDays(40), "财务已付款", "accountant");
        enter("repair-settlements", "supervisor.yunqi", YUNQI, today.minusDays(9), today.plusDays(12), "project", "4 栋地下室渗漏维修", "orderClass", "A 类", "contractor", "华城建设工程有限公司",
                "claimed", "28600", "reviewed", "26800", "reviewer", "审计核算部");
        enter("repair-settlements", "supervisor.binjiang", BINJIANG, today.minusDays(15), today.plusDays(5), "project", "1 栋公共走廊墙面修补", "orderClass", "B 类", "claimed", "1800",
                "reviewed", "1720", "reviewer", "客户服务部", "certifiedBy", "严守正", "certifiedOn", today.minusDays(11).toString());
        enter("deposit-deductions", "accountant", YUNQI, today.minusDays(39), null, "contractor", "华城建设工程有限公司", "orderNumber", "见结算书", "settlement", paid.number(), "amount", "8650.50",
                "balance", "191349.50", "voucher", "记-0917");
        enter("deposit-deductions", "accountant", BINJIANG, today.minusDays(70), null, "contractor", "江海建筑集团有限公司", "orderNumber", "PG-0036", "amount", "3200", "balance", "146800", "voucher", "记-0821");
        enter("working-fund", "accountant", "", today.minusDays(120), null, "movement", "拨付", "amount", "100000", "purposeOfUse", "本年度客户服务周转金", "person", "钱佩芳", "balance", "100000");
        enter("working-fund", "manager", "", today.minusDays(30), null, "movement", "支出", "amount", "860", "purposeOfUse", "业主家中受潮地板清洁费", "person", "高慧敏", "balance", "99140", "voucher", "支-031");
        enter("project-working-fund", "accountant", "", today.minusDays(118), null, "movement", "拨付", "amount", "100000", "purposeOfUse", "维修队工程周转金", "person", "钱佩芳", "balance", "100000",
                "checked", "yes", "finding", "已核对银行回单");
        enter("final-payment-opinions", "supervisor.binjiang", BINJIANG, today.minusDays(14), today.plusDays(16), "contractor", "江海建筑集团有限公司", "project", "滨江壹号一期土建", "deposit", "150000",
                "warrantyUntil", today.minusDays(20).toString(), "quality", "保修期内渗漏维修 6 处，均已修复", "cooperation", "接通知后一般两日内到场，两次超期", "opinion", "同意部分支付", "amount", "120000",
                "reason", "外墙渗水一处待修复，暂留 30000 元");
        enter("service-bonuses", "supervisor.yunqi", YUNQI, today.minusDays(48), null, "period", "上一季度", "person", "曾水根", "role", "维修人员", "orders", "37", "customerOpinions", "签字意见均为满意，表扬两次",
                "callbackOpinions", "回访满意 36 件，一般 1 件", "rating", "优秀", "bonus", "1200");
        enter("service-bonuses", "supervisor.binjiang", BINJIANG, today.minusDays(47), null, "period", "上一季度", "person", "余阿福", "role", "维修人员", "orders", "29", "customerOpinions", "满意 27 件，一般 2 件",
                "callbackOpinions", "回访满意 28 件，不满意 1 件", "rating", "良好", "bonus", "800");
    }

    private void department(LocalDate today) {
        Map<String, String> days = new LinkedHashMap<>();
        days.put("水龙头、阀门漏水", "2");
        days.put("插座、灯具", "2");
        days.put("门窗五金", "3");
        days.forEach((item, number) -> enter("repair-time-standards", "manager", "", today.minusDays(200), null, "item", item, "trades", "单工种", "repairDays", number, "visitHours", "24", "warranty", "两年"));
        enter("repair-time-standards", "manager", "", today.minusDays(200), null, "item", "卫生间渗漏", "trades", "多工种", "repairDays", "7", "visitHours", "24", "warranty", "五年", "remark", "闭水试验时间不计");
        enter("onsite-complaint-method", "manager", "", today.minusDays(220), null, "version", "第一版", "discussedWith", "经营销售部唐婉清", "method", "现场受理人为第一责任人，当日答复；承诺以公司批准的为限",
                "flow", "受理登记 → 安抚并核实 → 当日协商解决 → 不能当日解决的约定时间 → 逐级上报 → 答复并归档", "sites", "各售楼现场");
        enter("work-analyses", "manager", "", today.minusDays(100), null, "title", "上半年客户投诉和满意度分析", "period", "上半年", "statistics", "投诉 63 件：渗漏 24 件，门窗 13 件，公共设施 11 件，其他 15 件", "analysis",
                "渗漏集中在卫生间和外墙窗角，与防水收口做法有关", "suggestions", "后续项目外窗四周增设附加防水层，卫生间二次闭水", "departments", "总经理室、工程材料部、设计研发部");
        enter("contingency-plans", "manager", BINJIANG, today.minusDays(18), today.plusDays(12), "matter", "电梯故障集中反映，可能出现群诉", "phase", "萌发期", "responsible", "总经理 宋远航", "team",
                "组长宋远航；高慧敏（对客户）、韩工林（技术）、冯正言（法律）", "keyIssues", "1、3 栋电梯困人；物业公司、维保单位；业主代表 3 人", "forecast", "业主集中到售楼处；业主群扩散", "measures",
                "维保单位驻点两周；高峰有人值守；每日公示维修进度", "communication", "每日 18:00 向业主代表通报", "media", "由总经理室统一口径");
    }

    private void at(LocalDate day) {
        turn.accept(day.atTime(MORNING, 0).atZone(clock.getZone()).toInstant());
    }

    private RecordEntry enter(String kind, String login, String site, LocalDate day, LocalDate due, String... keysAndValues) {
        at(day);
        return book.enter(kind, draft(site, day, due, values(keysAndValues)), login);
    }

    private void done(RecordEntry entry, LocalDate day, String how, String login) {
        at(day);
        book.done(entry.number(), entry.version(), day.toString(), how, login);
    }

    private static RecordDraft draft(String site, LocalDate day, LocalDate due, Map<String, String> values) {
        return new RecordDraft(site, day.toString(), "", due == null ? "" : due.toString(), values);
    }

    private static Map<String, String> values(String... keysAndValues) {
        List<String> all = List.of(keysAndValues);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i += 2) {
            values.put(all.get(i), all.get(i + 1));
        }
        return values;
    }
}
