package dev.plumbline.eval.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How an answer matches the expected ones, as SQuAD's official script counts: lower case, without
 * ASCII punctuation and English articles.
 *
 * <p>An expected answer that normalises to nothing is left out where there are others; where there
 * are none, or no answer is expected, only an answer that normalises to nothing is right.
 *
 * @param exact 1 if the words are those of an expected answer, else 0
 * @param f1 the best harmonic mean of precision and recall of words, in [0, 1]
 */
public record AnswerMatch(double exact, double f1) {
    /** What an unanswered question scores. */
    public static final AnswerMatch NONE = new AnswerMatch(0, 0);

    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern ARTICLE =
            Pattern.compile("(?<![\\p{L}\\p{N}_])(?:a|an|the)(?![\\p{L}\\p{N}_])");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\x1c-\\x1f\\x85]+");

    /** Scores an answer against each expected one and keeps the best. */
    public static AnswerMatch of(String answer, List<String> expected) {
        List<String> said = words(answer);
        List<List<String>> golds =
                expected.stream().map(AnswerMatch::words).filter(g -> !g.isEmpty()).toList();
        if (golds.isEmpty()) {
            double right = said.isEmpty() ? 1 : 0;
            return new AnswerMatch(right, right);
        }
        double exact = 0;
        double f1 = 0;
        for (List<String> gold : golds) {
            exact = Math.max(exact, gold.equals(said) ? 1 : 0);
            f1 = Math.max(f1, f1(gold, said));
        }
        return new AnswerMatch(exact, f1);
    }

    /** The words that count. */
    public static List<String> words(String text) {
        String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        String bare = ARTICLE.matcher(plain).replaceAll(" ");
        return SPACE.splitAsStream(bare).filter(word -> !word.isEmpty()).toList();
    }

    private static double f1(List<String> gold, List<String> said) {
        Map<String, Integer> left = new HashMap<>();
        gold.forEach(word -> left.merge(word, 1, Integer::sum));
        int same = 0;
        for (String word : said) {
            int count = left.getOrDefault(word, 0);
            if (count > 0) {
                same++;
                left.put(word, count - 1);
            }
        }
        return 2.0 * same / (gold.size() + said.size());
    }
}
