package io.casework.demo;

import static io.casework.demo.DemoCast.BINJIANG;
import static io.casework.demo.DemoCast.YUNQI;

import io.casework.demo.DemoStory.Moment;
import io.casework.worktime.PauseReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The stories of the demonstration: every category, in time and late, waiting for each tier of approval, sent back, done again, satisfied and
 * not, withdrawn, paused. Buildings 1 and 2 of either site are out of warranty, the newest are in warranty; 云栖花园 has a repair team.
 */
final class DemoStories {

    private static final int HOUR = 60;
    /** Minutes of a working day. */
    private static final int DAY = 450;
    /** Yuan that a small repair in warranty costs. */
    private static final int SMALL_JOB = 380;

    private DemoStories() {
    }

    static List<DemoStory> all() {
        List<DemoStory> stories = new ArrayList<>();
        enquiries(stories);
        suggestions(stories);
        workOrders(stories);
        slips(stories);
        externals(stories);
        specialServices(stories);
        warrantyRepairs(stories);
        costlyRepairs(stories);
        complaints(stories);
        return stories;
    }

    // ---- 咨询

    private static void enquiries(List<DemoStory> stories) {
        stories.add(answeredAtOnce(DemoStory.call(YUNQI, 2, 58, "09:12", "ENQUIRY", "物业费怎么缴", "想知道物业费可以用哪些方式缴纳，能不能按季度缴"),
                "可在管理处刷卡、线上缴费或银行代扣，按季度缴纳即可"));
        stories.add(answeredAtOnce(DemoStory.call(BINJIANG, 3, 47, "10:05", "ENQUIRY", "地下车位租赁价格", "想长租一个地下车位，询问价格和办理手续"),
                "地下车位每月 380 元，带身份证和行驶证到管理处签租赁协议"));
        stories.add(enquiry(DemoStory.call(YUNQI, 5, 36, "14:20", "ENQUIRY", "办理装修手续需要什么材料", "准备下月装修，询问装修备案需要哪些材料、押金多少"))
                .then(70, "Task_AnswerEnquiry", Map.of("enquiryResult", "ANSWERED",
                        "answer", "请带产权证明、身份证、装修公司资质和图纸到管理处备案，押金 2000 元，验收合格后退还")));
        stories.add(enquiry(DemoStory.call(BINJIANG, 4, 21, "15:40", "ENQUIRY", "房产证什么时候可以办", "交房已经一年多，想知道不动产权证办理进度")).
                then(90, "Task_AnswerEnquiry", Map.of("enquiryResult", "CENTRE", "question", "滨江壹号 4 栋不动产权证办理进度及预计时间"))
                .then(5 * HOUR, "Task_AnswerByCentre", Map.of("centreResult", "REPLIED", "answer", "4 栋资料已报不动产登记中心，预计下月底可分批领证，届时短信通知")));
        stories.add(enquiry(DemoStory.call(YUNQI, 3, 3, "11:02", "ENQUIRY", "学区划分以哪里为准", "孩子明年上小学，想确认本小区的学区划分"))
                .then(45, "Task_AnswerEnquiry", Map.of("enquiryResult", "CENTRE", "question", "本小区明年的学区划分有无正式文件，如何答复业主")));
        stories.add(DemoStory.call(BINJIANG, 2, 1, "16:35", "ENQUIRY", "公积金提前还款证明", "需要开发企业出具购房合同备案证明办公积金提取"));
    }

    private static DemoStory answeredAtOnce(DemoStory story, String answer) {
        return story.with("answeredAtOnce", true).with("answer", answer);
    }

    private static DemoStory enquiry(DemoStory story) {
        return story.then(25, "Task_ConfirmCategory", Map.of("category", "ENQUIRY"));
    }

    // ---- 建议、意见：直接答复、沟通类

    private static void suggestions(List<DemoStory> stories) {
        stories.add(direct(DemoStory.call(YUNQI, 4, 52, "10:30", "SUGGESTION", "建议增设电动车充电桩", "2 栋旁空地较大，建议增设电动自行车充电桩"),
                "已有增设计划，第一批二十个充电位预计本季度投入使用"));
        stories.add(direct(DemoStory.call(BINJIANG, 3, 33, "09:50", "SUGGESTION", "快递柜位置不方便", "快递柜设在南门，北区住户取件太远，建议北门也设"),
                "已联系快递柜运营方，北门旁将增设一组"));
        stories.add(direct(DemoStory.call(YUNQI, 6, 12, "17:05", "SUGGESTION", "儿童乐园沙坑该换沙", "沙坑里的沙子有杂物，建议定期更换消毒"),
                "本周五更换新沙并消毒，以后每季度更换一次"));

        stories.add(opinion(DemoStory.call(YUNQI, 1, 49, "14:10", "SUGGESTION", "访客车位不够", "周末亲友来访总是找不到车位，建议划出访客车位"), "停车",
                "建议在东门内划出访客车位，凭访客码限时停放", 12)
                .then(13 * HOUR, "Task_Assist", Map.of("assistResult", "SETTLED", "assistNote", "与业委会商定，东门内划出四个访客车位，限停四小时"))
                .then(2 * HOUR, "Task_AnswerOpinion", reply("已与业委会商定划出四个访客车位，限停四小时")));
        stories.add(opinion(DemoStory.call(YUNQI, 3, 26, "16:00", "SUGGESTION", "单元门口乱停电动车", "单元门口经常停满电动车，轮椅和婴儿车进不去"), "停车",
                "建议在单元门口画线禁停并设置隔离桩", 10)
                .then(11 * HOUR, "Task_Assist", Map.of("assistResult", "IMPROVEMENT", "assistNote", "隔离桩列入明年公共设施改造计划，先安排安保员劝导"))
                .then(HOUR, "Task_AnswerOpinion", reply("已安排安保员每日早晚劝导，隔离桩列入明年改造计划")));
        stories.add(opinion(DemoStory.call(BINJIANG, 1, 20, "10:15", "SUGGESTION", "广场舞音乐太响", "每晚八点以后广场舞音乐太响，孩子没法写作业"), "噪音",
                "希望与舞蹈队约定时间和音量", 8)
                .then(9 * HOUR, "Task_Assist", moment -> form("assistResult", "WAIT", "assistNote", "舞蹈队队长外出，约其回来后面谈", "customerInformed", true,
                        "occasionAt", moment.later(20).toString()))
                .then(21 * HOUR, "Task_Assist", Map.of("assistResult", "SETTLED", "assistNote", "与舞蹈队约定晚八点半前结束，音量不超过 60 分贝"))
                .then(HOUR, "Task_AnswerOpinion", reply("已与舞蹈队约定，晚八点半前结束并调低音量")));
        // Five of one topic within a month: a cluster for the management office.
        stories.add(opinion(DemoStory.call(BINJIANG, 1, 18, "09:25", "SUGGESTION", "电梯等候时间太长", "早高峰要等三四趟才能挤上电梯"), "电梯", "建议早高峰分层停靠", 10)
                .then(11 * HOUR, "Task_Assist", Map.of("assistResult", "IMPROVEMENT", "assistNote", "与维保单位研究分层停靠方案"))
                .then(HOUR, "Task_AnswerOpinion", reply("正在与维保单位研究早高峰分层停靠方案，有结果会公示")));
        stories.add(opinion(DemoStory.call(BINJIANG, 2, 16, "11:20", "SUGGESTION", "电梯里信号差", "电梯里手机没有信号，被困时没法求助"), "电梯", "建议加装信号放大器", 30));
        stories.add(opinion(DemoStory.call(BINJIANG, 3, 13, "15:15", "SUGGESTION", "装修用电梯没有保护", "装修材料上楼不加护板，轿厢已经划伤"), "电梯", "建议装修期间轿厢加装护板并指定时段", 25));
        stories.add(opinion(DemoStory.call(BINJIANG, 4, 9, "09:40", "SUGGESTION", "电梯广告太吵", "电梯里视频广告声音太大，早上吵醒婴儿"), "电梯", "建议关闭广告声音", 40));
        stories.add(opinion(DemoStory.call(BINJIANG, 2, 6, "14:55", "SUGGESTION", "电梯空调不制冷", "夏天轿厢闷热，空调形同虚设"), "电梯", "建议检修轿厢空调", 60));
    }

    private static DemoStory direct(DemoStory story, String answer) {
        return story.with("needsCoordination", "NO").with("expectedDays", 1)
                .then(40, "Task_ConfirmCategory", Map.of("category", "DIRECT", "needsCoordination", "NO", "expectedDays", 1))
                .then(3 * HOUR, "Task_AnswerEnquiry", Map.of("enquiryResult", "ANSWERED", "answer", answer));
    }

    /** @param occasion after how many working hours it is a good time to talk */
    private static DemoStory opinion(DemoStory story, String topic, String opinion, double occasion) {
        return story.with("needsCoordination", "YES").with("expectedDays", 7)
                .then(30, "Task_ConfirmCategory", Map.of("category", "COMMUNICATION", "needsCoordination", "YES", "expectedDays", 7))
                .then(80, "Task_RecordOpinion", moment -> form("opinionHandling", "RECORD", "topic", topic, "opinion", opinion,
                        "parties", List.of("CUSTOMERS", "DEPARTMENTS"), "partiesNote", "业委会、物业公司", "expectedDays", 7,
                        "occasionAt", moment.later(occasion).toString()));
    }

    private static Map<String, Object> reply(String text) {
        return Map.of("replyResult", "REPLIED", "replyChannel", "CALL", "replyText", text);
    }

    // ---- 服务工作单

    private static void workOrders(List<DemoStory> stories) {
        stories.add(workOrderDone(repair(YUNQI, 1, 57, "08:55", "卫生间水龙头关不紧", "洗手盆水龙头一直滴水，关不紧", "plumbing-electrical"), "更换陶瓷阀芯，试水不漏", "谢国栋"));
        stories.add(workOrderDone(repair(YUNQI, 2, 44, "10:40", "客厅插座没电", "客厅电视墙插座没电，其他房间正常", "plumbing-electrical"), "插座接线松脱，重新接线并测试", "谢国栋"));
        stories.add(workOrderDone(repair(BINJIANG, 1, 39, "13:45", "厨房地漏返臭", "厨房地漏返臭味，下雨天更明显", "plumbing-electrical"), "更换防臭地漏芯，疏通支管", "罗永强"));
        stories.add(workOrderDone(repair(BINJIANG, 2, 27, "09:05", "入户门锁打不开", "智能锁没电后机械钥匙也拧不动", "doors-windows"), "更换锁芯，教业主更换电池", "罗永强"));
        stories.add(workOrder(repair(YUNQI, 1, 31, "15:10", "马桶水箱漏水", "马桶水箱一直进水，水费明显增加", "plumbing-electrical"), 3)
                .then(2 * HOUR, "Task_CarryOutWork", repaired("更换进水阀", "谢国栋"))
                .then(90, "Task_WriteBackResult", form("handling", "业主反映仍有渗水", "customerConfirms", false, "reworkReason", "水箱底部密封圈仍渗水"))
                .then(3 * HOUR, "Task_CarryOutWork", repaired("更换底部密封圈并重新固定水箱", "谢国栋"))
                .then(HOUR, "Task_WriteBackResult", form("handling", "返修后不再渗水", "customerConfirms", true))
                .then(40, "Task_ReplyToCustomer", reply("返修完成，三天内再来复查一次")));
        stories.add(workOrder(repair(YUNQI, 2, 24, "10:20", "阳台推拉门卡住", "阳台推拉门很难推，滑轮好像坏了", "doors-windows"), 4)
                .then(3 * HOUR, "Task_CarryOutWork", form("workResult", "RESCHEDULE", "workDone", "同型号滑轮缺货，已订货"))
                .then(HOUR, "Task_AgreeNewTime", moment -> form("agreedTime", moment.later(15).toString(), "contactNote", "业主同意后天下午再来"))
                .then(14 * HOUR, "Task_CarryOutWork", repaired("更换两副滑轮并调整轨道", "谢国栋"))
                .then(HOUR, "Task_WriteBackResult", form("handling", "推拉顺畅，业主满意", "customerConfirms", true))
                .then(30, "Task_ReplyToCustomer", reply("滑轮已更换，有问题随时来电")));
        // Late: transferred to the engineering record and tracked until done.
        stories.add(workOrder(repair(BINJIANG, 1, 19, "14:30", "对讲门铃没有声音", "访客按门铃屋里没有声音，已经一周", "equipment"), 3)
                .then(5 * HOUR, "Task_TrackOverdue", moment -> form("progress", "对讲主机故障，厂家配件在途", "customerInformed", true,
                        "expectedAt", moment.later(12).toString()))
                .then(14 * HOUR, "Task_CarryOutWork", repaired("更换对讲分机主板", "罗永强"))
                .then(HOUR, "Task_WriteBackResult", form("handling", "配件到货后已修复，声音正常", "customerConfirms", true))
                .then(30, "Task_ReplyToCustomer", reply("对讲已恢复正常，耽误您使用，抱歉")));
        stories.add(workOrder(repair(YUNQI, 1, 5, "09:35", "楼道声控灯不亮", "三楼楼道声控灯不亮，晚上很黑", "plumbing-electrical"), 3)
                .then(5 * HOUR, "Task_TrackOverdue", form("progress", "线路老化，须换线，电工排期中", "customerInformed", true)));
        stories.add(workOrder(repair(YUNQI, 2, 23, "11:15", "厨房下水慢", "厨房水槽下水很慢，怀疑堵塞", "plumbing-electrical"), 5)
                .then(3 * HOUR, "Task_CarryOutWork", form("workResult", "NO_ACCESS", "workDone", "按约上门，家中无人，电话未接"))
                .then(HOUR, "Task_AgreeNewTime", form("customerCancels", true, "contactNote", "业主已自行疏通，取消报修")));
        stories.add(workOrder(repair(BINJIANG, 2, 4, "10:10", "次卧墙面渗水痕", "次卧靠窗墙面有一片水痕，越来越大", "plumbing-electrical"), 5)
                .then(4 * HOUR, "Task_CarryOutWork", form("workResult", "NOT_OURS", "workDone", "查为外墙防水问题，不属设备管理部日常维修")));
        stories.add(workOrder(repair(YUNQI, 1, 29, "16:20", "热水管渗水", "热水器下方管接头渗水", "plumbing-electrical"), 4)
                .then(3 * HOUR, "Task_CarryOutWork", repaired("更换接头和生料带", "谢国栋"))
                .then(HOUR, "Task_WriteBackResult", form("handling", "接头更换后无渗漏", "customerConfirms", true))
                .then(HOUR, "Task_ReplyToCustomer", form("replyResult", "UNREACHABLE", "attemptNote", "电话无人接听"))
                .then(10 * HOUR, "Task_ReplyToCustomer", reply("已修好，请留意接头处是否再有水迹")));
        stories.add(workOrder(repair(BINJIANG, 1, 2, "14:05", "厨房灯一闪一闪", "厨房吸顶灯闪烁，换过灯管也一样", "plumbing-electrical"), 20));
        stories.add(repair(YUNQI, 2, 1, "15:50", "洗衣机龙头接口松动", "洗衣机专用龙头接口松动，一开水就喷", "plumbing-electrical").with("urgency", "URGENT"));
    }

    private static DemoStory repair(String site, int building, int daysAgo, String time, String matter, String description, String item) {
        return DemoStory.call(site, building, daysAgo, time, "REPAIR", matter, description).with("repairItem", item).with("responsibility", "PROPERTY");
    }

    /** @param agreed after how many working hours the visit is agreed */
    private static DemoStory workOrder(DemoStory story, double agreed) {
        return story.then(20, "Task_ConfirmCategory", Map.of("category", "WORK_ORDER", "responsibility", "PROPERTY"))
                .then(15, "Task_FillWorkOrder", moment -> form("repairRequested", story.registration().get("description"),
                        "agreedTime", moment.later(agreed).toString(), "scopeExplained", true, "accessNote", "上门前半小时电话联系"));
    }

    private static DemoStory workOrderDone(DemoStory story, String work, String worker) {
        return workOrder(story, 4)
                .then(200, "Task_CarryOutWork", repaired(work, worker))
                .then(70, "Task_WriteBackResult", form("handling", work + "，业主确认", "customerConfirms", true))
                .then(35, "Task_ReplyToCustomer", reply("已修好：" + work));
    }

    private static Function<Moment, Map<String, Object>> repaired(String work, String worker) {
        return moment -> form("workResult", "REPAIRED", "workDone", work, "worker", worker, "finishedAt", moment.now().toString());
    }

    // ---- 工作联系单

    private static void slips(List<DemoStory> stories) {
        stories.add(slipWrittenOff(slip(BINJIANG, 4, 55, "09:20", "客厅地砖空鼓", "客厅地砖有五块敲起来空响，边角翘起", "decoration", "客厅地面"), "拆除空鼓地砖重新铺贴"));
        stories.add(slipWrittenOff(slip(BINJIANG, 4, 42, "14:15", "卧室窗户漏风", "主卧窗户关上仍漏风，密封条短了一截", "doors-windows", "主卧外窗"), "更换密封条并调整窗扇"));
        stories.add(slip(BINJIANG, 4, 34, "10:50", "卫生间墙砖开裂", "卫生间淋浴区两块墙砖竖向开裂", "decoration", "次卫墙面")
                .then(3 * HOUR, "Task_VerifySlip", form("directorSigns", false, "returnReason", "部位和数量写得不清，请补充照片"))
                .then(2 * HOUR, "Task_HandleReturn", form("returnHandling", "SUPPLEMENT", "returnNote", "已到现场拍照，补充数量和位置"))
                .then(HOUR, "Task_FillSlip", slipForm("卫生间墙砖开裂", "次卫淋浴区东墙", "两块墙砖竖向开裂，见照片，请拆换"))
                .then(2 * HOUR, "Task_VerifySlip", form("directorSigns", true))
                .then(3 * HOUR, "Task_SignReceipt", form("projectAccepts", true, "handler", "江工"))
                .then(3 * DAY, "Task_Rectify", rectified("拆换两块墙砖并重做勾缝"))
                .then(4 * HOUR, "Task_CheckRectification", form("rectificationGood", false, "checkRemark", "勾缝颜色不一致，业主不认可"))
                .then(DAY, "Task_Rectify", rectified("重做勾缝，颜色与原有一致"))
                .then(2 * HOUR, "Task_CheckRectification", form("rectificationGood", true, "checkRemark", "颜色一致，业主认可"))
                .then(HOUR, "Task_ReplyToCustomer", reply("墙砖已拆换，勾缝已重做")));
        stories.add(signed(slip(BINJIANG, 4, 22, "15:30", "飘窗石材松动", "飘窗台面石材松动，有坠落危险", "decoration", "主卧飘窗"))
                .then(3 * HOUR, "Task_SignReceipt", form("projectAccepts", false, "returnReason", "该石材为业主自行改装，不属交付标准"))
                .then(4 * HOUR, "Task_HandleReturn", form("returnHandling", "RECLASSIFY", "returnNote", "核对交付标准，确为业主改装")));
        // Late: reported when the limit passed, still open.
        stories.add(signed(slip(BINJIANG, 5, 16, "09:15", "入户门框变形", "入户门关不严，门框下沉", "doors-windows", "入户门"))
                .then(4 * HOUR, "Task_SignReceipt", form("projectAccepts", true, "handler", "江工")));
        stories.add(signed(slip(BINJIANG, 4, 5, "11:30", "阳台栏杆松动", "阳台栏杆底部螺栓松动，摇晃", "structure", "南阳台").with("urgency", "URGENT"))
                .then(2 * HOUR, "Task_SignReceipt", form("projectAccepts", true, "handler", "江工")));
        stories.add(slip(BINJIANG, 5, 2, "16:10", "厨房吊顶下沉", "厨房铝扣板吊顶中间下沉", "decoration", "厨房吊顶"));
        stories.add(slipWrittenOff(slip(BINJIANG, 4, 30, "10:00", "客厅电视墙返碱", "电视墙乳胶漆起皮返碱，约半平方米", "decoration", "客厅西墙"), "铲除返碱部位，防潮处理后重刷"));
    }

    private static DemoStory slip(String site, int building, int daysAgo, String time, String matter, String description, String item, String place) {
        return repair(site, building, daysAgo, time, matter, description, item).with("responsibility", "DEVELOPER")
                .then(30, "Task_ConfirmCategory", Map.of("category", "RECTIFICATION", "responsibility", "DEVELOPER"))
                .then(HOUR, "Task_FillSlip", slipForm(matter, place, description + "，请整改"));
    }

    private static Function<Moment, Map<String, Object>> slipForm(String subject, String place, String content) {
        return moment -> form("slipSubject", subject, "location", place, "slipContent", content, "requestedBy", moment.now().toLocalDate().plusDays(10).toString());
    }

    private static DemoStory signed(DemoStory story) {
        return story.then(3 * HOUR, "Task_VerifySlip", form("directorSigns", true));
    }

    private static Function<Moment, Map<String, Object>> rectified(String work) {
        return moment -> form("workDone", work, "finishedOn", moment.now().toLocalDate().toString(), "projectConfirms", true);
    }

    private static DemoStory slipWrittenOff(DemoStory story, String work) {
        return signed(story)
                .then(4 * HOUR, "Task_SignReceipt", form("projectAccepts", true, "handler", "江工"))
                .then(4 * DAY, "Task_Rectify", rectified(work))
                .then(5 * HOUR, "Task_CheckRectification", form("rectificationGood", true, "checkRemark", "现场核对合格，业主认可"))
                .then(HOUR, "Task_ReplyToCustomer", reply("已整改完毕：" + work));
    }

    // ---- 其他类（外联单位）

    private static void externals(List<DemoStory> stories) {
        stories.add(external(repair(YUNQI, 3, 40, "09:30", "宽带连不上", "昨晚开始宽带断网，光猫亮红灯", "other"), "BROADBAND", "示范宽带公司", 6)
                .then(5 * HOUR, "Task_UrgeVisit", form("externalResult", "REPAIRED", "progress", "更换光猫，网速正常"))
                .then(HOUR, "Task_InformCustomer", form("replyChannel", "CALL", "replyText", "光猫已更换，网速正常", "customerAgrees", true)));
        stories.add(external(repair(BINJIANG, 3, 28, "13:50", "可视对讲没有画面", "可视对讲有声音没有画面", "other"), "VIDEO_INTERCOM", "示范智能科技", 5)
                .then(4 * HOUR, "Task_UrgeVisit", form("externalResult", "REFUSED", "progress", "厂家称已过保，要求收费后才上门"))
                .then(2 * HOUR, "Task_DecideOnRefusal", moment -> form("refusalDecision", "PRESS", "decisionReason", "合同约定质保三年，要求免费上门",
                        "newTime", moment.later(12).toString()))
                .then(10 * HOUR, "Task_UrgeVisit", form("externalResult", "REPAIRED", "progress", "更换摄像头模组，画面正常"))
                .then(HOUR, "Task_InformCustomer", form("replyChannel", "CALL", "replyText", "厂家已免费修复", "customerAgrees", true)));
        // The external firm let its own time pass.
        stories.add(external(repair(YUNQI, 4, 8, "10:25", "燃气热水器打不着火", "热水器打不着火，换了电池也不行", "other"), "WATER_HEATER", "示范热水器售后", 6));
        stories.add(external(repair(YUNQI, 2, 2, "11:40", "防盗门合页异响", "防盗门开关时合页异响，关门费力", "other"), "SECURITY_DOOR", "示范门业售后", 24));
    }

    private static DemoStory external(DemoStory story, String kind, String unit, double stipulated) {
        return story.with("responsibility", "EXTERNAL")
                .then(25, "Task_ConfirmCategory", Map.of("category", "EXTERNAL", "responsibility", "EXTERNAL"))
                .then(50, "Task_FillExternalRecord", moment -> form("externalKind", kind, "externalUnit", unit, "externalContact", "售后热线 400-000-0000",
                        "stipulatedTime", moment.later(stipulated).toString(), "matterContent", story.registration().get("description")));
    }

    // ---- 特约服务

    private static void specialServices(List<DemoStory> stories) {
        stories.add(special(DemoStory.call(YUNQI, 6, 38, "09:45", "SPECIAL", "油烟机清洗", "想约油烟机深度清洗"), "油烟机拆洗")
                .then(9 * HOUR, "Task_ProvideService", moment -> form("serviceResult", "PROVIDED", "agreedPrice", 180, "priceAgreed", true, "provider", "苏德明",
                        "providedAt", moment.now().toString(), "resultNote", "已清洗，业主验收")));
        stories.add(special(DemoStory.call(BINJIANG, 2, 17, "14:40", "SPECIAL", "代收大件家具", "外出期间请代收一套沙发"), "代收并搬运到户")
                .then(5 * HOUR, "Task_ProvideService", form("serviceResult", "DECLINED", "resultNote", "大件无存放场地，不能代收"))
                .then(HOUR, "Task_ReplyToCustomer", reply("暂不能代收大件，建议与商家另约时间")));
        stories.add(special(DemoStory.call(YUNQI, 5, 3, "10:55", "SPECIAL", "家电搬移", "想把双开门冰箱从厨房移到餐厅"), "搬移冰箱并移插座位置"));
    }

    private static DemoStory special(DemoStory story, String service) {
        return story.then(20, "Task_ConfirmCategory", Map.of("category", "SPECIAL"))
                .then(40, "Task_RecordRequest", Map.of("serviceRequested", service, "serviceNote", "价格当面约定"));
    }

    // ---- 维修派工：保修期内（A 类）

    private static void warrantyRepairs(List<DemoStory> stories) {
        stories.add(repairDone(warranty(YUNQI, 6, 60, "09:10", "厨房台面下方渗水", "厨房水槽柜里有积水，怀疑下水管渗漏", "plumbing-electrical"), List.of("PLUMBING"), "更换下水弯管并打胶", 5));
        stories.add(repairDone(warranty(YUNQI, 5, 50, "13:35", "主卧墙面空鼓", "主卧西墙敲击空响，面积约一平方米", "decoration"), List.of("MASONRY", "PAINT"), "铲除空鼓抹灰，重新抹灰刷漆", 4));
        stories.add(repairDone(warranty(YUNQI, 6, 37, "15:20", "卫生间门锁坏了", "卫生间门锁反锁后打不开", "doors-windows"), List.of("DOORS"), "更换门锁", 3));
        // Failed the inspection once.
        stories.add(inspected(repairing(warranty(YUNQI, 6, 32, "10:35", "阳台地漏倒坡", "阳台积水流不到地漏", "decoration"), List.of("MASONRY"))
                .then(DAY, "Task_Repair", repairDoneForm("重做找坡层")), false, List.of("MASONRY"))
                .then(2 * HOUR, "Task_IssueOrder", Map.of("instructions", "按坡度不小于百分之一返工，试水合格后再报验"))
                .then(DAY, "Task_Repair", repairDoneForm("重新找坡并贴砖，试水十分钟无积水"))
                .then(2 * HOUR, "Task_Inspect", inspection(true, List.of("MASONRY")))
                .then(HOUR, "Task_CustomerSign", signature(4, "返工后不积水了"))
                .then(5 * HOUR, "Task_CallCustomer", callback(4, "返工一次，结果满意"))
                .then(4 * HOUR, "Task_FinalCost", form("finalAmount", SMALL_JOB)));
        // Not satisfied when called back: is being done again.
        stories.add(signedOff(repairing(warranty(YUNQI, 5, 15, "09:55", "客厅窗边渗水", "台风天客厅窗边渗水，墙面起皮", "waterproofing"), List.of("WATERPROOF")), "窗边重新打胶，墙面补漆", List.of("WATERPROOF"))
                .then(5 * HOUR, "Task_CallCustomer", callback(2, "昨晚下雨又渗了，没有修好"))
                .then(3 * HOUR, "Task_IssueOrder", Map.of("instructions", "淋水试验查明渗漏点后再修")));
        // Extended with the customer's consent.
        stories.add(repairing(warranty(YUNQI, 6, 11, "11:10", "次卫整体渗漏到楼下", "楼下住户反映天花板滴水", "waterproofing"), List.of("WATERPROOF", "MASONRY"))
                .then(2 * DAY, "Task_Repair", form("workResult", "EXTENSION", "extensionReason", "防水层须养护和二次闭水"))
                .then(HOUR, "Task_RecordConsent", moment -> form("consent", "yes", "consentedAt", moment.now().toString(), "consentChannel", "PHONE",
                        "newDue", moment.later(60).toLocalDate().toString(), "customerWords", "同意，务必一次修好")));
        // Late: the limit of three working days has passed.
        stories.add(repairing(warranty(YUNQI, 6, 9, "14:25", "入户灯线路短路", "一开玄关灯就跳闸", "plumbing-electrical"), List.of("ELECTRIC")));
        stories.add(warranty(YUNQI, 5, 2, "10:45", "飘窗渗水", "飘窗右下角渗水，墙纸发霉", "waterproofing")
                .then(HOUR, "Task_ArrangeSurvey", survey(800, "A", "no", 5)));
        stories.add(warranty(YUNQI, 6, 4, "15:35", "橱柜门板脱落", "上柜门板铰链脱落", "decoration")
                .then(HOUR, "Task_ArrangeSurvey", survey(300, "A", "no", 4))
                .then(4 * HOUR, "Task_SurveySite", form("surveyResult", "NO_ACCESS", "noAccessReason", "业主临时外出，约改期")));
        stories.add(repairing(warranty(YUNQI, 5, 14, "09:05", "中央空调不制冷", "客厅风口不出冷风", "equipment"), List.of("OTHER"))
                .paused(4 * HOUR, PauseReason.PARTS, "压缩机启动电容缺货，厂家发货中"));
        stories.add(repairing(warranty(YUNQI, 6, 19, "16:15", "书房木地板起拱", "书房木地板起拱，走路有响声", "decoration"), List.of("CARPENTRY"))
                .withdrawn(3 * HOUR, "业主准备整体更换地板，自行处理"));
    }

    private static DemoStory warranty(String site, int building, int daysAgo, String time, String matter, String description, String item) {
        return repair(site, building, daysAgo, time, matter, description, item).with("responsibility", "DEVELOPER")
                .then(25, "Task_ConfirmCategory", Map.of("category", "REPAIR", "responsibility", "DEVELOPER"));
    }

    private static Function<Moment, Map<String, Object>> survey(int estimate, String hint, String emergency, double hours) {
        return moment -> form("estimateKnown", "yes", "roughEstimate", estimate, "classHint", hint, "emergency", emergency,
                "plannedAt", moment.later(hours).toString());
    }

    private static Function<Moment, Map<String, Object>> surveyed(String findings, String item, List<String> trades, int estimate) {
        return moment -> form("surveyResult", "HELD", "heldAt", moment.now().toString(), "attendees", List.of(attendee("SERVICE", "林晓芸"),
                attendee("ENGINEERING", "韩工林"), attendee("REPAIR_LEADER", moment.doer().name()), attendee("CONTRACTOR", "施工单位赵工"), attendee("CUSTOMER", "业主")),
                "findings", findings, "cause", "施工质量或材料老化", "itemCode", item, "responsibleParty", "COMPANY", "trades", trades, "estimate", estimate);
    }

    private static Map<String, Object> attendee(String party, String name) {
        return Map.of("party", party, "name", name, "signed", true);
    }

    private static final Function<Moment, Map<String, Object>> AS_PROPOSED =
            moment -> form("orderClass", moment.proposedClass(), "executor", moment.proposedExecutor());

    /** Up to the open order of the repair team. */
    private static DemoStory repairing(DemoStory story, List<String> trades) {
        return story.then(50, "Task_ArrangeSurvey", survey(400, "A", "no", 4))
                .then(4 * HOUR, "Task_SurveySite", surveyed("现场勘察属实：" + story.registration().get("description"), (String) story.registration().get("repairItem"), trades, 400))
                .then(2 * HOUR, "Task_ConfirmClass", AS_PROPOSED)
                .then(HOUR, "Task_EstimateCost", estimate("人工和材料", SMALL_JOB))
                .then(2 * HOUR, "Task_ApproveCost", form("approvalDecision", "APPROVE", "approvedAmount", SMALL_JOB))
                .then(2 * HOUR, "Task_IssueOrder", Map.of("instructions", "进户前电话联系，做好成品保护"));
    }

    private static Function<Moment, Map<String, Object>> repairDoneForm(String work) {
        return moment -> form("workResult", "DONE", "finishedAt", moment.now().toString(), "workers", "曾水根、魏长顺", "workDone", work);
    }

    private static Function<Moment, Map<String, Object>> inspection(boolean passed, List<String> trades) {
        return moment -> {
            Map<String, Object> form = form("inspectedAt", moment.now().toString(), "inspectorParty", "SERVICE", "inspector", moment.doer().name(),
                    "leaderName", "方大勇", "inspectionResult", passed ? "PASSED" : "FAILED");
            if (!passed) {
                form.put("defects", "坡度不足，试水后仍有积水");
            }
            if (trades.size() > 1) {
                form.putAll(Map.of("thirdParty", "ENGINEERING", "thirdName", "韩工林"));
            }
            return form;
        };
    }

    private static DemoStory inspected(DemoStory story, boolean passed, List<String> trades) {
        return story.then(2 * HOUR, "Task_Inspect", inspection(passed, trades));
    }

    private static Map<String, Object> signature(int rating, String opinion) {
        return Map.of("signResult", "SIGNED", "signedBy", "业主本人", "opinion", opinion, "qualityRating", String.valueOf(rating), "attitudeRating", String.valueOf(rating));
    }

    private static Map<String, Object> callback(int satisfaction, String opinion) {
        return Map.of("contactResult", "ANSWERED", "contactWay", "CALL", "satisfaction", String.valueOf(satisfaction), "opinion", opinion);
    }

    private static DemoStory signedOff(DemoStory story, String work, List<String> trades) {
        return inspected(story.then(DAY, "Task_Repair", repairDoneForm(work)), true, trades)
                .then(HOUR, "Task_CustomerSign", signature(4, "已看过，签字确认"));
    }

    private static DemoStory repairDone(DemoStory story, List<String> trades, String work, int satisfaction) {
        return signedOff(repairing(story, trades), work, trades)
                .then(5 * HOUR, "Task_CallCustomer", callback(satisfaction, satisfaction >= 5 ? "师傅很负责，非常满意" : satisfaction == 4 ? "修得不错" : "修好了，就是等得久了些"))
                .then(4 * HOUR, "Task_FinalCost", form("finalAmount", SMALL_JOB));
    }

    // ---- 维修派工：公司承担费用（B 类）

    private static void costlyRepairs(List<DemoStory> stories) {
        stories.add(paid(approvedSmall(estimated(costly(YUNQI, 1, 53, "09:00", "楼顶女儿墙渗水到顶层", "顶层业主客厅天花板渗水", "other"), List.of("WATERPROOF"), 860)),
                List.of("WATERPROOF"), "女儿墙根部补做防水", 850, 5));
        stories.add(paid(approvedMedium(estimated(costly(YUNQI, 2, 46, "14:50", "单元门禁门闭门器失灵", "单元门关不上，夜间有陌生人进入", "other"), List.of("DOORS"), 4200)),
                List.of("DOORS"), "更换单元门及闭门器", 4180, 4));
        stories.add(paid(approvedLarge(estimated(costly(YUNQI, 1, 41, "10:10", "外墙瓷砖脱落", "北侧外墙瓷砖脱落，地面拉了警戒线", "other"), List.of("MASONRY"), 18600), "批准，注意高空作业安全"),
                List.of("MASONRY"), "铲除松动瓷砖，重新粘贴并加固", 18200, 4));
        // One at each tier waits for its yes.
        stories.add(estimated(costly(YUNQI, 1, 6, "09:25", "地下室集水井泵坏了", "地下室有积水，水泵不转", "other"), List.of("ELECTRIC"), 780));
        stories.add(estimated(costly(YUNQI, 2, 7, "11:00", "楼道扶手锈蚀", "多层楼道扶手锈蚀松动", "other"), List.of("METAL"), 6800));
        stories.add(reviewed(estimated(costly(YUNQI, 1, 8, "13:40", "屋面防水层起鼓", "屋面多处起鼓，雨后积水", "other"), List.of("WATERPROOF"), 8900)));
        stories.add(reviewed(estimated(costly(YUNQI, 2, 9, "15:05", "消防管网锈蚀漏水", "二楼消防立管锈蚀漏水", "other"), List.of("PLUMBING"), 26500)));
        // Refused, revised, waits again.
        stories.add(estimated(costly(YUNQI, 1, 12, "10:30", "园区路面塌陷", "3 栋前路面塌陷约两平方米", "other"), List.of("MASONRY"), 990)
                .then(3 * HOUR, "Task_ApproveCost", form("approvalDecision", "REFUSE", "approvalReason", "单价偏高，请按定额重新编制"))
                .then(2 * HOUR, "Task_DecideRefusedCost", form("refusedDecision", "REVISE"))
                .then(3 * HOUR, "Task_EstimateCost", moment -> form("lines", List.of(Map.of("work", "路基回填压实并铺砖", "amount", 760)),
                        "revisionReason", "按定额调整人工和材料单价")));
        stories.add(estimated(costly(YUNQI, 2, 25, "16:40", "凉亭顶棚漏雨", "园区凉亭顶棚漏雨", "other"), List.of("CARPENTRY"), 5200)
                .then(3 * HOUR, "Task_ReviewCost", form("reviewDecision", "REFUSE", "reviewReason", "拟明年整体翻新，不再单独维修"))
                .then(2 * HOUR, "Task_DecideRefusedCost", form("refusedDecision", "GIVE_UP", "giveUpReason", "并入明年翻新计划",
                        "toldCustomer", "已电话告知业主明年整体翻新，雨天请勿在凉亭停留"))
                .then(HOUR, "Task_ReplyToCustomer", reply("凉亭将于明年整体翻新，近期已围挡提示")));
        // Secured at once, approval afterwards.
        stories.add(costly(YUNQI, 1, 10, "08:40", "给水主管爆裂", "地下室给水主管爆裂，水漫到电梯井", "other").with("urgency", "EMERGENCY")
                .then(10, "Task_ArrangeSurvey", survey(3500, "B", "yes", 2))
                .then(30, "Task_SecureSite", moment -> form("securingMeasure", "关闭总阀，抱箍临时止水，抽排积水", "securingBeganAt", moment.now().toString()))
                .then(HOUR, "Task_SurveySite", surveyed("主管接口爆裂，须更换两米管段", "other", List.of("PLUMBING"), 3500))
                .then(HOUR, "Task_ConfirmClass", AS_PROPOSED)
                .then(HOUR, "Task_EstimateCost", estimate("更换爆裂管段及接头", 3480)));
    }

    private static DemoStory costly(String site, int building, int daysAgo, String time, String matter, String description, String item) {
        return repair(site, building, daysAgo, time, matter, description, item).with("responsibility", "COMPANY")
                .then(25, "Task_ConfirmCategory", Map.of("category", "REPAIR", "responsibility", "COMPANY"));
    }

    private static Function<Moment, Map<String, Object>> estimate(String work, int amount) {
        return moment -> form("lines", List.of(Map.of("work", work, "amount", amount)));
    }

    private static DemoStory estimated(DemoStory story, List<String> trades, int amount) {
        return story.then(50, "Task_ArrangeSurvey", survey(amount, "B", "no", 4))
                .then(4 * HOUR, "Task_SurveySite", surveyed("现场勘察属实：" + story.registration().get("description"), (String) story.registration().get("repairItem"), trades, amount))
                .then(2 * HOUR, "Task_ConfirmClass", AS_PROPOSED)
                .then(3 * HOUR, "Task_EstimateCost", estimate(story.registration().get("matter") + "维修", amount));
    }

    private static DemoStory reviewed(DemoStory story) {
        return story.then(3 * HOUR, "Task_ReviewCost", form("reviewDecision", "AGREE", "reviewOpinion", "方案可行，价格在定额范围内"));
    }

    private static DemoStory approvedSmall(DemoStory story) {
        return approved(story, 860, null);
    }

    private static DemoStory approvedMedium(DemoStory story) {
        return approved(reviewed(story), 4200, null);
    }

    private static DemoStory approvedLarge(DemoStory story, String words) {
        return approved(reviewed(story), 18600, words);
    }

    private static DemoStory approved(DemoStory story, int amount, String words) {
        Map<String, Object> form = form("approvalDecision", "APPROVE", "approvedAmount", amount);
        if (words != null) {
            form.put("approvalReason", words);
        }
        return story.then(3 * HOUR, "Task_ApproveCost", form)
                .then(2 * HOUR, "Task_IssueOrder", Map.of("instructions", "按批准的方案施工，注意安全防护"));
    }

    private static DemoStory paid(DemoStory story, List<String> trades, String work, int finalAmount, int satisfaction) {
        return story.then(DAY, "Task_Repair", repairDoneForm(work))
                .then(2 * HOUR, "Task_Inspect", moment -> {
                    Map<String, Object> form = inspection(true, trades).apply(moment);
                    if (finalAmount > 10_000) {
                        form.putAll(Map.of("thirdParty", "ENGINEERING", "thirdName", "韩工林"));
                    }
                    return form;
                })
                .then(HOUR, "Task_CustomerSign", signature(satisfaction, "已处理"))
                .then(5 * HOUR, "Task_CallCustomer", callback(satisfaction, satisfaction >= 5 ? "处理及时，很满意" : "满意"))
                .then(3 * HOUR, "Task_FinalCost", form("finalAmount", finalAmount));
    }

    // ---- 投诉

    private static void complaints(List<DemoStory> stories) {
        stories.add(complaintClosed(complaint(YUNQI, 3, 56, "09:40", "电梯频繁停运", "3 栋电梯一个月停了四次，老人上下楼困难", "尽快彻底维修并公示原因"),
                "LIFT", "PROPERTY", "控制柜主板老化，维保不到位", "更换主板，维保改为每周一次", 5));
        stories.add(complaintClosed(complaint(BINJIANG, 3, 43, "15:25", "楼上深夜装修噪音", "楼上连续一周晚上十点后还在敲墙", "制止夜间装修"),
                "NOISE", "NEIGHBOUR", "楼上装修未按备案时间施工", "已责令停工整改，押金扣罚，签订承诺书", 4));
        stories.add(complaintClosed(complaint(YUNQI, 4, 35, "11:05", "地下车位被占用", "租用的固定车位三次被他人占用，物业不管", "保证车位使用并退还当月租金"),
                "PARKING", "PROPERTY", "车位锁损坏未及时更换", "更换车位锁，退还当月租金 380 元", 3));
        // Dissatisfied at the callback: taken up again.
        stories.add(followed(answered(complaint(YUNQI, 5, 20, "10:20", "交房半年墙面大面积开裂", "客厅和两个卧室墙面多处裂缝，报修三次没人彻底修", "全面修复并赔偿"),
                "CRACK", "ENGINEERING", "抹灰层收缩开裂，前次仅表面修补", "由原施工单位铲除重做，三周内完成"), "已约施工单位进场")
                .then(5 * HOUR, "Task_CallCustomer", callback(1, "还是没人来修，非常不满意"))
                .then(3 * HOUR, "Task_ReopenComplaint", form("reopenTo", "INVESTIGATE", "reopenReason", "施工单位未按承诺进场，须工程材料部督办")));
        // Late: the department let three working days pass.
        stories.add(decided(complaint(BINJIANG, 2, 8, "14:35", "样板间与实际交付不一致", "样板间展示的新风系统实际没有交付", "按样板间补装或赔偿"), "ADVERTISING", "MARKETING",
                "宣传资料与合同附件不一致", false));
        // A complaint whose repair is a case of its own.
        stories.add(decided(complaint(YUNQI, 6, 7, "09:15", "反复渗水无人负责", "次卧飘窗渗水修了两次仍渗，墙面发霉", "彻底修好"), "LEAK", "ENGINEERING",
                "前两次只打胶，未查渗漏点", true)
                .then(2 * HOUR, "Task_ArrangeSurvey", survey(900, "A", "no", 4)));
        stories.add(major(complaint(BINJIANG, 4, 5, "08:50", "高空坠物砸坏车辆", "4 栋外墙保温层脱落砸坏两辆车，险些伤人", "立即排险并赔偿")));
        stories.add(complaint(YUNQI, 2, 18, "16:30", "保洁不到位", "楼道一周没有打扫，垃圾堆在电梯厅", "增加保洁频次")
                .then(HOUR, "Task_ConfirmComplaint", form("confirmResult", "WITHDRAWN", "withdrawReason", "当天已打扫干净，业主撤诉")));
        stories.add(complaint(BINJIANG, 1, 14, "10:05", "认为物业费涨价不合理", "收到通知物业费每平方米涨三角", "要求说明依据")
                .then(HOUR, "Task_ConfirmComplaint", form("confirmResult", "ENQUIRY", "reclassifyReason", "业主只要求说明调价依据，不作投诉"))
                .then(HOUR, "Task_ConfirmCategory", form("category", "ENQUIRY", "changeReason", "与业主确认，属咨询"))
                .then(2 * HOUR, "Task_AnswerEnquiry", Map.of("enquiryResult", "ANSWERED", "answer", "调价经业主大会表决通过，表决结果和依据已寄送业主")));
        stories.add(assessed(complaint(YUNQI, 1, 1, "09:55", "安保人员态度恶劣", "晚上忘带门禁卡，安保员辱骂业主", "道歉并处理当事人"), "ATTITUDE", "PROPERTY", "安保员未按规范核验身份，言语冲突", false));
        stories.add(complaint(BINJIANG, 3, 11, "13:55", "楼下餐饮油烟", "楼下底商油烟直排，开不了窗", "要求整改排烟")
                .withdrawn(20 * HOUR, "底商已加装净化器，业主要求撤回"));
    }

    private static DemoStory complaint(String site, int building, int daysAgo, String time, String matter, String description, String demand) {
        return DemoStory.call(site, building, daysAgo, time, "COMPLAINT", matter, description)
                .then(20, "Task_ConfirmCategory", Map.of("category", "COMPLAINT"))
                .then(40, "Task_AcceptComplaint", Map.of("mood", "UPSET", "channel", "CALL", "phase", "WARRANTY", "content", description, "demand", demand));
    }

    private static DemoStory assessed(DemoStory story, String topic, String cause, String analysis, boolean repair) {
        String description = (String) story.registration().get("description");
        Map<String, Object> form = form("topic", topic, "cause", cause, "dissatisfaction", List.of("A", "B"), "analysis", analysis, "repairMatter", repair);
        if (repair) {
            form.put("repairUrgency", "URGENT");
        }
        return story.then(2 * HOUR, "Task_ConfirmComplaint", form("confirmResult", "CONFIRMED", "facts", "与客户核实：" + description, "confirmedDemand", "按客户所提诉求处理"))
                .then(3 * HOUR, "Task_AssessComplaint", form);
    }

    private static final Function<Moment, Map<String, Object>> GRADE_AS_PROPOSED = moment -> form("grade", moment.proposedGrade(),
            "responsiblePost", moment.proposedPost(), "tracker", moment.doer().login().replace("supervisor", "clerk"));

    private static DemoStory decided(DemoStory story, String topic, String cause, String analysis, boolean repair) {
        return assessed(story, topic, cause, analysis, repair).then(2 * HOUR, "Task_DecideComplaint", GRADE_AS_PROPOSED);
    }

    private static DemoStory answered(DemoStory story, String topic, String cause, String findings, String solution) {
        return decided(story, topic, cause, findings, false)
                .then(8 * HOUR, "Task_InvestigateComplaint", moment -> form("feedbackResult", "HANDLED", "findings", findings, "solution", solution,
                        "promisedAt", moment.later(30).toString(), "handlerName", moment.doer().name()))
                .then(3 * HOUR, "Task_ReplyComplaint", form("replyKind", "FINAL", "replyChannel", "CALL", "replyText", solution));
    }

    private static DemoStory followed(DemoStory story, String verification) {
        return story.then(9 * HOUR, "Task_FollowToClosure", form("followResult", "RESOLVED", "verification", verification));
    }

    private static DemoStory complaintClosed(DemoStory story, String topic, String cause, String findings, String solution, int satisfaction) {
        return followed(answered(story, topic, cause, findings, solution), "现场核实已落实：" + solution)
                .then(5 * HOUR, "Task_CallCustomer", callback(satisfaction, satisfaction >= 5 ? "处理得很好" : satisfaction == 4 ? "满意" : "结果还行，过程慢"))
                .then(3 * HOUR, "Task_AnalyseComplaint", form("satisfactionCase", satisfaction >= 5 ? "ABOVE" : "EQUAL", "lesson", findings,
                        "preventiveMeasure", "列入每月巡检项目，发现苗头及时处理"));
    }

    /** In progress: the management has been told and draws up measures. */
    private static DemoStory major(DemoStory story) {
        return story.with("urgency", "EMERGENCY")
                .then(30, "Task_ConfirmComplaint", form("confirmResult", "CONFIRMED", "facts", "外墙保温层脱落约三平方米，两车受损，无人受伤", "confirmedDemand", "立即排险，赔偿车辆损失"))
                .then(30, "Task_AssessComplaint", form("topic", "FIRE_SAFETY", "cause", "ENGINEERING", "dissatisfaction", List.of("A"),
                        "analysis", "外保温粘结失效，尚有松动部位", "extremeHarm", true, "safety", true, "repairMatter", false))
                .then(30, "Task_DecideComplaint", GRADE_AS_PROPOSED)
                .then(2 * HOUR, "Task_DrawUpMeasures", form("measures", "封闭 4 栋北侧通道，委托检测单位全面排查，安置受损车主", "directedPosts", List.of("engineering", "property-staff")));
    }

    private static Map<String, Object> form(Object... entries) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            form.put((String) entries[i], entries[i + 1]);
        }
        return form;
    }
}
