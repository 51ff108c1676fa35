package io.casework.complaint;

import java.util.Map;

/** The Chinese words of codes. */
final class ComplaintWords {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("CALL", "电话"), Map.entry("VISIT", "来访、上门"), Map.entry("APP", "线上平台"), Map.entry("WECHAT", "微信"), Map.entry("SMS", "短信"),
            Map.entry("LETTER", "书面"), Map.entry("SALES", "经营销售部转来"), Map.entry("PROPERTY", "物业公司转来"), Map.entry("AUTHORITY", "政府部门、媒体转来"),
            Map.entry("NONE", "无法答复"),
            Map.entry("INSPECTION", "验楼"), Map.entry("HANDOVER", "接楼"), Map.entry("WARRANTY", "质保期"),
            Map.entry("CALM", "平静"), Map.entry("UPSET", "不满"), Map.entry("ANGRY", "激动"), Map.entry("EXTREME", "可能有过激行为"),
            Map.entry("BELOW", "低于期望"), Map.entry("EQUAL", "等于期望"), Map.entry("ABOVE", "高于期望"));

    private ComplaintWords() {
    }

    /** The word of a code, the code itself where it has none. */
    static String of(String code) {
        return code == null ? "" : WORDS.getOrDefault(code, code);
    }
}
