package io.casework.customer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a unit's label, however a person writes it: 3栋1单元1201, 3号楼1单元1201室, 3-1-1201, 三栋一单元1201 are all
 * 3-1-1201. A floor (12层) says nothing that the room does not say and is left out. The function {@code house_key} of the database makes the same key.
 *
 * @param parts from the building to the room, as far as they are named, without leading zeros
 * @param beginningOnly the text ends with the word for a building or an entrance: it means all units there
 */
public record UnitKey(List<String> parts, boolean beginningOnly) {

    private static final String NUMERALS = "零一二三四五六七八九";
    private static final Pattern CHINESE_NUMBER = Pattern.compile("[一二三四五六七八九十]{1,3}(?=栋|幢|座|号楼|号院|单元|层|室)");
    private static final Pattern FLOOR = Pattern.compile("[0-9]+层");
    private static final Pattern PART = Pattern.compile("[0-9A-Z]+");
    private static final Pattern ENDS_AS_BUILDING = Pattern.compile("(栋|幢|座|号楼|#)\\s*$");
    private static final Pattern ENDS_AS_ENTRANCE = Pattern.compile("单元\\s*$");
    /** With a word for its parts, a house may follow the name of its site; without, it stands alone. Nothing but 室 follows it. */
    private static final Pattern HOUSE = Pattern.compile("(?:\\D*?[0-9A-Z]{1,4}\\s*(?:栋|幢|座|号楼|号院|#)|(?=[0-9A-Z]+(?:[-—–_/.]|#|单元|室)))[-—–_/.#\\s0-9A-Z栋幢座号楼院单元层室]*");
    private static final Pattern LONG_PART = Pattern.compile("[0-9A-Z]{6}");
    private static final int BUILDING = 1;
    private static final int ENTRANCE = 2;
    private static final int WHOLE = 3;
    private static final int TEN = 10;

    /** What this text names, in whatever notation; {@code null} and a text without digits and letters name nothing. */
    public static UnitKey of(String text) {
        String plain = FLOOR.matcher(plain(text)).replaceAll(" ");
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(plain);
        while (matcher.find()) {
            parts.add(matcher.group().replaceFirst("^0+(?=[0-9])", ""));
        }
        return new UnitKey(List.copyOf(parts), parts.size() == BUILDING && ENDS_AS_BUILDING.matcher(plain).find()
                || parts.size() == ENTRANCE && ENDS_AS_ENTRANCE.matcher(plain).find());
    }

    /**
     * What this text names if it looks like a house and like nothing else that people search for: 1-1-101, 1栋101, 三栋一单元, 101室. A bare number may be
     * many things, and is none.
     */
    public static Optional<UnitKey> ofHouse(String text) {
        String plain = plain(text);
        if (!HOUSE.matcher(plain).matches() || LONG_PART.matcher(plain).find()) {
            return Optional.empty();
        }
        return Optional.of(of(text)).filter(key -> !key.isEmpty() && key.parts().size() <= WHOLE);
    }

    private static String plain(String text) {
        String plain = Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return CHINESE_NUMBER.matcher(plain).replaceAll(UnitKey::arabic);
    }

    /** The parts joined by hyphens: 3-1-1201. */
    public String value() {
        return String.join("-", parts);
    }

    /** Whether nothing is named. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    String first() {
        return parts.get(0);
    }

    String room() {
        return parts.get(parts.size() - 1);
    }

    /**
     * Which units are meant, as a condition over the table {@code unit}: three parts name a unit; two may leave out the entrance; one is a room; and a
     * building or an entrance is all units there.
     *
     * @param alias of {@code unit} in the query
     * @param name begins the names of the values, see {@link #values(String)}
     */
    public String units(String alias, String name) {
        if (beginningOnly) {
            return "(%1$s.unit_key = :%2$sKey or %1$s.unit_key like :%2$sInside)".formatted(alias, name);
        }
        return switch (parts.size()) {
            case BUILDING -> "%s.room_key = :%sRoom".formatted(alias, name);
            case ENTRANCE -> "(%1$s.unit_key = :%2$sKey or %1$s.room_key = :%2$sRoom and %1$s.unit_key like :%2$sStart)".formatted(alias, name);
            default -> "%s.unit_key = :%sKey".formatted(alias, name);
        };
    }

    /** The same as a condition over a column that has keys only: of a room alone only a key that is nothing else. */
    public String keys(String column, String name) {
        String inside = "(%1$s = :%2$sKey or %1$s like :%2$sInside)";
        String withoutEntrance = "(%1$s = :%2$sKey or %1$s like :%2$sStart and %1$s like :%2$sEnd)";
        return (beginningOnly ? inside : parts.size() == ENTRANCE ? withoutEntrance : "%s = :%sKey").formatted(column, name);
    }

    /** The values that the conditions name. */
    public Map<String, String> values(String name) {
        return Map.of(name + "Key", value(), name + "Room", room(), name + "Start", first() + "-%", name + "Inside", value() + "-%", name + "End", "%-" + room());
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
