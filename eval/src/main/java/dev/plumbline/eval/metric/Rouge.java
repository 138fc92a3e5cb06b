package dev.plumbline.eval.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ROUGE (Lin, 2004): overlap of a text with a reference by words, pairs of words or longest common
 * subsequence, as Google's rouge_score counts them. Words are runs of letters and digits of any
 * script (there: of ASCII) in lower case, without stemming.
 *
 * @param precision share of the text that the reference has, in [0, 1]
 * @param recall share of the reference that the text has, in [0, 1]
 */
public record Rouge(double precision, double recall) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** The harmonic mean of precision and recall, 0 where both are. */
    public double f1() {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /** ROUGE-N: sequences of {@code size} words, counted as often as both have them. */
    public static Rouge ofSequences(String text, String reference, int size) {
        Map<List<String>, Integer> said = sequences(words(text), size);
        Map<List<String>, Integer> wanted = sequences(words(reference), size);
        int same = 0;
        for (Map.Entry<List<String>, Integer> entry : said.entrySet()) {
            same += Math.min(entry.getValue(), wanted.getOrDefault(entry.getKey(), 0));
        }
        return of(same, total(said), total(wanted));
    }

    /** ROUGE-L: the longest common subsequence of the whole texts. */
    public static Rouge ofSubsequence(String text, String reference) {
        List<String> said = words(text);
        List<String> wanted = words(reference);
        return of(common(wanted, said).size(), said.size(), wanted.size());
    }

    /**
     * ROUGE-Lsum: for each line of the reference the union of its longest common subsequences with
     * the text's lines; no word of either counts more often than it is there.
     */
    public static Rouge ofLines(String text, String reference) {
        List<List<String>> said = lines(text);
        List<List<String>> wanted = lines(reference);
        Map<String, Integer> leftSaid = counts(said);
        Map<String, Integer> leftWanted = counts(wanted);
        int same = 0;
        for (List<String> line : wanted) {
            Set<Integer> union = new HashSet<>();
            said.forEach(other -> union.addAll(common(line, other)));
            for (int index : union) {
                String word = line.get(index);
                if (leftSaid.getOrDefault(word, 0) > 0 && leftWanted.getOrDefault(word, 0) > 0) {
                    same++;
                    leftSaid.merge(word, -1, Integer::sum);
                    leftWanted.merge(word, -1, Integer::sum);
                }
            }
        }
        return of(same, size(said), size(wanted));
    }

    private static Rouge of(int same, int said, int wanted) {
        return new Rouge(
                said == 0 ? 0 : (double) same / said, wanted == 0 ? 0 : (double) same / wanted);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static List<List<String>> lines(String text) {
        return text.lines().map(Rouge::words).filter(line -> !line.isEmpty()).toList();
    }

    private static int size(List<List<String>> lines) {
        return lines.stream().mapToInt(List::size).sum();
    }

    private static Map<String, Integer> counts(List<List<String>> lines) {
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> line.forEach(word -> counts.merge(word, 1, Integer::sum)));
        return counts;
    }

    private static Map<List<String>, Integer> sequences(List<String> words, int size) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + size <= words.size(); i++) {
            counts.merge(List.copyOf(words.subList(i, i + size)), 1, Integer::sum);
        }
        return counts;
    }

    private static int total(Map<List<String>, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Indices into {@code first} of a longest common subsequence, ascending. Of several that are
     * equally long it is the one that Google's rouge_score reads out, from the ends of both.
     */
    private static List<Integer> common(List<String> first, List<String> second) {
        int[][] length = new int[first.size() + 1][second.size() + 1];
        for (int i = 1; i <= first.size(); i++) {
            for (int j = 1; j <= second.size(); j++) {
                length[i][j] =
                        first.get(i - 1).equals(second.get(j - 1))
                                ? length[i - 1][j - 1] + 1
                                : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        List<Integer> indices = new ArrayList<>();
        int i = first.size();
        int j = second.size();
        while (i > 0 && j > 0) {
            if (first.get(i - 1).equals(second.get(j - 1))) {
                indices.add(--i);
                j--;
            } else if (length[i][j - 1] > length[i - 1][j]) {
                j--;
            } else {
                i--;
            }
        }
        return indices.reversed();
    }
}
