package io.casework.customer;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The one way in which phone numbers are kept and compared: digits only. */
public final class PhoneNumber {

    /** Fewest digits of a complete number. */
    public static final int FEWEST_DIGITS = 7;
    /** Most digits of a complete number, country and area code included. */
    public static final int MOST_DIGITS = 20;

    private static final int MOBILE_DIGITS = 11;
    /** 0571-88888888 转 801: what comes before the extension. */
    private static final Pattern WITH_EXTENSION = Pattern.compile("^(.*[0-9].*?)(?:转|分机|ext|x|#).*$", Pattern.CASE_INSENSITIVE);
    /** +86 571 88888888: an area code without its zero. */
    private static final Pattern ABROAD = Pattern.compile("^(?:\\+|00)86([2-9][0-9]{8,10})$");
    private static final Pattern LIKE_A_MOBILE = Pattern.compile("1[3-9]");
    private static final Pattern ONLY_PHONE_SIGNS = Pattern.compile("[0-9+() -]+");
    /** 1-1-1201, 12-2-803: parts of a unit, the building first. */
    private static final Pattern LIKE_A_UNIT = Pattern.compile("[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}|[0-9]{1,3}-[0-9]{3,4}");
    /** Longer than the number of any room. */
    private static final int FEWEST_MEANT = 5;

    private PhoneNumber() {
    }

    /** Digits only; full-width digits become plain ones, and China's country code is dropped. */
    public static String normalise(String text) {
        if (text == null) {
            return "";
        }
        String plain = plain(text);
        Matcher abroad = ABROAD.matcher(plain.replaceAll("[^0-9+]", ""));
        if (abroad.matches()) {
            return "0" + abroad.group(1);
        }
        String digits = plain.replaceAll("[^0-9]", "");
        for (String prefix : new String[] {"0086", "86"}) {
            String rest = digits.startsWith(prefix) ? digits.substring(prefix.length()) : "";
            if (rest.length() == MOBILE_DIGITS && rest.startsWith("1")) {
                return rest;
            }
        }
        return digits;
    }

    /** As a person wrote it, in plain characters: digits, blanks, dashes, the extension. {@code null} stays. */
    public static String written(String text) {
        return text == null ? null : plain(text).strip();
    }

    /** The digits under which this number may be on record: with its extension, and without. Empty where there are no digits. */
    public static List<String> lookedUpAs(String text) {
        Matcher extension = WITH_EXTENSION.matcher(plain(text));
        return Stream.of(normalise(text), extension.matches() ? normalise(extension.group(1)) : "").filter(digits -> !digits.isEmpty()).distinct().toList();
    }

    /** Whether somebody who writes this means a telephone number, not a unit such as 12-2-1203. */
    public static boolean isMeant(String text) {
        String plain = plain(text).strip();
        Matcher extension = WITH_EXTENSION.matcher(plain);
        String number = extension.matches() ? extension.group(1) : plain;
        return ONLY_PHONE_SIGNS.matcher(number).matches() && !LIKE_A_UNIT.matcher(number.strip()).matches()
                && normalise(number).length() >= FEWEST_MEANT;
    }

    private static String plain(String text) {
        return text == null ? "" : Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** Whether normalised digits can be a complete number: what begins like a mobile number has as many digits as one. */
    public static boolean isComplete(String digits) {
        return digits.length() >= FEWEST_DIGITS && digits.length() <= MOST_DIGITS && (!LIKE_A_MOBILE.matcher(digits).lookingAt() || digits.length() == MOBILE_DIGITS);
    }
}
