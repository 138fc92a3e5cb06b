package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The few lines of evidence that have most of a claim's words.
 *
 * @param lines numbers of lines, ascending; empty if no line has any of its words
 */
record Window(List<Integer> lines) {

    private static final int SEEDS = 6;
    private static final int LINES_MAX = 4;
    private static final double PER_NEIGHBOUR = 0.03;
    private static final double PER_DISTANT = 0.1;

    static Window of(List<Token> claim, Evidence evidence, WordWeights weights) {
        List<Token> content = claim.stream().filter(Token::isContent).toList();
        Map<Integer, double[]> cover = cover(content, evidence, weights);
        double total = 0;
        for (Token token : content) {
            total += weights.of(token);
        }
        if (total == 0 || cover.isEmpty()) {
            return new Window(List.of());
        }
        List<Map.Entry<Integer, double[]>> best =
                cover.entrySet().stream()
                        .sorted(
                                Comparator.comparingDouble(
                                                (Map.Entry<Integer, double[]> line) ->
                                                        -sum(line.getValue()))
                                        .thenComparing(Map.Entry::getKey))
                        .limit(SEEDS)
                        .toList();
        List<Integer> seeds = best.stream().map(Map.Entry::getKey).toList();
        TreeSet<Integer> lines = withNeighbours(seeds, cover, evidence, total, content.size());
        grow(lines, cover, total, content.size());
        return new Window(List.copyOf(lines));
    }

    /** Per line that has any of the words, the weight of each word that it has. */
    private static Map<Integer, double[]> cover(
            List<Token> content, Evidence evidence, WordWeights weights) {
        Map<Integer, double[]> cover = new HashMap<>();
        for (int i = 0; i < content.size(); i++) {
            Token token = content.get(i);
            double weight = weights.of(token);
            add(cover, evidence.with(token.key()), i, weight, content.size());
            if (token.kind() == Token.Kind.CONTENT) {
                for (String relative : evidence.relatives(token.key())) {
                    add(cover, evidence.with(relative), i, 0.7 * weight, content.size());
                }
            }
        }
        return cover;
    }

    private static void add(
            Map<Integer, double[]> cover, List<Integer> lines, int i, double weight, int size) {
        for (int line : lines) {
            double[] row = cover.computeIfAbsent(line, key -> new double[size]);
            row[i] = Math.max(row[i], weight);
        }
    }

    private static TreeSet<Integer> withNeighbours(
            List<Integer> seeds,
            Map<Integer, double[]> cover,
            Evidence evidence,
            double total,
            int size) {
        TreeSet<Integer> best = new TreeSet<>();
        double most = Double.NEGATIVE_INFINITY;
        for (int seed : seeds) {
            for (int from = seed - 1; from <= seed; from++) {
                for (int to = seed; to <= seed + 1; to++) {
                    if (!together(from, to, evidence)) {
                        continue;
                    }
                    TreeSet<Integer> run = new TreeSet<>();
                    for (int line = from; line <= to; line++) {
                        run.add(line);
                    }
                    double value =
                            sum(union(run, cover, size)) / total - PER_NEIGHBOUR * (to - from);
                    if (value > most + 1e-9) {
                        most = value;
                        best = run;
                    }
                }
            }
        }
        return best;
    }

    private static boolean together(int from, int to, Evidence evidence) {
        return from >= 0
                && to < evidence.lines().size()
                && evidence.lines().get(from).passage() == evidence.lines().get(to).passage();
    }

    /** Adds lines from anywhere as long as each brings much that was missing. */
    private static void grow(
            TreeSet<Integer> lines, Map<Integer, double[]> cover, double total, int size) {
        while (lines.size() < LINES_MAX) {
            double[] now = union(lines, cover, size);
            double have = sum(now);
            int best = -1;
            double most = PER_DISTANT * total;
            for (Map.Entry<Integer, double[]> line : cover.entrySet()) {
                double[] with = now.clone();
                raise(with, line.getValue());
                double gain = sum(with) - have;
                if (gain > most || (gain == most && best >= 0 && line.getKey() < best)) {
                    most = gain;
                    best = line.getKey();
                }
            }
            if (best < 0) {
                return;
            }
            lines.add(best);
        }
    }

    private static double[] union(Iterable<Integer> lines, Map<Integer, double[]> cover, int size) {
        double[] most = new double[size];
        for (int line : lines) {
            double[] row = cover.get(line);
            if (row != null) {
                raise(most, row);
            }
        }
        return most;
    }

    private static void raise(double[] most, double[] row) {
        for (int i = 0; i < most.length; i++) {
            most[i] = Math.max(most[i], row[i]);
        }
    }

    private static double sum(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum;
    }

    /** The tokens of the window's lines, one after the other, a break between lines. */
    List<Token> tokens(Evidence evidence) {
        List<Token> tokens = new ArrayList<>();
        for (int line : lines) {
            if (!tokens.isEmpty()) {
                tokens.add(new Token(0, 0, ".", ".", Token.Kind.BREAK, null));
            }
            tokens.addAll(evidence.lines().get(line).tokens());
        }
        return tokens;
    }
}
