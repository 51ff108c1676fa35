package io.casework.procedure.form;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Numbers as the forms write them, within what a browser can hold exactly. */
final class Numbers {

    private static final int MAX_INTEGER_DIGITS = 15;
    private static final int MAX_DECIMALS = 10;
    private static final Pattern NOTATION = Pattern.compile("[+-]?(?:\\d{1,20}(?:\\.\\d{0,20})?|\\.\\d{1,20})(?:[eE][+-]?\\d{1,3})?");

    private Numbers() {
    }

    /** The number, or null if it is not a finite number of at most 15 digits before and 10 after the point. */
    static BigDecimal of(Number number) {
        BigDecimal value;
        if (number instanceof BigDecimal decimal) {
            value = decimal;
        } else if (number instanceof BigInteger integer) {
            value = integer.bitLength() > 128 ? null : new BigDecimal(integer);
        } else if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            value = BigDecimal.valueOf(number.longValue());
        } else if (number instanceof Float || number instanceof Double) {
            value = Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : null;
        } else {
            value = null;
        }
        return value == null ? null : withinLimits(value);
    }

    /** The number that a text writes down, or null. */
    static BigDecimal of(String text) {
        String number = text.strip();
        return NOTATION.matcher(number).matches() ? withinLimits(new BigDecimal(number)) : null;
    }

    /** A computed number, rounded to 10 decimals; null if it is too large. */
    static BigDecimal ofComputed(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value) || Math.abs(value) >= 1e15) {
                return null;
            }
            return withinLimits(new BigDecimal(number.toString()).setScale(MAX_DECIMALS, RoundingMode.HALF_UP));
        }
        return of(number);
    }

    private static BigDecimal withinLimits(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        // The exponent first: stripping zeros off 1e999999999 is cheap, writing it out is not.
        if (Math.abs((long) value.precision() - value.scale()) > 400 || value.precision() > 400) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        boolean fits = stripped.precision() - stripped.scale() <= MAX_INTEGER_DIGITS && stripped.scale() <= MAX_DECIMALS;
        return !fits ? null : stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
