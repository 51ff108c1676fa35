package io.casework.report;

import static io.casework.report.RegisterColumn.caseNumber;
import static io.casework.report.RegisterColumn.choice;
import static io.casework.report.RegisterColumn.choices;
import static io.casework.report.RegisterColumn.day;
import static io.casework.report.RegisterColumn.longText;
import static io.casework.report.RegisterColumn.moment;
import static io.casework.report.RegisterColumn.money;
import static io.casework.report.RegisterColumn.number;
import static io.casework.report.RegisterColumn.person;
import static io.casework.report.RegisterColumn.text;
import static io.casework.report.RegisterColumn.yesNo;

import io.casework.casefile.CaseState;
import io.casework.complaint.ComplaintCause;
import io.casework.complaint.ComplaintChannel;
import io.casework.complaint.ComplaintGrade;
import io.casework.complaint.ComplaintPhase;
import io.casework.complaint.ComplaintState;
import io.casework.contact.Category;
import io.casework.contact.ContactChannel;
import io.casework.contact.MatterKind;
import io.casework.customer.Relation;
import io.casework.followup.CallbackKind;
import io.casework.followup.CallbackResult;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.repair.CostDecision;
import io.casework.repair.CostKind;
import io.casework.repair.Executor;
import io.casework.repair.OrderState;
import io.casework.repair.Party;
import io.casework.repair.ResponsibleParty;
import io.casework.report.print.Codes;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The registers of after-sales: part A of the register of records, as far as procedures fill the record; {@link RecordRegisters} has those that people keep. */
@Component
class RegisterCatalogue {

    private static final String CONTACTS = "来电来访";
    private static final String CATEGORIES = "分类处理";
    private static final String COMPLAINTS = "投诉";
    private static final String REPAIRS = "维修";
    private static final String FOLLOW_UP = "回访与报告";
    private static final String CUSTOMERS = "客户资源";

    private static final List<Choice> CONTACT_CHANNELS = Choice.of(ContactChannel.class, ContactChannel::label);
    private static final List<Choice> COMPLAINT_CHANNELS = Choice.of(ComplaintChannel.class, ComplaintChannel::label);
    private static final List<Choice> STATES = Choice.of(CaseState.class, CaseState::label);
    private static final List<Choice> GRADES = Choice.of(ComplaintGrade.class, ComplaintGrade::label);
    private static final List<Choice> CAUSES = Choice.of(ComplaintCause.class, ComplaintCause::label);
    private static final List<Choice> CLASSES = Choice.list("A", "A 类", "B", "B 类");
    private static final List<Choice> RATINGS = Choice.list("5", "5 很满意", "4", "4 满意", "3", "3 一般", "2", "2 不满意", "1", "1 很不满意");
    private static final List<Choice> CALLBACK_RATINGS = Choice.list("5", "5 非常满意", "4", "4 满意", "3", "3 基本满意", "2", "2 不满意", "1", "1 很不满意");
    private static final List<Choice> PARTIES = Choice.of(Party.class, Party::label);
    private static final List<Choice> MARKED = Choice.of(Codes.REMARK);

    private final Posts posts;
    private final Supplier<List<Choice>> siteChoices;
    private final Supplier<List<Choice>> postChoices;

    RegisterCatalogue(Posts posts, Sites sites) {
        this.posts = posts;
        this.siteChoices = () -> sites.all().stream().map(site -> new Choice(site.code(), site.name())).toList();
        this.postChoices = () -> this.posts.all().stream().map(post -> new Choice(post.code(), post.name())).toList();
    }

    List<Register> all() {
        return Stream.of(contacts(), categories(), complaints(), repairs(), followUp(), customers()).flatMap(List::stream).toList();
    }

    private List<Register> contacts() {
        return List.of(
                Register.named("calls", "来电来访记录", CONTACTS).records("REC-001").rules("AS-INT-01", "AS-INT-02")
                        .purpose("每一个来电、来访一行：什么事、备注栏的类别、处理情况，完成情况写“已完成”即销项。").origin("在“来电登记”里登记一次来电或来访，这里就有一行。")
                        .from("contact_register r join case_file f on f.number = r.case_number", "r.site", "r.case_number").ofCases("f")
                        .open("f.state = 'OPEN'").listedBy(moment("registered", "登记时间", "r.registered_at"))
                        .columns(caseNo(), site("r.site"))
                        .columns(choice("channel", "方式", "r.channel", CONTACT_CHANNELS), customer(), phone(), unit(),
                                choice("kind", "事项种类", "r.kind", Choice.of(MatterKind.class, MatterKind::label)), matter(),
                                longText("description", "详细情况", "f.description"),
                                choice("remark", "备注栏", "r.remark", MARKED).rules("AS-INT-12"),
                                longText("handling", "处理情况", "f.handling").filtered().rules("AS-SWO-03"),
                                text("completion", "完成情况", "f.completion").filtered().rules("AS-SWO-04"),
                                moment("closed", "销项时间", "f.closed_at").sorted().filtered(),
                                text("by", "登记人", "r.registered_by_name").filtered()),
                Register.named("contacts", "来电、来访登记表", CONTACTS).records("REC-007")
                        .purpose("各渠道的信息统一编号登记，转送服务处和责任部门；未解决的写明到目前为止的处理经过。").origin("在“来电登记”里登记一次来电或来访，这里就有一行。")
                        .from("contact_register r join case_file f on f.number = r.case_number left join complaint k on k.case_number = r.case_number",
                                "r.site", "r.case_number").ofCases("f")
                        .open("f.state = 'OPEN'").listedBy(moment("registered", "登记时间", "r.registered_at"))
                        .columns(caseNo().rules("AS-INT-14"), site("r.site"))
                        .columns(choice("channel", "渠道", "r.channel", CONTACT_CHANNELS), customer(), phone(), unit(), matter(),
                                choice("category", "分类", "r.category", Choice.of(Category.class, Category::label)),
                                choice("grade", "投诉等级", "k.grade", GRADES),
                                choices("passed", "转送", "r.passed_on_to", postChoices).rules("AS-INT-15"),
                                moment("passedAt", "转送时间", "r.passed_on_at"),
                                choice("responsible", "责任部门", "k.responsible_post", postChoices).rules("AS-CMP-03"),
                                text("tracker", "跟踪人", "k.tracker_name").rules("AS-CMP-04"),
                                choice("state", "状态", "f.state", STATES),
                                moment("due", "期限", "f.due_at").sorted().filtered().rules("AS-CMP-09"),
                                longText("unsolved", "未解决问题的处理经过",
                                        "case when f.state = 'OPEN' then coalesce(k.process_so_far, k.solution, f.handling) end").rules("AS-CMP-08"),
                                moment("replied", "答复客户时间", "coalesce(r.replied_at, k.final_answered_at)").filtered()
                                        .heldBy("contact_register", "replied_at").heldBy("complaint", "final_answered_at"),
                                text("by", "登记人", "r.registered_by_name").filtered()),
                Register.named("cases", "案件一览表", CONTACTS)
                        .purpose("全部案件（来电来访和由它转出的维修），用于按分类、等级、期限筛选和导出。").origin("在“来电登记”里登记一次来电或来访，这里就有一行。")
                        .from("case_file f", "f.site", "f.number").ofCases("f")
                        .open("f.state = 'OPEN'").listedBy(moment("opened", "登记时间", "f.opened_at"))
                        .columns(caseNo(), caseNumber("parent", "主案件", "f.parent_number"), site("f.site"))
                        .columns(customer(), phone(), unit(), matter(), choice("category", "分类", "f.category", Choice.of(Category.class, Category::label)),
                                choice("grade", "投诉等级", "f.grade", GRADES), choice("urgency", "紧急程度", "f.urgency", Choice.URGENCIES),
                                choice("state", "状态", "f.state", STATES), moment("due", "期限", "f.due_at").sorted().filtered(),
                                yesNo("late", "超期", "f.due_at < coalesce(f.closed_at, now())"),
                                longText("handling", "处理情况", "f.handling").filtered(), text("completion", "完成情况", "f.completion").filtered(),
                                moment("closed", "销项时间", "f.closed_at").sorted().filtered(), person("by", "登记人", "f.opened_by")));
    }

    private List<Register> categories() {
        return List.of(
                Register.named("work-orders", "服务工作单", CATEGORIES).records("REC-002").rules("AS-SWO-01", "AS-SWO-02")
                        .purpose("物业公司正常维修范围内的报修，交设备管理部；按约定时间完成，结果回写来电来访记录。")
                        .from("service_work_order o join case_file f on f.number = o.case_number", "f.site", "o.id").ofCases("f")
                        .open("o.state = 'OPEN'").listedBy(moment("issued", "开单时间", "o.issued_at"))
                        .columns(caseNo(), site("f.site"))
                        .columns(customer(), phone(), unit(), longText("repair", "报修内容", "o.repair_requested").filtered(),
                                moment("agreed", "约定时间", "o.agreed_time").sorted().filtered(), number("reschedules", "改约次数", "o.reschedules").filtered(),
                                yesNo("overdue", "超过约定时间", "o.overdue").rules("AS-OVD-01"),
                                choice("state", "状态", "o.state", Choice.list("OPEN", "未完成", "DONE", "已完成", "CANCELLED", "客户取消", "RETURNED", "退回分类")),
                                text("worker", "维修人员", "o.worker").filtered(), longText("result", "维修结果", "o.work_done").filtered(),
                                moment("finished", "完成时间", "o.finished_at").filtered(), number("reworks", "返工次数", "o.reworks").filtered(),
                                moment("writtenBack", "回写时间", "o.written_back_at").rules("AS-SWO-03"), person("by", "开单人", "o.issued_by")),
                record("engineering-records", "分类处理记录-（工程类）", "ENGINEERING").records("REC-003").rules("AS-OVD-01", "AS-OVD-02")
                        .purpose("超过约定时间仍未完成的服务工作单转入此表，跟踪到完成为止。")
                        .columns(longText("content", "报修内容", "c.content").filtered())
                        .columns(tracking()),
                record("external-records", "分类处理记录-（其他类）", "EXTERNAL").records("REC-005").rules("AS-EXT-02", "AS-EXT-03", "AS-EXT-04")
                        .purpose("由外联单位负责的维修：催促该单位在其规定时间内上门，登记处理情况。")
                        .columns(longText("content", "报修内容", "c.content").filtered(),
                                choice("kind", "外联单位种类", "c.external_kind", Choice.of(Codes.EXTERNAL_KIND)),
                                text("external", "外联单位", "c.external_unit").filtered(), text("contact", "联系人", "c.contact"),
                                moment("stipulated", "规定上门时间", "c.stipulated_time").sorted().filtered().rules("AS-EXT-03"), yesNo("overdue", "超过规定时间", "c.overdue"))
                        .columns(tracking()),
                record("communication-records", "分类处理记录-（沟通类）", "COMMUNICATION").records("REC-006").rules("AS-COM-01", "AS-COM-02")
                        .purpose("需要与其他客户、外联单位或其他部门沟通，预计二日以上的意见和建议。")
                        .columns(text("topic", "主题", "c.topic").filtered(), longText("content", "意见和建议", "c.content").filtered(),
                                choices("parties", "沟通对象", "(select o.parties from opinion o where o.case_number = c.case_number order by o.id desc limit 1)",
                                        () -> Choice.of(Codes.OPINION_PARTIES)),
                                number("days", "预计天数", "(select o.expected_days from opinion o where o.case_number = c.case_number order by o.id desc limit 1)"),
                                moment("occasion", "合适时机", "(select o.occasion_at from opinion o where o.case_number = c.case_number order by o.id desc limit 1)"))
                        .columns(tracking()),
                Register.named("slips", "工作联系单", CATEGORIES).records("REC-004").rules("AS-REC-01")
                        .purpose("质保期内的整改事项，主任签字后送开发企业项目部，项目部签收、完成并确认后销项。")
                        .from("rectification_slip s join case_file f on f.number = s.case_number", "f.site", "s.id").ofCases("f")
                        .open("s.state not in ('WRITTEN_OFF', 'RECLASSIFIED')").listedBy(moment("filled", "填写时间", "s.filled_at"))
                        .columns(caseNo(), site("f.site"))
                        .columns(customer(), unit(), text("subject", "事由", "s.subject").filtered(), text("location", "部位", "s.location"),
                                longText("content", "内容", "s.content").filtered(), day("requested", "要求完成日期", "s.requested_by").sorted().filtered(),
                                choice("state", "状态", "s.state", Choice.list("DRAFT", "待主任签字", "SIGNED", "待项目部签收", "RECEIVED", "整改中", "CONFIRMED", "待核验",
                                        "WRITTEN_OFF", "已销项", "RETURNED", "退回", "RECLASSIFIED", "重新分类")),
                                person("director", "主任签字", "s.director").rules("AS-REC-02"), moment("signed", "签字时间", "s.signed_at"),
                                person("receivedBy", "项目部签收", "s.received_by").rules("AS-REC-04"), moment("received", "签收时间", "s.received_at"),
                                text("handler", "整改人", "s.handler").filtered(), longText("work", "整改情况", "s.work_done").filtered(),
                                day("finished", "完成日期", "s.finished_on").filtered(), person("confirmedBy", "项目部完成签字", "s.confirmed_by"),
                                moment("confirmed", "完成签字时间", "s.confirmed_at"), number("returns", "退回次数", "s.returns").filtered(),
                                number("reworks", "返工次数", "s.reworks").filtered(), yesNo("overdue", "超期", "s.overdue"),
                                moment("writtenOff", "销项时间", "s.written_off_at").filtered(), person("by", "填写人", "s.filled_by")),
                Register.named("special-services", "特约服务登记", CATEGORIES).rules("AS-SPC-01")
                        .purpose("客户要求的特约服务：服务前约定的价格、服务人员和结果。").origin("来电登记为特约服务的，这里就有一行。")
                        .from("special_service v join case_file f on f.number = v.case_number", "f.site", "v.id").ofCases("f")
                        .open("v.settled_at is null").listedBy(moment("requested", "登记时间", "v.requested_at"))
                        .columns(caseNo(), site("f.site"))
                        .columns(customer(), phone(), unit(), longText("service", "服务内容", "v.service_requested").filtered(),
                                moment("wanted", "希望时间", "v.wanted_at"),
                                choice("result", "结果", "v.result", Choice.list("PROVIDED", "已提供", "DECLINED", "不能提供", "WITHDRAWN", "客户放弃", "NOT_SPECIAL", "不属特约服务")),
                                money("price", "约定价格（元）", "v.agreed_price").sorted().filtered(), text("provider", "服务人员", "v.provider").filtered(),
                                moment("provided", "完成时间", "v.provided_at").filtered(), longText("note", "办理情况", "v.result_note")));
    }

    /** The three category records lie in one table. */
    private Register record(String key, String title, String category) {
        return Register.named(key, title, CATEGORIES)
                .from("category_record c join case_file f on f.number = c.case_number", "f.site", "c.id").where("c.category = '" + category + "'").ofCases("f")
                .open("c.closed_at is null").listedBy(moment("opened", "转入时间", "c.opened_at"))
                .columns(caseNo(), site("f.site")).columns(customer(), phone(), unit());
    }

    private static RegisterColumn[] tracking() {
        return new RegisterColumn[] {
            longText("last", "最近的跟踪登记", "(select e.text from category_record_entry e where e.record_id = c.id order by e.id desc limit 1)"),
            moment("lastAt", "最近跟踪时间", "(select e.at from category_record_entry e where e.record_id = c.id order by e.id desc limit 1)"),
            moment("closed", "销项时间", "c.closed_at").filtered(), longText("result", "处理结果", "c.result").filtered(), person("by", "登记人", "c.opened_by")};
    }

    private List<Register> complaints() {
        return List.of(
                Register.named("complaints", "客户投诉单", COMPLAINTS).records("REC-008").rules("AS-CMP-01", "AS-CMP-02", "AS-CMP-16")
                        .purpose("每件投诉一行：投诉内容、等级、责任部门、解决方案、承诺时间、部门签字，直到答复、回访和结案。")
                        .from("complaint k join case_file f on f.number = k.case_number left join complaint_topic t on t.code = k.topic", "k.site", "k.case_number")
                        .ofCases("f").open("k.state = 'OPEN'").listedBy(moment("received", "受理时间", "k.received_at"))
                        .columns(caseNo(), site("k.site"))
                        .columns(customer(), phone(), unit(), choice("channel", "渠道", "k.channel", COMPLAINT_CHANNELS),
                                choice("phase", "阶段", "k.phase", Choice.of(ComplaintPhase.class, ComplaintPhase::label)).rules("AS-CMP-02"),
                                longText("content", "投诉内容", "k.content").filtered(), longText("demand", "客户诉求", "coalesce(k.confirmed_demand, k.demand)"),
                                text("topic", "主题", "t.name").filtered(),
                                choice("cause", "原因", "k.cause", CAUSES), choice("grade", "等级", "k.grade", GRADES).rules("AS-SEV-01"),
                                choice("responsible", "责任部门", "k.responsible_post", postChoices).rules("AS-CMP-03"),
                                text("tracker", "跟踪人", "k.tracker_name").filtered().rules("AS-CMP-04"),
                                longText("solution", "解决方案", "k.solution").filtered(), moment("promised", "承诺时间", "k.promised_at").sorted().filtered(),
                                text("signed", "责任部门签字", "(select b.handler || case when b.by_name = b.handler then '' else '（' || b.by_name || '）' end from complaint_feedback b"
                                        + " where b.case_number = k.case_number and b.result = 'HANDLED' order by b.id desc limit 1)").rules("AS-CMP-06"),
                                moment("feedback", "部门反馈时间", "k.feedback_at").filtered(), moment("due", "期限", "k.due_at").sorted().filtered().rules("AS-CMP-09"),
                                yesNo("overdue", "超期", "k.overdue_at is not null"), moment("answered", "首次答复", "k.answered_at"),
                                moment("resolved", "解决时间", "k.resolved_at").filtered(),
                                choice("callback", "回访结果", "k.callback_result", Choice.of(CallbackResult.class, CallbackResult::label)),
                                choice("satisfaction", "满意程度", "cast(k.satisfaction as text)", CALLBACK_RATINGS),
                                choice("state", "状态", "k.state", Choice.of(ComplaintState.class, ComplaintState::label)),
                                moment("closed", "结案时间", "k.closed_at").filtered()),
                Register.named("warnings", "预警信息", COMPLAINTS).records("REC-031").rules("AS-COM-03", "AS-MAJ-01")
                        .purpose("集中出现的同类意见和重大投诉，及管理处、公司的应对措施。")
                        .from("""
                                (select 'CLUSTER' as kind, c.site, c.detected_at as at, c.case_number, c.topic as matter, c.opinions as times,
                                        concat_ws('；', c.prevention, c.response) as measures, c.state = 'REPORTED' as waiting, c.id
                                 from opinion_cluster c
                                 union all
                                 select 'MAJOR', k.site, m.reported_at, m.case_number, f.matter, k.customers_on_topic, m.measures, m.measures is null and k.state = 'OPEN', 0
                                 from complaint_major m join complaint k on k.case_number = m.case_number join case_file f on f.number = m.case_number) w""",
                                "w.site", "w.kind || w.case_number || ' ' || w.id")
                        .open("w.waiting", "待部署措施", "已部署").listedBy(moment("at", "预警时间", "w.at"))
                        .columns(choice("kind", "种类", "w.kind", Choice.list("CLUSTER", "意见集中", "MAJOR", "重大投诉")), site("w.site"),
                                caseNumber("number", "案件编号", "w.case_number"), text("matter", "主题或事由", "w.matter").filtered(), number("times", "件数", "w.times").filtered(),
                                yesNo("waiting", "待部署措施", "w.waiting"), longText("measures", "措施", "nullif(w.measures, '')").filtered().rules("AS-COM-04", "AS-MAJ-02")),
                major("meeting-minutes", "专题会议纪要", "m.minutes is not null").records("REC-028").rules("AS-MAJ-03")
                        .purpose("重大投诉的专题会议：日期、参加人员和纪要。")
                        .columns(day("meeting", "会议日期", "m.meeting_on").sorted().filtered(), text("participants", "参加人员", "m.participants").filtered(),
                                longText("minutes", "会议纪要", "m.minutes").filtered(), text("by", "记录人", "m.minutes_by_name").filtered(),
                                moment("recorded", "记录时间", "m.minutes_at").sorted().filtered()),
                major("special-reports", "专题报告", "m.report is not null").records("REC-029").rules("AS-MAJ-04")
                        .purpose("重大投诉处理完毕后给公司的专题报告。")
                        .columns(longText("measures", "部署的措施", "m.measures"), longText("report", "专题报告", "m.report").filtered(),
                                text("by", "报告人", "m.report_by_name").filtered(), moment("recorded", "报告时间", "m.report_at").sorted().filtered()),
                Register.named("defects", "缺陷信息反馈", COMPLAINTS).records("REC-036").rules("AS-EIG-08")
                        .purpose("投诉分析得出的工程、设计缺陷和预防措施，反馈给责任部门。")
                        .from("complaint k join case_file f on f.number = k.case_number left join complaint_topic t on t.code = k.topic", "k.site", "k.case_number")
                        .where("k.analysed_at is not null and k.cause in ('ENGINEERING', 'DESIGN')").ofCases("f")
                        .listedBy(moment("analysed", "分析时间", "k.analysed_at"))
                        .columns(caseNo(), site("k.site"))
                        .columns(unit(), choice("cause", "原因", "k.cause", CAUSES),
                                text("topic", "主题", "t.name").filtered(),
                                longText("facts", "事实", "coalesce(k.facts, k.content)"), longText("analysis", "原因分析", "k.analysis").filtered(),
                                longText("lesson", "教训", "k.lesson").filtered(), longText("measure", "预防措施", "k.preventive_measure").filtered(),
                                choice("responsible", "责任部门", "k.responsible_post", postChoices), person("by", "分析人", "k.analysed_by")));
    }

    private Register major(String key, String title, String condition) {
        return Register.named(key, title, COMPLAINTS)
                .from("complaint_major m join complaint k on k.case_number = m.case_number join case_file f on f.number = m.case_number", "k.site", "m.case_number")
                .where(condition).ofCases("f").listedBy(moment("reported", "上报时间", "m.reported_at"))
                .columns(caseNo(), site("k.site")).columns(customer(), unit(), matter());
    }

    private List<Register> repairs() {
        return List.of(
                Register.named("surveys", "现场勘察会签表", REPAIRS).records("REC-010").rules("AS-SUR-01")
                        .purpose("各方现场勘察、认定责任单位并会签，是派工的依据。")
                        .from("repair_survey v join repair_case r on r.case_number = v.case_number join case_file f on f.number = v.case_number", "r.site", "v.id")
                        .ofCases("f").open("v.result = 'PLANNED'").listedBy(moment("arranged", "安排时间", "v.arranged_at"))
                        .columns(caseNo(), site("r.site"))
                        .columns(customer(), phone(), unit(), matter(), number("round", "第几次", "v.round").filtered(),
                                moment("planned", "约定勘察时间", "v.planned_at").sorted().filtered(),
                                choice("result", "结果", "v.result", Choice.list("PLANNED", "待勘察", "HELD", "已勘察", "NO_ACCESS", "未能入户")),
                                moment("held", "勘察时间", "v.held_at").filtered(), longText("findings", "勘察情况", "v.findings").filtered(), longText("cause", "原因分析", "v.cause"),
                                choice("party", "责任单位", "r.responsible_party", Choice.of(ResponsibleParty.class, ResponsibleParty::label)).rules("AS-SUR-05"),
                                choices("demanded", "应到单位", "v.demanded_parties", () -> PARTIES),
                                longText("countersigned", "会签", """
                                        (select string_agg(case a.party %s end || ' ' || a.name || case when a.signed then '（已会签）' else '（未会签）' end, '、' order by a.position)
                                         from repair_survey_attendee a where a.survey_id = v.id)""".formatted(cases(PARTIES))).rules("AS-SUR-04"),
                                choices("missing", "缺席单位", "v.missing_parties", () -> PARTIES),
                                money("estimate", "现场估价（元）", "v.estimate").sorted().filtered(), person("by", "安排人", "v.arranged_by")),
                Register.named("dispatch-orders", "工程派工单", REPAIRS).records("REC-011").rules("AS-DSP-01", "AS-DSP-02", "AS-DSP-04")
                        .purpose("派给维修队或书面要求施工单位的维修：类别、期限、完工和检验。")
                        .from("repair_order o join repair_case r on r.case_number = o.case_number join case_file f on f.number = o.case_number", "r.site", "o.id")
                        .ofCases("f").open("o.state in ('OPEN', 'FINISHED')").listedBy(moment("issued", "签发时间", "o.issued_at"))
                        .columns(text("order", "派工单号", "o.order_number").filtered(), caseNo(), site("r.site"))
                        .columns(customer(), phone(), unit(), matter(), choice("class", "类别", "o.order_class", CLASSES).rules("AS-DSP-03"),
                                choice("executor", "承修方", "o.executor", Choice.of(Executor.class, Executor::label)), text("contractor", "施工单位", "o.contractor").filtered(),
                                longText("instructions", "派工要求", "o.instructions"), moment("due", "期限", "o.due_at").sorted().filtered().rules("AS-SUR-06", "AS-SUR-07"),
                                moment("agreed", "客户同意延期至", "o.agreed_due_at").filtered().rules("AS-SUR-08"), yesNo("overdue", "超期", "o.overdue_at is not null"),
                                choice("state", "状态", "o.state", Choice.of(OrderState.class, OrderState::label)), moment("finished", "完工时间", "o.finished_at").filtered(),
                                text("workers", "维修人员", "o.workers").filtered(), longText("work", "维修情况", "o.work_done").filtered(),
                                text("inspected", "竣工检验", """
                                        (select case when i.passed then '合格' else '不合格：' || i.defects end || '（' || i.inspector || '、' || i.leader_name
                                                || coalesce('、' || i.third_name, '') || '）'
                                         from repair_inspection i where i.order_id = o.id order by i.id desc limit 1)""").rules("AS-DSP-07", "AS-DSP-08"),
                                person("by", "签发人", "o.issued_by")),
                Register.named("repair-slips", "维修单（客户签字意见）", REPAIRS).records("REC-012").rules("AS-DSP-09")
                        .purpose("完工后客户的签字、意见和对质量、态度的评价。")
                        .from("repair_order o join repair_case r on r.case_number = o.case_number join case_file f on f.number = o.case_number", "r.site", "o.id")
                        .where("o.finished_at is not null").ofCases("f").open("o.state = 'FINISHED'").listedBy(moment("finished", "完工时间", "o.finished_at"))
                        .columns(text("order", "派工单号", "o.order_number").filtered(), caseNo(), site("r.site"))
                        .columns(customer(), phone(), unit(), matter(), text("workers", "维修人员", "o.workers").filtered(),
                                choice("result", "客户签字", "o.sign_result", Choice.list("SIGNED", "已签字", "REFUSED", "拒绝签字", "ABSENT", "客户不在")),
                                text("signedBy", "签字人", "o.signed_by").filtered(), moment("signed", "签字时间", "o.signed_at").filtered(),
                                number("attempts", "签字次数", "o.sign_attempts").filtered(), longText("opinion", "客户意见", "o.opinion").filtered(),
                                choice("quality", "维修质量", "cast(o.quality_rating as text)", RATINGS), choice("attitude", "服务态度", "cast(o.attitude_rating as text)", RATINGS),
                                longText("accepted", "未签字而验收的理由", "o.accept_reason")),
                Register.named("extensions", "维修延期登记", REPAIRS).rules("AS-SUR-08")
                        .purpose("每一次延期：客户事先同意的日期、方式和新的期限。")
                        .from("repair_extension x join repair_order o on o.id = x.order_id join repair_case r on r.case_number = o.case_number"
                                + " join case_file f on f.number = o.case_number", "r.site", "x.id")
                        .ofCases("f").open("x.consent is null").listedBy(moment("asked", "申请时间", "x.asked_at"))
                        .columns(text("order", "派工单号", "o.order_number").filtered(), caseNo(), site("r.site"))
                        .columns(customer(), unit(), longText("reason", "延期原因", "x.reason").filtered(), day("wished", "希望延至", "x.wished_due"),
                                yesNo("consent", "客户同意", "x.consent"), moment("consented", "同意时间", "x.consented_at"),
                                choice("channel", "同意的方式", "x.channel", Choice.of(Codes.CONSENT_CHANNEL)),
                                longText("words", "客户的意见", "x.customer_words"), day("newDue", "新的期限", "x.new_due").sorted().filtered(), yesNo("effective", "生效", "x.effective"),
                                person("by", "申请人", "x.asked_by")),
                Register.named("final-accounts", "维修工程决算书", REPAIRS).records("REC-013").rules("AS-COS-04")
                        .purpose("维修队长编制的实际费用，与批准的预算对照。")
                        .from("""
                                repair_case r
                                left join lateral (select c.approved_amount, c.kind from repair_cost c
                                                   where c.case_number = r.case_number and c.decision = 'APPROVED' order by c.id desc limit 1) c on true
                                join case_file f on f.number = r.case_number
                                left join lateral (select s.submitted_at, s.submitted_by_name, s.data ->> 'finalNote' as note from case_submission s
                                                   where s.case_number = r.case_number and s.task_key = 'Task_FinalCost' order by s.id desc limit 1) s on true""",
                                "r.site", "r.case_number")
                        .where("r.final_amount is not null").ofCases("f").open("r.outcome is null").listedBy(moment("completed", "完工时间", "r.completed_at"))
                        .columns(caseNo(), site("r.site"))
                        .columns(customer(), unit(), matter(), choice("class", "类别", "r.order_class", CLASSES),
                                choice("executor", "承修方", "r.executor", Choice.of(Executor.class, Executor::label)),
                                text("contractor", "施工单位", "r.contractor").filtered(), money("approved", "批准费用（元）", "c.approved_amount").filtered(),
                                money("final", "实际费用（元）", "r.final_amount").sorted().filtered(),
                                money("difference", "超出批准（元）", "r.final_amount - c.approved_amount").filtered(), longText("note", "说明", "s.note"),
                                text("by", "编制人", "s.submitted_by_name").filtered(), moment("entered", "编制时间", "s.submitted_at").filtered()),
                Register.named("cost-approvals", "维修款审批", REPAIRS).records("REC-016").rules("AS-COS-01", "AS-COS-02", "AS-COS-03", "AS-COS-04")
                        .purpose("按金额分级的维修费用审批：项目、金额、复核人、审批人和结果。")
                        .from("repair_cost c join case_file f on f.number = c.case_number", "c.site", "c.id").ofCases("f")
                        .open("c.decision = 'PENDING'").listedBy(moment("requested", "申请时间", "c.requested_at"))
                        .columns(caseNo(), site("c.site"))
                        .columns(customer(), unit(), choice("kind", "种类", "c.kind", Choice.of(CostKind.class, CostKind::label)),
                                text("item", "项目", "c.item").filtered(), money("amount", "申请金额（元）", "c.amount").sorted().filtered(),
                                money("considered", "合计计审金额（元）", "c.considered_sum").filtered(), text("split", "一并计入的案件", "c.split_cases"),
                                person("by", "申请人", "c.requested_by"), choice("reviewPost", "复核岗位", "c.review_post", postChoices),
                                person("reviewer", "复核人", "c.reviewed_by"), longText("review", "复核意见", "c.review_opinion"),
                                choice("approverPost", "审批岗位", "c.approver_post", postChoices), person("approver", "审批人", "c.approved_by"),
                                moment("approvedAt", "审批时间", "c.approved_at").sorted().filtered(),
                                choice("decision", "审批结果", "c.decision", Choice.of(CostDecision.class, CostDecision::label)),
                                money("approved", "批准金额（元）", "c.approved_amount").filtered(), longText("reason", "理由", "c.reason").filtered()),
                Register.named("agreements", "售后维修补充协议", REPAIRS).records("REC-015").rules("AS-DSP-03")
                        .purpose("公司与施工单位签订的补充协议，是维修队承接保修任务的依据。").origin("由管理人员在“管理”的“补充协议”里登记。")
                        .from("repair_agreement a", "a.site", "a.id").open("a.valid_until is null or a.valid_until >= :today", "有效", "已到期")
                        .listedBy(day("signed", "签订日期", "a.signed_on")).wholly()
                        .columns(text("number", "协议编号", "a.number").filtered(), site("a.site"), text("contractor", "施工单位", "a.contractor").filtered(),
                                longText("scope", "范围", "a.scope").filtered(), day("until", "有效期至", "a.valid_until").sorted().filtered(),
                                yesNo("valid", "有效", "a.valid_until is null or a.valid_until >= :today")));
    }

    private List<Register> followUp() {
        return List.of(
                Register.named("callbacks", "回访记录", FOLLOW_UP).records("REC-021").rules("AS-CBK-01", "AS-CBK-02")
                        .purpose("完工或答复后一个工作日内的回访：是否联系到、满意程度和客户意见。")
                        .from("callback b join case_file f on f.number = b.case_number", "b.site", "b.id").ofCases("f")
                        .open("b.closed_at is null").listedBy(moment("opened", "应回访自", "b.opened_at"))
                        .columns(caseNo(), site("b.site"))
                        .columns(customer(), phone(), unit(), matter(), choice("kind", "回访事项", "b.kind", Choice.of(CallbackKind.class, CallbackKind::label)),
                                moment("due", "期限", "b.due_at").sorted().filtered(), number("attempts", "联系次数", "b.attempts").filtered(),
                                moment("called", "回访时间", "b.called_back_at").sorted().filtered(),
                                choice("way", "回访方式", "(select a.way from callback_attempt a where a.callback_id = b.id order by a.attempt_no desc limit 1)",
                                        Choice.list("CALL", "电话", "VISIT", "上门", "MESSAGE", "短信、微信")),
                                choice("result", "回访结果", "b.result", Choice.of(CallbackResult.class, CallbackResult::label)),
                                choice("satisfaction", "满意程度", "cast(b.satisfaction as text)", CALLBACK_RATINGS),
                                longText("opinion", "客户意见", "b.opinion").filtered(), text("by", "回访人", "b.called_by_name").filtered(),
                                text("consent", "同意按联系不上结案", "b.consent_by_name"), moment("closed", "结束时间", "b.closed_at").filtered()),
                Register.named("weekly-reports", "客户服务部投诉处理周报", FOLLOW_UP).records("REC-026").rules("AS-CMP-07", "AS-CMP-08")
                        .purpose("每个小区每周一份：受理、解决、结案、未结和超期的件数，未解决投诉的处理经过。").origin("每周一自动编制上一周的一份。")
                        .from("complaint_week w", "w.site", "w.site || ' ' || w.week").listedBy(day("week", "周（周一）", "w.week"))
                        .columns(site("w.site"), number("received", "新受理", "w.received").sorted().filtered(), number("resolved", "解决", "w.resolved").sorted().filtered(),
                                number("closed", "结案", "w.closed").sorted().filtered(), number("open", "未结", "w.open").sorted().filtered(),
                                number("overdue", "超期", "w.overdue").sorted().filtered(), longText("unsolved", "未解决的投诉和处理经过",
                                        "(select string_agg(concat_ws(' ', l.case_number, l.text), e'\\n' order by l.line) from complaint_week_line l"
                                        + " where l.site = w.site and l.week = w.week)").filtered(),
                                moment("made", "编制时间", "w.made_at")),
                Register.named("period-statements", "季报、年报", FOLLOW_UP).records("REC-027").rules("AS-RPT-02")
                        .purpose("每季、每年一份的投诉处理报表：每个小区一份，客户服务部汇总一份送总经理室；报送后不再变。").origin("每季、每年过后由系统编好，报送以后列在这里。")
                        // Whoever sees all sites sees the consolidated statement too.
                        .from("report_statement s", """
                                case when s.site <> '' then s.site
                                     when cardinality(cast(:sites as text[])) >= (select count(*) from site) then (cast(:sites as text[]))[1] end""", "s.period || s.site")
                        .listedBy(moment("made", "报送时间", "s.made_at")).wholly()
                        .columns(text("period", "期间", "left(s.period, 4) || '年' || coalesce('第' || substr(s.period, 7) || '季度', '')").filtered(),
                                choice("kind", "种类", "case when length(s.period) = 4 then '年报' else '季报' end", Choice.list("季报", "季报", "年报", "年报")),
                                choice("site", "小区", "coalesce(nullif(s.site, ''), 'ALL')", () -> Stream.concat(siteChoices.get().stream(),
                                        Stream.of(new Choice("ALL", "全部小区汇总"))).toList()),
                                total("received", "受理"), total("resolved", "解决"), total("closed", "关闭"), total("due", "应按时办结"), total("timely", "按时办结"),
                                total("callbackDue", "应回访"), total("called", "已回访"), total("rated", "有评价"), total("satisfied", "满意"), total("answered", "已答复")),
                Register.named("daily-reviews", "每日未结投诉清单", FOLLOW_UP).rules("AS-CMP-21")
                        .purpose("每个工作日检查一次的未结投诉：件数、超期件数和逐件清单。").origin("每个工作日自动检查，有未结投诉时编制一份。")
                        .from("complaint_review v", "v.site", "v.site || ' ' || v.day").listedBy(day("day", "日期", "v.day"))
                        .columns(site("v.site"), number("open", "未结", "v.open").sorted().filtered(), number("overdue", "超期", "v.overdue").sorted().filtered(),
                                longText("cases", "清单", "v.cases").filtered(), moment("listed", "编制时间", "v.listed_at")));
    }

    private List<Register> customers() {
        return List.of(
                Register.named("residents", "客户资源：客户", CUSTOMERS).records("REC-033")
                        .purpose("各小区的业主、家属和租户：房号、电话、起止日期，是否不愿接受回访。").origin("来电登记时可以新建客户，也可以用“导入旧登记表、客户和房号”一次带进来。")
                        .from("household h join customer c on c.id = h.customer_id join unit u on u.id = h.unit_id", "u.site_code", "h.id")
                        .open("h.until_on is null", "现住", "已迁出").listedBy(day("since", "入住日期", "h.from_on")).wholly()
                        .columns(text("name", "客户姓名", "c.name").filtered().sorted().always(), site("u.site_code"), text("unit", "房号", "u.label").filtered(),
                                text("phones", "电话", "(select string_agg(p.digits, '、' order by p.position) from customer_phone p where p.customer_id = c.id)").filtered(),
                                choice("relation", "身份", "h.relation", Choice.of(Relation.class, Relation::label)), day("until", "至", "h.until_on").filtered(),
                                yesNo("refused", "不愿接受回访", "c.contact_refused"), text("remark", "备注", "nullif(c.id_remark, '')").filtered()),
                Register.named("units", "客户资源：房号", CUSTOMERS).records("REC-033").rules("AS-INT-06")
                        .purpose("各小区的楼栋和房号：面积、交付日期、入住和总保修期。").origin("由管理人员在“管理”里登记，也可以用“导入旧登记表、客户和房号”一次带进来。")
                        .from("unit u join building g on g.id = u.building_id", "u.site_code", "u.id").open("u.warranty_until >= :today", "保修期内", "已过保修期")
                        .listedBy(day("delivered", "交付日期", "u.delivered_on")).wholly()
                        .columns(text("unit", "房号", "u.label").filtered(), site("u.site_code"), text("building", "楼栋", "g.label").filtered(),
                                number("area", "建筑面积（平方米）", "u.area").filtered(), yesNo("occupied", "已入住", "u.occupied"),
                                day("warranty", "总保修期至", "u.warranty_until").sorted().filtered(),
                                text("owners", "业主", "(select string_agg(c.name, '、' order by h.id) from household h join customer c on c.id = h.customer_id"
                                        + " where h.unit_id = u.id and h.relation = 'OWNER' and h.until_on is null)"),
                                number("cases", "案件数", "(select count(*) from case_file f where f.unit_id = u.id)")));
    }

    private static RegisterColumn total(String key, String label) {
        return number(key, label, "cast(s.content -> 'total' ->> '" + key + "' as numeric)").sorted().filtered();
    }

    private RegisterColumn site(String sql) {
        return choice("site", "小区", sql, siteChoices);
    }

    private static RegisterColumn caseNo() {
        return caseNumber("number", "案件编号", "f.number");
    }

    private static RegisterColumn customer() {
        return text("customer", "客户", "f.customer_name");
    }

    private static RegisterColumn phone() {
        return text("phone", "电话", "f.customer_phone");
    }

    private static RegisterColumn unit() {
        return text("unit", "房号", "f.unit_name");
    }

    private static RegisterColumn matter() {
        return text("matter", "事由", "f.matter");
    }

    /** The arms of an SQL {@code case}; the labels are ours, nothing in them comes from outside. */
    private static String cases(List<Choice> choices) {
        return choices.stream().map(choice -> "when '" + choice.code() + "' then '" + choice.label() + "'").reduce("", (one, other) -> one + " " + other);
    }
}
