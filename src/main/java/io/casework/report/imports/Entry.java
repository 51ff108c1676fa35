package io.casework.report.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.casework.customer.PhoneNumber;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a file, read field by field; what cannot be read is noted in words, all of it and not only the first. */
final class Entry {

    private static final int SHOWN = 40;
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})[日号]?(?:[\\sT]*(上午|下午|早上|中午|晚上|AM|PM)?\\s*(\\d{1,2})[:时点](\\d{1,2})?分?"
            + "(?::?(\\d{1,2})(?:\\.\\d+)?秒?)?)?");
    private static final Pattern SHORT_DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d(\\.\\d+)?[Ee]\\+?\\d+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9()\\s-]+");
    private static final Set<String> YES = Set.of("是", "有", "已入住", "入住", "自住", "出租", "y", "yes", "true", "1", "√", "✓");
    private static final Set<String> NO = Set.of("否", "无", "未入住", "空置", "空关", "没有", "n", "no", "false", "0", "×", "x", "✗");

    private final int line;
    private final List<Cell> cells;
    private final Map<String, Integer> columns;
    private final List<Finding> findings = new ArrayList<>();
    private boolean bad;
    private boolean again;

    Entry(int line, List<Cell> cells, Map<String, Integer> columns) {
        this.line = line;
        this.cells = cells;
        this.columns = columns;
    }

    /**
     * Something about a field.
     *
     * @param field code of the field, {@code null} for the whole line
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(String field, String value, String reason, String advice) {
    }

    int line() {
        return line;
    }

    List<Finding> findings() {
        return findings;
    }

    boolean isBad() {
        return bad;
    }

    /** Whether the line is to be registered anew. */
    boolean isAgain() {
        return again;
    }

    void bad(String field, String reason, String advice) {
        bad = true;
        findings.add(new Finding(field, shown(field), reason, advice));
    }

    void hint(String field, String hint) {
        findings.add(new Finding(field, shown(field), hint, null));
    }

    /** Nothing else about the line matters. */
    void again(String field, String reason, String advice) {
        again = true;
        findings.clear();
        findings.add(new Finding(field, shown(field), reason, advice));
    }

    /** The text of a field, without blanks around it; {@code null} where there is none or it cannot be used. */
    String text(String field) {
        Cell cell = cell(field);
        switch (cell.type()) {
            case FORMULA -> bad(field, "这一格是公式，不读取", "请在 Excel 里选中这一列，复制后“选择性粘贴 → 数值”");
            case ERROR -> bad(field, "这一格是错误值 " + cell.text(), "请改正或清空这一格");
            case LONG -> bad(field, "这一格的文字超过 " + Cell.LONGEST + " 个字", "请缩短，或清空这一格");
            default -> {
                String text = cell.text().strip();
                return text.isEmpty() ? null : text;
            }
        }
        return null;
    }

    /** A text that must be there. */
    String required(String field, String what) {
        boolean before = bad;
        String text = text(field);
        if (text == null && bad == before) {
            bad(field, "没有填" + what, "请填写" + what);
        }
        return text == null ? "" : text;
    }

    /** A time; midnight where only a day is written. {@code null} where there is none. */
    LocalDateTime time(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        try {
            Matcher full = DATE.matcher(plain);
            if (full.matches()) {
                return date(full).atTime(clock(full));
            }
            Matcher digits = SHORT_DATE.matcher(plain);
            if (digits.matches()) {
                return date(digits).atStartOfDay();
            }
        } catch (DateTimeException noSuchDay) {
            bad(field, "没有这一天或这个时刻", "请核对日期");
            return null;
        }
        bad(field, "看不懂这个日期", plain.matches("\\d{5}(\\.\\d+)?") ? "请把这一列的单元格格式设为“日期”" : "请写成 2026-11-22、2026/11/22 或 2026年11月22日，后面可以加 14:30");
        return null;
    }

    /** A day; a time of day beside it does not matter. */
    LocalDate date(String field) {
        LocalDateTime time = time(field);
        return time == null ? null : time.toLocalDate();
    }

    private static LocalDate date(Matcher parts) {
        return LocalDate.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    private static LocalTime clock(Matcher parts) {
        if (parts.group(5) == null) {
            return LocalTime.MIDNIGHT;
        }
        int hour = Integer.parseInt(parts.group(5));
        String half = parts.group(4);
        boolean afternoon = half != null && (half.equals("下午") || half.equals("晚上") || half.equals("PM"));
        return LocalTime.of(afternoon && hour < 12 ? hour + 12 : hour, number(parts.group(6)), number(parts.group(7)));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Phone numbers as digits, in their order; several in a field are parted by 、 , ; / or a new line. */
    List<String> phones(String field) {
        String text = text(field);
        Set<String> phones = new LinkedHashSet<>();
        if (text != null) {
            for (String one : Normalizer.normalize(text, Normalizer.Form.NFKC).split("[、,;/\\n]+")) {
                if (!one.isBlank()) {
                    phone(field, one.strip(), phones);
                }
            }
        }
        return new ArrayList<>(phones);
    }

    private void phone(String field, String text, Set<String> phones) {
        if (SCIENTIFIC.matcher(text).matches()) {
            bad(field, "号码变成了科学记数法，后面的数字已经丢失", "请在原表把这一列设为“文本”格式，重新填写号码");
            return;
        }
        if (!PHONE.matcher(text).matches()) {
            bad(field, "电话里有数字以外的字", "请只写号码；几个号码用顿号分开，分机号、姓名请写在备注里");
            return;
        }
        String digits = PhoneNumber.normalise(text);
        boolean mobile = digits.startsWith("1") && digits.length() >= 9 && digits.length() <= 13;
        if (!PhoneNumber.isComplete(digits)) {
            bad(field, "不是完整的电话号码，只有 " + digits.length() + " 位", "请填写手机号，或带区号的固定电话");
        } else if (mobile && digits.length() != 11) {
            bad(field, "手机号应为 11 位，这里是 " + digits.length() + " 位", "请核对号码");
        } else {
            phones.add(digits);
        }
    }

    /** Yes or no; {@code null} where nothing is written. */
    Boolean yes(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (!YES.contains(plain) && !NO.contains(plain)) {
            bad(field, "看不出是还是否", "请写“是”或“否”");
            return null;
        }
        return YES.contains(plain);
    }

    /** A number; a unit of measure behind it does not matter. */
    BigDecimal decimal(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("(?i)(平方米|平米|m2|㎡|,|\\s)", "");
        if (!plain.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            bad(field, "不是数字", "请只写数字，如 89.50");
            return null;
        }
        return new BigDecimal(plain);
    }

    /** Codes of the fields that the file has a column for. */
    Set<String> fields() {
        return columns.keySet();
    }

    private Cell cell(String field) {
        Integer column = columns.get(field);
        return column == null || column >= cells.size() ? Cell.EMPTY : cells.get(column);
    }

    private String shown(String field) {
        Cell cell = field == null ? Cell.EMPTY : cell(field);
        if (cell.type() == Cell.Type.FORMULA) {
            return "=…";
        }
        String text = cell.text().strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? null : text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
