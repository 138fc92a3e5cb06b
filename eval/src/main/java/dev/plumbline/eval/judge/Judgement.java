package dev.plumbline.eval.judge;

import java.util.List;

/**
 * A judged response.
 *
 * @param score the estimated probability, in [0, 1], that all of the response is supported
 * @param verdict of the whole: supported, partly or unsupported; never supported where something
 *     differs explicitly, whatever the score
 * @param sentences the response's sentences in order, each with its own verdict
 * @param unsupported the parts of the response that the evidence does not support, in order,
 *     without overlap
 */
public record Judgement(
        double score, Verdict verdict, List<JudgedSentence> sentences, List<Span> unsupported)
        implements JudgeResult {
    public Judgement {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score " + score + " is not in [0, 1]");
        }
        sentences = List.copyOf(sentences);
        unsupported = List.copyOf(unsupported);
    }
}
