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
        Tokenizer tokenizer = new Tokenizer();
        Sentence whole = new Sentence(0, sentence.codePointCount(0, sentence.length()), sentence);
        JudgedSentence own = judge.judge(whole, Evidence.of(cited, tokenizer), tokenizer);
        if (own.verdict() == Verdict.SUPPORTED) {
            return new Verification(Verdict.SUPPORTED, own.score(), List.of());
        }
        for (String other : others) {
            Evidence elsewhere = Evidence.of(List.of(other), tokenizer);
            if (judge.judge(whole, elsewhere, tokenizer).verdict() == Verdict.SUPPORTED) {
                Verdict verdict = cited.isEmpty() ? Verdict.UNSUPPORTED : Verdict.MISATTRIBUTED;
                return new Verification(verdict, own.score(), own.reasons());
            }
        }
        return new Verification(own.verdict(), own.score(), own.reasons());
    }
}
