package dev.plumbline.eval.judge;

import java.util.List;

/**
 * Gives each sentence of an answer its verdict. A passage's text may be preceded by its title,
 * which then counts as evidence too. Safe for use by several threads.
 */
public final class SentenceVerifier {

    private final AlignmentJudge judge = new AlignmentJudge();

    /**
     * Judges one sentence.
     *
     * @param sentence without citation marks
     * @param cited the passages that the sentence cites; empty where its citations are missing,
     *     invented or out of range, and then it is never supported
     * @param others the other retrieved passages
     */
    public Verification verify(String sentence, List<String> cited, List<String> others) {
        Verification own = judge.verify(sentence, cited);
        if (own.verdict() == Verdict.SUPPORTED && !cited.isEmpty()) {
            return own;
        }
        for (String other : others) {
            if (judge.verify(sentence, List.of(other)).verdict() == Verdict.SUPPORTED) {
                return new Verification(Verdict.MISATTRIBUTED, own.score(), own.reasons());
            }
        }
        return own;
    }
}
