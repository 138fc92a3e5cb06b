package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One value by Python's format specifications, those of {@code %} and those of format(). */
final class PythonNumbers {
    /** A precision that is not stated. */
    static final int UNSTATED = -1;

    private static final int PRECISION = 6;
    private static final int PRECISION_MAX = 1000;
    private static final Pattern SPECIFICATION =
            Pattern.compile(
                    "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?([a-zA-Z%])?",
                    Pattern.DOTALL);

    private final Budget budget;

    PythonNumbers(Budget budget) {
        this.budget = budget;
    }

    /** A sign, what is written of a base, and digits. */
    private record Written(String sign, String prefix, String digits) {
        String before() {
            return sign + prefix;
        }

        String whole() {
            return before() + digits;
        }
    }

    String percent(String flags, long width, long precision, char kind, Object value) {
        boolean left = flags.indexOf('-') >= 0 || width < 0;
        String sign = flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "-";
        int digits = places(precision);
        long room = Math.abs(Math.max(width, -Long.MAX_VALUE));
        if ("sra".indexOf(kind) >= 0) {
            String text =
                    kind == 's'
                            ? PythonText.text(value, budget)
                            : PythonText.representation(value, budget);
            return padded(digits < 0 ? text : first(text, digits), room, ' ', left ? '<' : '>');
        }
        if (kind == 'c') {
            String text = value instanceof String one ? one : character(Values.whole(value));
            return padded(text, room, ' ', left ? '<' : '>');
        }
        Written number =
                switch (kind) {
                    case 'd', 'i', 'u' ->
                            lengthened(whole(percentWhole(value), 'd', sign, false), digits);
                    case 'x', 'X', 'o' ->
                            lengthened(
                                    whole(big(value), kind, sign, flags.indexOf('#') >= 0), digits);
                    case 'e', 'E', 'f', 'F', 'g', 'G' ->
                            real(Values.real(value), kind, sign, digits);
                    default ->
                            throw TemplateException.type(
                                    "unsupported format character '" + kind + "'");
                };
        boolean zeros = flags.indexOf('0') >= 0 && !left;
        return zeros
                ? filled(number, room, '0')
                : padded(number.whole(), room, ' ', left ? '<' : '>');
    }

    private static BigInteger percentWhole(Object value) {
        if (!(value instanceof Double number)) {
            return big(value);
        }
        if (!Double.isFinite(number)) {
            throw TemplateException.type("cannot convert " + number + " to a whole number");
        }
        return new BigDecimal(number).toBigInteger();
    }

    private static BigInteger big(Object value) {
        return value instanceof BigInteger number
                ? number
                : BigInteger.valueOf(Values.whole(value));
    }

    private static Written lengthened(Written number, int digits) {
        int missing = digits - number.digits.length();
        return missing <= 0
                ? number
                : new Written(number.sign, number.prefix, "0".repeat(missing) + number.digits);
    }

    /** Python's format(value, specification). */
    String formatted(Object value, String specification) {
        if (specification.isEmpty()) {
            return PythonText.text(value, budget);
        }
        Matcher parts = SPECIFICATION.matcher(specification);
        if (!parts.matches()) {
            throw TemplateException.type("Invalid format specifier '" + specification + "'");
        }
        boolean zeros = parts.group(5) != null;
        char fill = parts.group(1) != null ? parts.group(1).charAt(0) : zeros ? '0' : ' ';
        String stated = parts.group(2);
        long width = size(parts.group(6), 0);
        int precision = places(size(parts.group(8), UNSTATED));
        char kind = parts.group(9) == null ? ' ' : parts.group(9).charAt(0);
        if (value instanceof String text) {
            boolean odd = parts.group(3) != null || parts.group(7) != null || "=".equals(stated);
            if (odd || (kind != 's' && kind != ' ')) {
                throw TemplateException.type("A text cannot be written as " + specification + ".");
            }
            String cut = precision < 0 ? text : first(text, precision);
            return padded(cut, width, fill, stated == null ? '<' : stated.charAt(0));
        }
        if (!Values.numeric(value) || value instanceof JsonNull) {
            throw TemplateException.type(
                    "unsupported format string passed to %s.__format__"
                            .formatted(Values.kind(value)));
        }
        String sign = parts.group(3) == null ? "-" : parts.group(3);
        Written number = number(value, kind, sign, precision, parts.group(4) != null);
        if (parts.group(7) != null) {
            number = grouped(number, parts.group(7).charAt(0), "xXob".indexOf(kind) >= 0 ? 4 : 3);
        }
        char align = stated != null ? stated.charAt(0) : zeros ? '=' : '>';
        return align == '='
                ? filled(number, width, fill)
                : padded(number.whole(), width, fill, align);
    }

    private Written number(Object value, char kind, String sign, int precision, boolean based) {
        boolean real = value instanceof Double;
        if (precision >= 0 && !real && " ndxXobc".indexOf(kind) >= 0) {
            throw TemplateException.type("Precision not allowed in integer format specifier");
        }
        return switch (kind) {
            case ' ' ->
                    real
                            ? shortest(Values.real(value), sign, precision)
                            : whole(big(value), 'd', sign, false);
            case 'n' ->
                    real
                            ? real(Values.real(value), 'g', sign, precision)
                            : whole(big(value), 'd', sign, false);
            case 'c' -> new Written("", "", character(Values.whole(value)));
            case 'd', 'x', 'X', 'o', 'b' -> whole(big(value), kind, sign, based);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> real(Values.real(value), kind, sign, precision);
            case '%' -> {
                Written hundred = real(Values.real(value) * 100, 'f', sign, precision);
                yield new Written(hundred.sign, "", hundred.digits + "%");
            }
            default ->
                    throw TemplateException.type(
                            "Unknown format code '%s' for object of type '%s'"
                                    .formatted(kind, Values.kind(value)));
        };
    }

    private static Written whole(BigInteger value, char kind, String sign, boolean based) {
        String prefix = based && kind != 'd' ? "0" + kind : "";
        String digits =
                value.abs()
                        .toString(
                                switch (kind) {
                                    case 'x', 'X' -> 16;
                                    case 'o' -> 8;
                                    case 'b' -> 2;
                                    default -> 10;
                                });
        return new Written(
                sign(value.signum() < 0, sign),
                prefix,
                kind == 'X' ? digits.toUpperCase(Locale.ROOT) : digits);
    }

    private static String sign(boolean negative, String wanted) {
        return negative ? "-" : wanted.equals("-") ? "" : wanted;
    }

    /**
     * Without a kind: as repr writes it, or, with a precision, like g with a digit after the point.
     */
    private static Written shortest(double value, String sign, int precision) {
        if (precision < 0 || !Double.isFinite(value)) {
            String text = PythonText.number(Math.abs(value));
            return new Written(sign(negative(value), sign), "", text);
        }
        Written general = real(value, 'g', sign, precision);
        boolean bare = general.digits.indexOf('.') < 0 && general.digits.indexOf('e') < 0;
        return bare && general.digits.length() < Math.max(1, precision)
                ? new Written(general.sign, "", general.digits + ".0")
                : bare ? scientificOf(value, sign, precision) : general;
    }

    /**
     * Where all digits are before the point an exponent takes its place, but for one digit more.
     */
    private static Written scientificOf(double value, String sign, int precision) {
        int digits = Math.max(1, precision);
        BigDecimal rounded =
                new BigDecimal(Math.abs(value))
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return new Written(
                sign(negative(value), sign), "", stripped(scientific(rounded, digits - 1)));
    }

    private static boolean negative(double value) {
        return value < 0 || (value == 0 && 1 / value < 0);
    }

    private static Written real(double value, char kind, String sign, int stated) {
        char lower = Character.toLowerCase(kind);
        int precision = stated < 0 ? PRECISION : stated;
        String digits;
        if (!Double.isFinite(value)) {
            digits = Double.isNaN(value) ? "nan" : "inf";
        } else {
            BigDecimal exact = new BigDecimal(Math.abs(value));
            digits =
                    switch (lower) {
                        case 'f' ->
                                exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
                        case 'e' -> scientific(exact, precision);
                        default -> general(exact, Math.max(1, precision));
                    };
        }
        return new Written(
                sign(negative(value), sign),
                "",
                lower == kind ? digits : digits.toUpperCase(Locale.ROOT));
    }

    private static String scientific(BigDecimal value, int precision) {
        BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String digits =
                rounded.movePointLeft(exponent)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toPlainString();
        return digits + (exponent < 0 ? "e-" : "e+") + "%02d".formatted(Math.abs(exponent));
    }

    private static String general(BigDecimal value, int precision) {
        BigDecimal rounded = value.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        return stripped(
                exponent >= -4 && exponent < precision
                        ? value.setScale(precision - 1 - exponent, RoundingMode.HALF_EVEN)
                                .toPlainString()
                        : scientific(value, precision - 1));
    }

    private static String stripped(String digits) {
        int exponent = digits.indexOf('e') < 0 ? digits.length() : digits.indexOf('e');
        String number = digits.substring(0, exponent);
        if (number.indexOf('.') >= 0) {
            number = number.replaceFirst("\\.?0+$", "");
        }
        return number + digits.substring(exponent);
    }

    private static Written grouped(Written number, char between, int size) {
        int end = 0;
        while (end < number.digits.length()
                && Character.digit(number.digits.charAt(end), 16) >= 0
                && number.digits.charAt(end) != 'e') {
            end++;
        }
        StringBuilder digits = new StringBuilder(number.digits);
        for (int at = end - size; at > 0; at -= size) {
            digits.insert(at, between);
        }
        return new Written(number.sign, number.prefix, digits.toString());
    }

    /** After the sign and what is written of a base. */
    private String filled(Written number, long width, char fill) {
        return number.before() + padded(number.digits, width - number.before().length(), fill, '>');
    }

    private String padded(String text, long width, char fill, char align) {
        budget.characters(width);
        int missing = (int) Math.max(0, width - text.codePointCount(0, text.length()));
        int left = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
        String filler = String.valueOf(fill);
        return filler.repeat(left) + text + filler.repeat(missing - left);
    }

    /** A width or a precision as a format states it. */
    static long size(@Nullable String digits, long usual) {
        return digits == null || digits.isEmpty() ? usual : Long.parseLong(digits);
    }

    private static int places(long precision) {
        if (precision > PRECISION_MAX) {
            throw TemplateException.limit("A precision of " + precision + " digits is too large.");
        }
        return (int) precision;
    }

    private static String first(String text, int characters) {
        int length = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, Math.min(characters, length)));
    }

    private static String character(long point) {
        if (point < 0 || point > Character.MAX_CODE_POINT) {
            throw TemplateException.type("There is no character " + point + ".");
        }
        return Character.toString((int) point);
    }
}
