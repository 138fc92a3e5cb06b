package dev.plumbline.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sentence speaks of, as far as its looks tell.
 *
 * @param names runs of capitalised words, but for the word that begins the sentence
 * @param years in their order
 * @param thing what follows an article; empty where nothing does
 */
record Topic(List<String> names, List<String> years, Optional<String> thing) {
    static final Pattern YEAR = Pattern.compile("\\b(1\\d{3}|20\\d{2})\\b");

    private static final String CAPITALISED = "\\p{Lu}[\\p{L}\\p{N}'’-]*";
    private static final Pattern NAME =
            Pattern.compile(
                    "(?<=[^.?!\\s]\\s)" + CAPITALISED + "(?:\\s+(?:of\\s+)?" + CAPITALISED + ")*");

    /** Two or more, which need not be within a sentence to be a name. */
    private static final Pattern FULL_NAME =
            Pattern.compile(
                    "\\b(?!(?:The|An?|In|On|At|By|It|He|She|They|Its|His|Her|Their)\\b)"
                            + CAPITALISED
                            + "(?:\\s+(?:of\\s+)?"
                            + CAPITALISED
                            + ")+");

    /** "does the ferry leave?", "is the term written?": the last word is a verb. */
    private static final Pattern BEFORE_VERB =
            Pattern.compile(
                    "(?i)\\b(?:(?:do|does|did)\\s+((?:the|an?)\\s+[^?.,]{2,60}?)\\s+\\p{L}+|(?:is|are|was|were)\\s+((?:the|an?)\\s+[^?.,]{2,60}?)\\s+\\p{L}+(?:ed|en|lt|wn))\\s*\\?");

    private static final Pattern AFTER_ARTICLE =
            Pattern.compile(
                    "(?i)\\b(?:the|an?)(?:\\s+(?!(?:of|in|on|at|for|from|to|by|with|and|or|that|which|who|is|are|was|were|did|does|do|has|have|had)\\b)[\\p{L}\\p{N}'’-]+){1,3}");

    static Topic of(String sentence) {
        return new Topic(all(NAME, sentence), all(YEAR, sentence), thing(sentence));
    }

    Topic {
        names = List.copyOf(names);
        years = List.copyOf(years);
    }

    /** The first name in a text, at its beginning too. */
    static Optional<String> fullName(String text) {
        return all(FULL_NAME, text).stream().findFirst();
    }

    private static Optional<String> thing(String sentence) {
        Matcher inverted = BEFORE_VERB.matcher(sentence);
        if (inverted.find()) {
            return Optional.of(inverted.group(1) == null ? inverted.group(2) : inverted.group(1));
        }
        Matcher plain = AFTER_ARTICLE.matcher(sentence);
        return plain.find() ? Optional.of(plain.group()) : Optional.empty();
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!found.contains(matcher.group())) {
                found.add(matcher.group());
            }
        }
        return found;
    }
}
