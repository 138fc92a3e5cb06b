package dev.plumbline.eval.trec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers read and printed as the C library does, where Java's own conventions differ. */
final class CNumbers {
    private static final Pattern REAL =
            Pattern.compile(
                    "[+-]?(?:0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)(?:[pP][+-]?[0-9]+)?"
                            + "|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)");
    private static final Pattern NOT_A_NUMBER =
            Pattern.compile("[+-]?nan", Pattern.CASE_INSENSITIVE);
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    private static final double LN2_HIGH = Math.log(2);

    private CNumbers() {}

    /** White space of the C locale. */
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** The longest prefix that is a floating-point number, else 0. */
    static double real(String text) {
        String rest = skipSpace(text);
        Matcher number = REAL.matcher(rest);
        if (number.lookingAt()) {
            return parse(number.group());
        }
        if (NOT_A_NUMBER.matcher(rest).lookingAt()) {
            return Double.NaN;
        }
        if (INFINITE.matcher(rest).lookingAt()) {
            return rest.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return 0;
    }

    private static double parse(String number) {
        boolean hexadecimal = number.indexOf('x') >= 0 || number.indexOf('X') >= 0;
        boolean exponent = number.indexOf('p') >= 0 || number.indexOf('P') >= 0;
        return Double.parseDouble(hexadecimal && !exponent ? number + "p0" : number);
    }

    /** The longest prefix that is a whole number, held within the range of a long, else 0. */
    static long whole(String text) {
        Matcher number = WHOLE.matcher(skipSpace(text));
        if (!number.lookingAt()) {
            return 0;
        }
        try {
            return Long.parseLong(number.group());
        } catch (NumberFormatException tooLarge) {
            return number.group().startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /**
     * As {@code %.Nf}: exact ties go to the even digit, and a value that is not a number prints
     * with the sign that x86 gives the result of an invalid operation.
     */
    static String fixed(double value, int digits) {
        if (Double.isNaN(value)) {
            return "-nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String text =
                new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        boolean lostSign = Double.doubleToRawLongBits(value) < 0 && !text.startsWith("-");
        return lostSign ? "-" + text : text;
    }

    /** Nearest whole number, halves away from zero. */
    static long round(double value) {
        double size = Math.abs(value);
        double below = Math.floor(size);
        double nearest = size - below >= 0.5 ? below + 1 : below;
        return (long) (value < 0 ? -nearest : nearest);
    }

    /** Logarithm to base 2, exact for powers of two. */
    static double log2(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return Math.log(value);
        }
        int exponent = Math.getExponent(value);
        double mantissa = value / Math.scalb(1.0, exponent);
        return exponent + StrictMath.log(mantissa) / LN2_HIGH;
    }

    private static String skipSpace(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }
}
