package dev.plumbline.eval.suite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says a sentence in other words by rules that keep its meaning. */
final class Rewording {

    private static final Pattern ADVERBIAL =
            Pattern.compile(
                    "((?:In|On|During|After|Before|By|Since|At) [^,]{3,40}), (\\p{L})(.*?)([.!?])");
    private static final Pattern GROUPED =
            Pattern.compile("(?<![\\d,])(\\d{1,3}),(\\d{3})(?![\\d,])");
    private static final Pattern PERCENT = Pattern.compile("(?<=\\d)(?: percent\\b|%)");
    private static final List<String> SMALL =
            List.of(
                    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                    "eleven", "twelve");
    private static final Pattern WORD =
            Pattern.compile("\\b(?:" + String.join("|", SMALL) + ")\\b");
    private static final Pattern DIGIT = Pattern.compile("(?<![\\w.,-])([2-9]|1[0-2])(?= [a-z])");

    private Rewording() {}

    /** Empty where no rule fits. */
    static Optional<String> of(String sentence) {
        String text = adverbialLast(sentence);
        text = GROUPED.matcher(text).replaceAll("$1$2");
        text =
                PERCENT.matcher(text)
                        .replaceAll(found -> found.group().equals("%") ? " percent" : "%");
        text = numbers(text);
        return text.equals(sentence) ? Optional.empty() : Optional.of(text);
    }

    private static String numbers(String text) {
        if (WORD.matcher(text).find()) {
            return WORD.matcher(text)
                    .replaceAll(found -> Integer.toString(SMALL.indexOf(found.group()) + 2));
        }
        return DIGIT.matcher(text).replaceAll(Rewording::inWords);
    }

    private static String inWords(MatchResult digits) {
        return SMALL.get(Integer.parseInt(digits.group(1)) - 2);
    }

    private static String adverbialLast(String sentence) {
        Matcher matcher = ADVERBIAL.matcher(sentence);
        if (!matcher.matches()) {
            return sentence;
        }
        String adverbial = matcher.group(1);
        return matcher.group(2).toUpperCase(Locale.ROOT)
                + matcher.group(3)
                + " "
                + adverbial.substring(0, 1).toLowerCase(Locale.ROOT)
                + adverbial.substring(1)
                + matcher.group(4);
    }
}
