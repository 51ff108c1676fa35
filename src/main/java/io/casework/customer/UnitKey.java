package io.casework.customer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a unit's label, however a person writes it: 3栋1单元1201, 3号楼1单元1201室, 3-1-1201, 三栋一单元1201 are all
 * 3-1-1201. A floor (12层) says nothing that the room does not say and is left out.
 */
record UnitKey(List<String> parts, boolean buildingOnly) {

    private static final String NUMERALS = "零一二三四五六七八九";
    private static final Pattern CHINESE_NUMBER = Pattern.compile("[一二三四五六七八九十]{1,3}(?=栋|幢|座|号楼|号院|单元|层|室)");
    private static final Pattern FLOOR = Pattern.compile("[0-9]+层");
    private static final Pattern PART = Pattern.compile("[0-9A-Z]+");
    private static final Pattern ENDS_AS_BUILDING = Pattern.compile("(栋|幢|座|号楼|#)\\s*$");
    private static final int TEN = 10;

    static UnitKey of(String text) {
        String plain = Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        plain = CHINESE_NUMBER.matcher(plain).replaceAll(UnitKey::arabic);
        plain = FLOOR.matcher(plain).replaceAll(" ");
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(plain);
        while (matcher.find()) {
            parts.add(matcher.group().replaceFirst("^0+(?=[0-9])", ""));
        }
        return new UnitKey(List.copyOf(parts), parts.size() == 1 && ENDS_AS_BUILDING.matcher(plain).find());
    }

    String value() {
        return String.join("-", parts);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    String first() {
        return parts.get(0);
    }

    String room() {
        return parts.get(parts.size() - 1);
    }

    private static String arabic(MatchResult match) {
        String numeral = match.group();
        int ten = numeral.indexOf('十');
        if (ten < 0) {
            StringBuilder digits = new StringBuilder();
            numeral.chars().forEach(c -> digits.append(NUMERALS.indexOf(c)));
            return digits.toString();
        }
        int tens = ten == 0 ? 1 : NUMERALS.indexOf(numeral.charAt(0));
        int ones = ten == numeral.length() - 1 ? 0 : NUMERALS.indexOf(numeral.charAt(numeral.length() - 1));
        return Integer.toString(TEN * tens + ones);
    }
}
