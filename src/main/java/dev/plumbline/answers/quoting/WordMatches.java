package dev.plumbline.answers.quoting;

import dev.plumbline.gateway.TokenVectors;
import dev.plumbline.gateway.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Matches a question's tokens with those of sentences, by their vectors. */
final class WordMatches {

    private final Asked asked;
    private final float[] question;
    private final float[][] tokens;

    /** For each content word the numbers of its tokens. */
    private final int[][] pieces;

    WordMatches(Asked asked, float[] question, TokenVectors vectors) {
        this.asked = asked;
        this.question = question;
        int dimension = vectors.pooled().length;
        this.tokens = new float[vectors.count()][];
        for (int t = 0; t < tokens.length; t++) {
            tokens[t] = Arrays.copyOfRange(vectors.values(), t * dimension, (t + 1) * dimension);
        }
        this.pieces = asked.words().stream().map(w -> pieces(w, vectors)).toArray(int[][]::new);
    }

    private static int[] pieces(Asked.Word word, TokenVectors vectors) {
        List<Integer> pieces = new ArrayList<>();
        for (int t = 0; t < vectors.count(); t++) {
            if (vectors.starts()[t] < word.end() && vectors.ends()[t] > word.start()) {
                pieces.add(t);
            }
        }
        return pieces.stream().mapToInt(i -> i).toArray();
    }

    /** Measures candidates, whose encoded sentences are given in the same order. */
    void measure(List<Candidate> candidates, List<EncodedSentence> encoded) {
        double[][] best =
                encoded.stream().map(this::best).toArray(double[][]::new); // [candidates, tokens]
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            double[] near = best[i].clone();
            for (int j = 0; j < candidates.size(); j++) {
                if (areNeighbours(candidate, candidates.get(j))) {
                    for (int t = 0; t < near.length; t++) {
                        near[t] = Math.max(near[t], best[j][t]);
                    }
                }
            }
            measure(candidate, words(best[i]));
            candidate.set(SentenceFeature.TOKEN_MATCH, mean(best[i]));
            candidate.set(SentenceFeature.NEAR_WORD_MATCH, mean(words(near)));
            candidate.set(
                    SentenceFeature.SENTENCE_COSINE,
                    Vectors.dot(question, encoded.get(i).pooled()));
        }
    }

    private static boolean areNeighbours(Candidate one, Candidate other) {
        return one.passage.rank() == other.passage.rank() && Math.abs(one.index - other.index) == 1;
    }

    private void measure(Candidate candidate, double[] words) {
        double weighted = 0;
        for (int w = 0; w < words.length; w++) {
            weighted += words[w] * asked.words().get(w).weight();
        }
        candidate.set(SentenceFeature.WORD_MATCH, mean(words));
        candidate.set(
                SentenceFeature.RARE_WORD_MATCH,
                asked.total() == 0 ? .5 : weighted / asked.total());
        candidate.set(SentenceFeature.WORST_WORD_MATCH, Arrays.stream(words).min().orElse(.5));
    }

    /** For each token of the question the highest cosine with any of the sentence. */
    private double[] best(EncodedSentence sentence) {
        return Arrays.stream(tokens).mapToDouble(sentence::best).toArray();
    }

    /**
     * For each content word the mean over its tokens; a half for a word beyond what the model
     * reads.
     */
    private double[] words(double[] best) {
        return Arrays.stream(pieces)
                .mapToDouble(p -> Arrays.stream(p).mapToDouble(t -> best[t]).average().orElse(.5))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(.5);
    }
}
