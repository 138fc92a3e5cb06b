package dev.plumbline.answers;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a question stand alone: one that leans on the question before it ("And in 2019?", "When was
 * she born?") is asked together with that one; where it only names another year, the year is put in
 * its place.
 */
final class Standalone {
    private static final int CHARACTERS_MAX = 400;
    private static final int CONTENT_WORDS_MIN = 2;

    private static final Pattern YEAR = Pattern.compile("\\b(1\\d{3}|20\\d{2})\\b");
    private static final Pattern ANOTHER_YEAR =
            Pattern.compile(
                    "(?i)\\s*(?:(?:and|but|then|und|et|y)\\s+)?(?:(?:what|how)\\s+about\\s+)?(?:(?:in|for|during|of|since|by|im jahr|en)\\s+)*(1\\d{3}|20\\d{2})\\s*\\?*\\s*");
    private static final Pattern LEANING =
            Pattern.compile(
                    "(?i)\\s*(?:and|but|or|also|then|so|what about|how about|und|aber|oder|et|y)\\b.*",
                    Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");

    private static final Set<String> POINTING =
            Set.of(
                    "it", "its", "he", "she", "him", "her", "his", "hers", "they", "them", "their",
                    "theirs", "this", "these", "those", "there", "one", "ones", "er", "sie", "es",
                    "ihn", "ihr", "ihre", "sein", "seine", "dort", "dies", "diese", "dieser");

    private static final Set<String> EMPTY =
            Set.of(
                    "a", "an", "and", "are", "about", "at", "be", "been", "but", "by", "can", "did",
                    "do", "does", "for", "from", "had", "has", "have", "how", "i", "in", "is",
                    "long", "many", "me", "more", "much", "of", "on", "or", "please", "so", "tell",
                    "that", "the", "then", "to", "was", "were", "what", "when", "where", "which",
                    "who", "whom", "whose", "why", "will", "with", "would", "you", "year", "time",
                    "day", "und", "der", "die", "das", "wann", "wer", "wie", "wo", "ist", "war");

    private Standalone() {}

    /** The question to search for. */
    static String of(String question, List<Turn> turns) {
        if (turns.isEmpty() || !leans(question)) {
            return question;
        }
        Turn last = turns.getLast();
        Matcher another = ANOTHER_YEAR.matcher(question);
        if (another.matches() && YEAR.matcher(last.standalone()).find()) {
            return YEAR.matcher(last.standalone()).replaceFirst(another.group(1));
        }
        String before =
                last.standalone().length() + question.length() <= CHARACTERS_MAX
                        ? last.standalone()
                        : last.question();
        return before + " " + question;
    }

    private static boolean leans(String question) {
        if (LEANING.matcher(question).matches()) {
            return true;
        }
        int content = 0;
        boolean points = false;
        Matcher words = WORD.matcher(question);
        while (words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            points |= POINTING.contains(word);
            content += POINTING.contains(word) || EMPTY.contains(word) ? 0 : 1;
        }
        return points || content < CONTENT_WORDS_MIN;
    }
}
