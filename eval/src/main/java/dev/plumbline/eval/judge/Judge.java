package dev.plumbline.eval.judge;

/**
 * Estimates whether evidence supports a response. A closed set: what is served and what is measured
 * are the same judges. Implementations are safe for use by several threads.
 */
public sealed interface Judge permits AlignmentJudge, ModelJudge {

    /** The name by which reports and the command line know this judge. */
    String name();

    /** The score from which a response counts as supported, unless something differs explicitly. */
    double threshold();

    /** Judges one response; never throws for what the judged texts contain. */
    JudgeResult judge(JudgeRequest request);
}
