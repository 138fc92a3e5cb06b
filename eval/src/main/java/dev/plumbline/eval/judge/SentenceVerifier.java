package dev.plumbline.eval.judge;

import java.util.List;

/**
 * Gives each sentence of an answer its verdict. A passage's text may be preceded by its title,
 * which then counts as evidence too. Safe for use by several threads.
 */
public final class SentenceVerifier {

    /** Changes when sentences may be judged otherwise than before. */
    public static final String VERSION = "alignment/2";

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
        boolean misattributed =
                own.verdict() != Verdict.SUPPORTED
                        && !cited.isEmpty()
                        && isSupportedByOne(whole, others, tokenizer);
        Verdict verdict = misattributed ? Verdict.MISATTRIBUTED : own.verdict();
        return new Verification(verdict, own.score(), own.reasons());
    }

    private boolean isSupportedByOne(
            Sentence sentence, List<String> passages, Tokenizer tokenizer) {
        for (String passage : passages) {
            Evidence evidence = Evidence.of(List.of(passage), tokenizer);
            if (judge.judge(sentence, evidence, tokenizer).verdict() == Verdict.SUPPORTED) {
                return true;
            }
        }
        return false;
    }
}
