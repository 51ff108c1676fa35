package io.casework.customer;

import java.text.Normalizer;

/** The one way in which phone numbers are kept and compared: digits only. */
public final class PhoneNumber {

    /** Fewest digits of a complete number. */
    public static final int FEWEST_DIGITS = 7;
    /** Most digits of a complete number, country and area code included. */
    public static final int MOST_DIGITS = 20;

    private static final int MOBILE_DIGITS = 11;

    private PhoneNumber() {
    }

    /** Digits only; full-width digits become plain ones, and China's country code before a mobile number is dropped. */
    public static String normalise(String text) {
        if (text == null) {
            return "";
        }
        String digits = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[^0-9]", "");
        for (String prefix : new String[] {"0086", "86"}) {
            String rest = digits.startsWith(prefix) ? digits.substring(prefix.length()) : "";
            if (rest.length() == MOBILE_DIGITS && rest.startsWith("1")) {
                return rest;
            }
        }
        return digits;
    }

    /** Whether normalised digits can be a complete number. */
    public static boolean isComplete(String digits) {
        return digits.length() >= FEWEST_DIGITS && digits.length() <= MOST_DIGITS;
    }
}
