package io.casework.report.print;

import io.casework.casefile.AnswerChannel;
import io.casework.casefile.Urgency;
import io.casework.complaint.ComplaintChannel;
import io.casework.complaint.ComplaintPhase;
import io.casework.complaint.CustomerMood;
import io.casework.complaint.Dissatisfaction;
import io.casework.complaint.Expectation;
import io.casework.contact.ContactChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Codes of records and their Chinese words, in the order in which a form offers them. What a room has as an enumeration has its words from there. */
public final class Codes {

    static final Map<String, String> CHANNEL = of(ContactChannel.class, ContactChannel::label);
    static final Map<String, String> URGENCY = of(Urgency.class, Urgency::label);
    static final Map<String, String> WARRANTY = of("IN", "保修期内", "OUT", "已过保修期", "UNKNOWN", "保修期不明");
    public static final Map<String, String> REMARK = of("整改类", "整改类", "其他类", "其他类", "沟通类", "沟通类");
    static final Map<String, String> ANSWER_CHANNEL = of(AnswerChannel.class, AnswerChannel::label);
    static final Map<String, String> REPLY_RESULT = of("REPLIED", "已回复", "NOT_ACCEPTED", "客户不认可", "UNREACHABLE", "联系不上");
    public static final Map<String, String> EXTERNAL_KIND = of("TELEPHONE", "电话", "BROADBAND", "宽带", "WATER_HEATER", "热水器", "VIDEO_INTERCOM", "可视对讲",
            "SECURITY_DOOR", "防盗门", "OTHER", "其他");
    public static final Map<String, String> OPINION_PARTIES = of("CUSTOMERS", "其他客户", "EXTERNAL", "外联单位", "DEPARTMENTS", "其他部门");
    public static final Map<String, String> TRADES = of("WATERPROOF", "防水", "PLUMBING", "给排水", "ELECTRIC", "电气", "MASONRY", "泥瓦", "CARPENTRY", "木工",
            "PAINT", "油漆涂料", "DOORS", "门窗", "METAL", "五金铁艺", "OTHER", "其他");
    static final Map<String, String> ORDER_CLASS = of("A", "A 类（保修任务）", "B", "B 类（保修期外由公司承担）");
    public static final Map<String, String> CONSENT_CHANNEL = of("PHONE", "电话", "VISIT", "面谈", "SMS", "短信", "WECHAT", "微信", "WRITTEN", "书面");
    static final Map<String, String> RATING = of("5", "很满意", "4", "满意", "3", "一般", "2", "不满意", "1", "很不满意");
    static final Map<String, String> COMPLAINT_CHANNEL = of(ComplaintChannel.class, ComplaintChannel::label);
    static final Map<String, String> PHASE = of(ComplaintPhase.class, ComplaintPhase::label);
    static final Map<String, String> MOOD = of(CustomerMood.class, CustomerMood::label);
    static final Map<String, String> DISSATISFACTION = of(Dissatisfaction.class, Dissatisfaction::label);
    static final Map<String, String> EXPECTATION = of(Expectation.class, Expectation::label);
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
