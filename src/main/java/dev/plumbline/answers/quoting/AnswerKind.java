package dev.plumbline.answers.quoting;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The kind of thing that an English question asks for, by its question word, and how it looks in a
 * sentence.
 */
enum AnswerKind {
    PERSON("\\bwho(se|m)?\\b", "(?<=[\\p{L},;)] )[\"'(\u201c]?\\p{Lu}\\p{L}+"),
    TIME(
            "\\bwhen\\b|\\b(what|which) (year|date|day|month|decade|century|time|era|period)\\b|\\bhow long\\b",
            "\\b1[0-9]{3}s?\\b|\\b20[0-9]{2}s?\\b|\\b[0-9]{1,4} (BCE?|AD|CE)\\b|\\bcentur|\\b(January|February|March|April|May|June|July|August"
                    + "|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\\b|\\b(years?|months?|weeks?"
                    + "|days?|hours?|minutes?)\\b|\\b(?:[01]?[0-9]|2[0-3]):[0-5][0-9]\\b(?!:)"),
    NUMBER(
            "\\bhow (many|much|old|far|tall|high|large|big|deep|wide|fast|often)\\b"
                    + "|\\b(what|which) (number|percent|percentage|amount|proportion|share|fraction|population|size|temperature|price|cost)\\b",
            "[0-9]|\\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|third|quarter|twice"
                    + "|percent|none|several)\\b"),
    PLACE(
            "\\bwhere\\b|\\b(what|which) (city|country|state|place|region|town|location|continent|province|county|area)\\b",
            "\\b(in|at|near|from|to|of|on|across|between|within|through|into) (the )?(\\p{L}+ )?\\p{Lu}\\p{L}+"),
    REASON(
            "\\bwhy\\b|\\bwhat (causes?|caused|reason)\\b",
            "(?i)\\bbecause\\b|\\bsince\\b|\\bdue to\\b|\\bas a result\\b|\\btherefore\\b|\\bin order to\\b|\\bso that\\b|\\bcaused?\\b|\\breasons?\\b|\\bto \\p{L}+"),
    OTHER("", "");

    private final Pattern asked;
    private final Pattern found;

    AnswerKind(String asked, String found) {
        this.asked = Pattern.compile(asked);
        this.found = Pattern.compile(found);
    }

    /** The kind of a question; {@link #OTHER} where no question word tells. */
    static AnswerKind of(String question) {
        String lower = question.toLowerCase(Locale.ROOT);
        AnswerKind kind = OTHER;
        int first = Integer.MAX_VALUE;
        for (AnswerKind each : values()) {
            var matcher = each.asked.matcher(lower);
            if (each != OTHER && matcher.find() && matcher.start() < first) {
                kind = each;
                first = matcher.start();
            }
        }
        return kind;
    }

    /**
     * Whether a sentence has, outside the words of the question, what is asked for: -1 no, 0 cannot
     * tell, 1 yes.
     */
    int cue(String sentence, String question) {
        if (this == OTHER) {
            return 0;
        }
        var matcher = found.matcher(sentence);
        while (matcher.find()) {
            if (this == REASON || !question.contains(matcher.group().strip())) {
                return 1;
            }
        }
        return -1;
    }
}
