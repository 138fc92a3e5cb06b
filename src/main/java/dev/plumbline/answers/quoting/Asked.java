package dev.plumbline.answers.quoting;

import dev.plumbline.index.Frequencies;
import dev.plumbline.index.analysis.Term;
import dev.plumbline.index.analysis.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A question taken apart.
 *
 * @param text as asked
 * @param kind what it asks for
 * @param words its content words in order, repeated ones once
 * @param total the sum of the words' weights
 */
record Asked(String text, AnswerKind kind, List<Word> words, double total) {

    /**
     * A content word.
     *
     * @param term as the index has it
     * @param start first UTF-16 unit in the question
     * @param end one past the last
     * @param weight how rare it is, above 0
     * @param name whether it looks like a name or holds a digit
     */
    record Word(String term, int start, int end, double weight, boolean name) {}

    /**
     * Passages without any of the words that are thought beside those in scope: rarity has a
     * meaning in one page too.
     */
    private static final int IMAGINED = 100;

    private static final Set<String> STOP =
            Set.of(
                    ("a an the of in on at to for by with from and or but if is are was were be been being am do does did done "
                                    + "doing what which who whom whose when where why how many much that this these those it its as has have had "
                                    + "having can could would should will shall may might must not no than then there their they them his her him "
                                    + "he she you your we our us i me my into about over under out up so such some any all also too very just "
                                    + "s t d ll re ve m please tell give explain describe say mean define")
                            .split(" "));

    static Asked of(String question, String language, Frequencies frequencies) {
        List<Word> all = words(question, language, frequencies, true);
        List<Word> words = all.isEmpty() ? words(question, language, frequencies, false) : all;
        return new Asked(
                question,
                AnswerKind.of(question),
                words,
                words.stream().mapToDouble(Word::weight).sum());
    }

    private static List<Word> words(
            String question, String language, Frequencies frequencies, boolean contentOnly) {
        Map<String, Word> words = new LinkedHashMap<>();
        for (Term term : Terms.located(question, language)) {
            int start = question.offsetByCodePoints(0, term.start());
            int end = question.offsetByCodePoints(start, term.end() - term.start());
            String surface = question.substring(start, end);
            if (contentOnly && STOP.contains(surface.toLowerCase(Locale.ROOT))) {
                continue;
            }
            double weight =
                    weight(
                            frequencies.passages(),
                            frequencies.terms().getOrDefault(term.text(), 0));
            words.putIfAbsent(
                    term.text(), new Word(term.text(), start, end, weight, isName(surface)));
        }
        return new ArrayList<>(words.values());
    }

    private static double weight(int passages, int having) {
        double n = Math.max(passages, having) + IMAGINED;
        return Math.log(1 + (n - having + .5) / (having + .5));
    }

    private static boolean isName(String surface) {
        return Character.isUpperCase(surface.codePointAt(0))
                || surface.codePoints().anyMatch(Character::isDigit);
    }

    /**
     * The share of the words, by weight, that a set of terms has: 0 to 1; 0 for a question without
     * words, which nothing speaks for.
     */
    double coverage(Set<String> terms) {
        double have = 0;
        for (Word word : words) {
            if (terms.contains(word.term)) {
                have += word.weight;
            }
        }
        return total == 0 ? 0 : have / total;
    }

    /**
     * The share of names and numbers that a set of terms has; a half where the question has none.
     */
    double names(Set<String> terms) {
        int names = 0;
        int have = 0;
        for (Word word : words) {
            if (word.name) {
                names++;
                have += terms.contains(word.term) ? 1 : 0;
            }
        }
        return names == 0 ? .5 : (double) have / names;
    }

    /** The share of neighbouring pairs of words that stand side by side among these terms. */
    double pairs(Set<String> pairs) {
        int have = 0;
        for (int i = 1; i < words.size(); i++) {
            have += pairs.contains(words.get(i - 1).term + ' ' + words.get(i).term) ? 1 : 0;
        }
        return words.size() < 2 ? 0 : (double) have / (words.size() - 1);
    }

    /** The weight of the rarest word that a set of terms lacks, beside the mean weight. */
    double rarestMissing(Set<String> terms) {
        double rarest = 0;
        for (Word word : words) {
            if (!terms.contains(word.term)) {
                rarest = Math.max(rarest, word.weight);
            }
        }
        return total == 0 ? 0 : rarest * words.size() / total;
    }
}
