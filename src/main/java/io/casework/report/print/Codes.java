package io.casework.report.print;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Codes of records and their Chinese words, in the order in which a form offers them. */
final class Codes {

    static final Map<String, String> CHANNEL = of("CALL", "来电", "VISIT", "来访", "OTHER", "其他渠道");
    static final Map<String, String> URGENCY = of("NORMAL", "一般", "URGENT", "紧急", "EMERGENCY", "危急");
    static final Map<String, String> WARRANTY = of("IN", "保修期内", "OUT", "已过保修期", "UNKNOWN", "保修期不明");
    static final Map<String, String> REMARK = of("整改类", "整改类", "其他类", "其他类", "沟通类", "沟通类");
    static final Map<String, String> ANSWER_CHANNEL = of("CALL", "电话", "VISIT", "当面", "SMS", "短信", "WECHAT", "微信", "LETTER", "书面", "NONE", "无法答复");
    static final Map<String, String> REPLY_RESULT = of("REPLIED", "已回复", "NOT_ACCEPTED", "客户不认可", "UNREACHABLE", "联系不上");
    static final Map<String, String> EXTERNAL_KIND = of("TELEPHONE", "电话", "BROADBAND", "宽带", "WATER_HEATER", "热水器", "VIDEO_INTERCOM", "可视对讲",
            "SECURITY_DOOR", "防盗门", "OTHER", "其他");
    static final Map<String, String> OPINION_PARTIES = of("CUSTOMERS", "其他客户", "EXTERNAL", "外联单位", "DEPARTMENTS", "其他部门");
    static final Map<String, String> TRADES = of("WATERPROOF", "防水", "PLUMBING", "给排水", "ELECTRIC", "电气", "MASONRY", "泥瓦", "CARPENTRY", "木工",
            "PAINT", "油漆涂料", "DOORS", "门窗", "METAL", "五金铁艺", "OTHER", "其他");
    static final Map<String, String> ORDER_CLASS = of("A", "A 类（保修任务）", "B", "B 类（保修期外由公司承担）");
    static final Map<String, String> RATING = of("5", "很满意", "4", "满意", "3", "一般", "2", "不满意", "1", "很不满意");
    static final Map<String, String> COMPLAINT_CHANNEL = of("CALL", "电话", "VISIT", "来访、上门", "APP", "线上平台", "WECHAT", "微信", "LETTER", "书面",
            "SALES", "经营销售部转来", "PROPERTY", "物业公司转来", "AUTHORITY", "政府部门、媒体转来");
    static final Map<String, String> PHASE = of("INSPECTION", "验楼", "HANDOVER", "接楼", "WARRANTY", "质保期", "OTHER", "其他");
    static final Map<String, String> MOOD = of("CALM", "平静", "UPSET", "不满", "ANGRY", "激动", "EXTREME", "可能有过激行为");
    static final Map<String, String> DISSATISFACTION = of("A", "A 产品或服务本身", "B", "B 工作失误或服务缺陷", "C", "C 期望与现实的差距",
            "D", "D 价格高、与生活关系密切", "E", "E 客户专业、网络信息发达");
    static final Map<String, String> EXPECTATION = of("BELOW", "低于期望", "EQUAL", "等于期望", "ABOVE", "高于期望");
    static final Map<String, String> CALLBACK = of("SATISFIED", "满意", "DISSATISFIED", "不满意", "DECLINED", "不愿评价", "UNREACHABLE", "联系不上");

    private Codes() {
    }

    /** Codes and words by turns. */
    static Map<String, String> of(String... pairs) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return words;
    }

    /** The values of an enumeration and their names. */
    static <E extends Enum<E>> Map<String, String> of(Class<E> type, Function<E, String> label) {
        Map<String, String> words = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants()).forEach(value -> words.put(value.name(), label.apply(value)));
        return words;
    }
}
