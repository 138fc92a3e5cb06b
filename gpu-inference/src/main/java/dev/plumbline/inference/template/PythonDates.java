package dev.plumbline.inference.template;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Python's strftime in the C locale, for the directives that templates use. */
final class PythonDates {
    private PythonDates() {}

    static String format(ZonedDateTime time, String format, Budget budget) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char character = format.charAt(i);
            if (character != '%' || i + 1 == format.length()) {
                result.append(character);
                continue;
            }
            char directive = format.charAt(++i);
            boolean bare = directive == '-' && i + 1 < format.length();
            String value = directive(time, bare ? format.charAt(++i) : directive);
            result.append(bare ? value.replaceFirst("^0+(?=.)", "") : value);
            budget.grown(result.length(), value.length());
        }
        return result.toString();
    }

    private static String directive(ZonedDateTime time, char directive) {
        return switch (directive) {
            case 'd' -> pattern(time, "dd");
            case 'm' -> pattern(time, "MM");
            case 'y' -> pattern(time, "yy");
            case 'Y' -> pattern(time, "yyyy");
            case 'b', 'h' -> pattern(time, "MMM");
            case 'B' -> pattern(time, "MMMM");
            case 'a' -> pattern(time, "EEE");
            case 'A' -> pattern(time, "EEEE");
            case 'H' -> pattern(time, "HH");
            case 'I' -> pattern(time, "hh");
            case 'M' -> pattern(time, "mm");
            case 'S' -> pattern(time, "ss");
            case 'p' -> pattern(time, "a");
            case 'j' -> pattern(time, "DDD");
            case 'e' -> "%2d".formatted(time.getDayOfMonth());
            case 'Z' -> pattern(time, "zzz");
            case 'z' -> pattern(time, "xx");
            case 'F' -> pattern(time, "yyyy-MM-dd");
            case 'T' -> pattern(time, "HH:mm:ss");
            case 'D' -> pattern(time, "MM/dd/yy");
            case 'R' -> pattern(time, "HH:mm");
            case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
            case '%' -> "%";
            default ->
                    throw TemplateException.type(
                            "The date directive %" + directive + " is not known.");
        };
    }

    private static String pattern(ZonedDateTime time, String pattern) {
        return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
}
