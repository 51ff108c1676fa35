package io.casework.report;

import io.casework.customer.PhoneNumber;
import io.casework.customer.UnitKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a person types to find cases, as a condition over {@code case_file}: parts of customer name, unit or matter, a unit in any notation, a case number
 * or its beginning, a phone number or its ending, the number that a case had in an old register. Several words separated by blanks must all fit. Every part
 * of the condition can be answered by an index of {@code 220-register.sql} or {@code 350-clerk-desk.sql}.
 */
final class CaseWords {

    /** Longest text that is looked at. */
    static final int LONGEST = 60;

    private static final int MOST_TERMS = 5;
    private static final int FEWEST_PHONE_DIGITS = 4;
    private static final Pattern CASE_NUMBER = Pattern.compile("(?i)(KF|WX|LS)(-[0-9-]*)?");
    private static final Pattern DIGITS = Pattern.compile("[0-9-]+");
    /** What a number in an old register may look like: a digit in it, and nothing of a word. */
    private static final Pattern OLD_NUMBER = Pattern.compile("(?=.*[0-9])[0-9A-Za-z][0-9A-Za-z./_#-]*");
    /** 138 1234 5678, +86 13812345678: one number, not several words. */
    private static final Pattern IN_GROUPS = Pattern.compile("[\\s\\u3000+＋]");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("1[3-9][0-9]{9}|0[0-9]{9,11}");
    private static final Pattern DAY = Pattern.compile("20[0-9]{6}(-[0-9]*)?");

    private CaseWords() {
    }

    /**
     * The condition, beginning with {@code and}; empty where nothing is asked for.
     *
     * @param alias of {@code case_file} in the query
     * @param params takes the values that the condition names; has {@code sites} already, the sites that may be seen
     */
    static String condition(String alias, String text, Map<String, Object> params) {
        StringBuilder condition = new StringBuilder();
        int n = 0;
        for (String term : terms(text)) {
            condition.append(" and ").append(one(alias, term, "word" + n++, params));
        }
        return condition.toString();
    }

    private static List<String> terms(String text) {
        String asked = text == null ? "" : text.strip();
        String digits = PhoneNumber.normalise(asked);
        if (IN_GROUPS.matcher(asked).find() && PhoneNumber.isMeant(asked) && WHOLE_NUMBER.matcher(digits).matches()) {
            return List.of(digits);
        }
        List<String> terms = new ArrayList<>();
        for (String term : asked.substring(0, Math.min(asked.length(), LONGEST)).split("[\\s\\u3000]+")) {
            if (!term.isEmpty() && terms.size() < MOST_TERMS) {
                terms.add(term.replace("\0", ""));
            }
        }
        return terms;
    }

    private static String one(String alias, String term, String name, Map<String, Object> params) {
        String plain = java.text.Normalizer.normalize(term, java.text.Normalizer.Form.NFKC);
        if (CASE_NUMBER.matcher(plain).matches()) {
            params.put(name, like(plain.toUpperCase(Locale.ROOT)) + "%");
            return alias + ".number like :" + name;
        }
        params.put(name, term.toLowerCase(Locale.ROOT));
        params.put(name + "Grams", grams(term));
        boolean digitsOnly = DIGITS.matcher(plain).matches();
        boolean oldNumber = digitsOnly || OLD_NUMBER.matcher(plain).matches();
        Optional<UnitKey> house = UnitKey.ofHouse(plain);
        if (!oldNumber && house.isEmpty()) {
            return contains(alias, name);
        }
        // One index for each way in which digits can be meant; a plain "or" would compute the words of every case that one of them finds.
        List<String> ways = new ArrayList<>();
        ways.add("select w.number from case_file w where " + contains("w", name));
        String digits = PhoneNumber.normalise(plain);
        if (digitsOnly && digits.length() >= FEWEST_PHONE_DIGITS) {
            params.put(name + "Phone", new StringBuilder(digits).reverse() + "%");
            ways.add("select p.number from case_file p where reverse(regexp_replace(p.customer_phone, '[^0-9]', '', 'g')) like :" + name + "Phone");
        }
        if (DAY.matcher(plain).matches()) {
            params.put(name + "Contact", "KF-" + plain + "%");
            params.put(name + "Repair", "WX-" + plain + "%");
            params.put(name + "Past", "LS-" + plain + "%");
            ways.add("select n.number from case_file n where n.number like :" + name + "Contact or n.number like :" + name + "Repair or n.number like :" + name
                    + "Past");
        }
        if (oldNumber) {
            params.put(name + "Old", like(plain.toLowerCase(Locale.ROOT)) + "%");
            ways.add("select o.case_number from case_legacy o where lower(o.legacy_number) like :" + name + "Old");
        }
        house.ifPresent(key -> {
            params.putAll(key.values(name));
            ways.add("select h.number from unit u join case_file h on h.unit_id = u.id where u.site_code = any(:sites) and " + key.units("u", name));
            // Where nobody has said yet which unit is meant, what the customer said is understood in the same way.
            ways.add("select s.number from case_file s where " + key.keys("s.said_house", name));
        });
        return alias + ".number in (" + String.join(" union all ", ways) + ")";
    }

    private static String contains(String alias, String name) {
        String words = "%1$s.customer_name || ' ' || coalesce(%1$s.unit_name, '') || ' ' || %1$s.matter".formatted(alias);
        return "name_grams(" + words + ") @> cast(:" + name + "Grams as text[]) and position(:" + name + " in lower(" + words + ")) > 0";
    }

    /** The pairs of neighbouring characters, or the one character. */
    static String[] grams(String term) {
        String lower = term.toLowerCase(Locale.ROOT);
        int[] characters = lower.codePoints().toArray();
        TreeSet<String> grams = new TreeSet<>();
        for (int i = 0; i + 1 < characters.length; i++) {
            grams.add(new String(characters, i, 2));
        }
        if (grams.isEmpty()) {
            grams.add(lower);
        }
        return grams.toArray(String[]::new);
    }

    /** The text with nothing in it that {@code like} would take for a pattern. */
    static String like(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
