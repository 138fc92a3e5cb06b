package dev.plumbline.eval.judge;

import java.util.Arrays;
import java.util.List;

/**
 * Which words of a claim stand for which words of a stretch of evidence: first in the same order
 * and preferably side by side (a weighted longest common subsequence), then what is left wherever
 * it stands.
 */
final class Alignment {

    /** What a word is worth where it stands beside the match before it. */
    private static final double SIDE_BY_SIDE = 0.35;

    private final List<Token> claim;
    private final List<Token> evidence;
    private final int[] ordered;
    private final int[] anywhere;

    private Alignment(List<Token> claim, List<Token> evidence, int[] ordered, int[] anywhere) {
        this.claim = claim;
        this.evidence = evidence;
        this.ordered = ordered;
        this.anywhere = anywhere;
    }

    List<Token> claim() {
        return claim;
    }

    List<Token> evidence() {
        return evidence;
    }

    /** The evidence token that claim token i has in the common subsequence, or -1. */
    int ordered(int i) {
        return ordered[i];
    }

    /** The same, with those too that stand elsewhere in the evidence. */
    int anywhere(int i) {
        return anywhere[i];
    }

    static Alignment of(List<Token> claim, List<Token> evidence, WordWeights weights) {
        int[] ordered = commonSubsequence(claim, evidence, weights);
        int[] anywhere = ordered.clone();
        boolean[] taken = new boolean[evidence.size()];
        for (int j : ordered) {
            if (j >= 0) {
                taken[j] = true;
            }
        }
        for (int i = 0; i < anywhere.length; i++) {
            if (anywhere[i] < 0
                    && claim.get(i).kind() != Token.Kind.FUNCTION
                    && claim.get(i).kind() != Token.Kind.BREAK) {
                anywhere[i] = elsewhere(claim.get(i), evidence, taken, expected(ordered, i));
            }
        }
        return new Alignment(claim, evidence, ordered, anywhere);
    }

    private static int[] commonSubsequence(
            List<Token> claim, List<Token> evidence, WordWeights weights) {
        int n = claim.size();
        int m = evidence.size();
        double[][] gap = new double[n + 1][m + 1];
        double[][] match = new double[n + 1][m + 1];
        for (double[] row : match) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        for (int i = 1; i <= n; i++) {
            Token token = claim.get(i - 1);
            double weight = weights.of(token);
            for (int j = 1; j <= m; j++) {
                double same = similarity(token, evidence.get(j - 1));
                if (same > 0) {
                    double beside = match[i - 1][j - 1] + SIDE_BY_SIDE;
                    match[i][j] = weight * same + Math.max(beside, gap[i - 1][j - 1]);
                }
                gap[i][j] =
                        Math.max(
                                Math.max(gap[i - 1][j], gap[i][j - 1]),
                                Math.max(match[i][j], gap[i - 1][j - 1]));
            }
        }
        return traced(gap, match, claim.size(), evidence.size());
    }

    private static int[] traced(double[][] gap, double[][] match, int n, int m) {
        int[] found = new int[n];
        Arrays.fill(found, -1);
        int i = n;
        int j = m;
        boolean mustMatch = false;
        while (i > 0 && j > 0) {
            if (mustMatch || match[i][j] >= gap[i][j]) {
                found[i - 1] = j - 1;
                mustMatch = match[i - 1][j - 1] + SIDE_BY_SIDE >= gap[i - 1][j - 1];
                i--;
                j--;
            } else if (gap[i - 1][j] >= gap[i][j]) {
                i--;
            } else if (gap[i][j - 1] >= gap[i][j]) {
                j--;
            } else {
                i--;
                j--;
            }
        }
        return found;
    }

    /** 1 where two tokens say the same, less where they are of one family, else 0. */
    static double similarity(Token a, Token b) {
        if (a.key().equals(b.key())) {
            return 1;
        }
        boolean words = a.kind() == Token.Kind.CONTENT && b.kind() == Token.Kind.CONTENT;
        return words && Evidence.related(a.key(), b.key()) ? 0.7 : 0;
    }

    /** The nearest free evidence token of the same key to where one would expect it, or -1. */
    private static int elsewhere(Token token, List<Token> evidence, boolean[] taken, int expected) {
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int j = 0; j < evidence.size(); j++) {
            double same = similarity(token, evidence.get(j));
            if (same > 0) {
                double distance =
                        Math.abs(j - expected) + (same < 1 ? 1000 : 0) + (taken[j] ? 10_000 : 0);
                if (distance < least) {
                    least = distance;
                    best = j;
                }
            }
        }
        if (best >= 0) {
            taken[best] = true;
        }
        return best;
    }

    private static int expected(int[] ordered, int i) {
        for (int back = i; back >= 0; back--) {
            if (ordered[back] >= 0) {
                return ordered[back] + i - back;
            }
        }
        return i;
    }

    /**
     * The evidence tokens (from, to) between the neighbours in order of claim token i, both
     * exclusive.
     */
    int[] slot(int i) {
        int from = -1;
        int to = evidence.size();
        for (int back = i - 1; back >= 0; back--) {
            if (ordered[back] >= 0) {
                from = ordered[back];
                break;
            }
        }
        for (int next = i + 1; next < ordered.length; next++) {
            if (ordered[next] >= 0) {
                to = ordered[next];
                break;
            }
        }
        return new int[] {from, to};
    }
}
