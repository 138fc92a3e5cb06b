package dev.plumbline.eval.faithfulness;

import dev.plumbline.eval.judge.SentenceVerifier;
import dev.plumbline.eval.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Citation quality as ALCE (Gao and others, 2023) defines it. A sentence is recalled if what it
 * cites, taken together, supports it. A citation is precise if its sentence is recalled and the
 * citation is not idle: idle is one that does not support the sentence alone, while the others do
 * without it. As in ALCE's programme, a sentence one of whose citations points at no passage is not
 * recalled, whatever else it cites, and its citations do not count for precision. Unlike there, a
 * passage that a sentence cites twice counts once.
 *
 * @param sentences of the answers
 * @param recalled sentences that their citations support
 * @param citations that count for precision
 * @param precise citations
 * @param inRange citations that point at a passage
 * @param outOfRange citations that point at no passage
 * @param uncited sentences without a citation that points at a passage
 */
public record CitationScores(
        int sentences,
        int recalled,
        int citations,
        int precise,
        int inRange,
        int outOfRange,
        int uncited) {

    /** No answer yet. */
    public static final CitationScores NONE = new CitationScores(0, 0, 0, 0, 0, 0, 0);

    /** This and one more answer, judged as the service judges its own. */
    public CitationScores plus(
            List<CitedSentence> answer, List<String> passages, SentenceVerifier verifier) {
        return plus(
                answer,
                passages,
                (sentence, cited) ->
                        verifier.verify(sentence, cited, List.of()).verdict() == Verdict.SUPPORTED);
    }

    /**
     * This and one more answer.
     *
     * @param supports whether passages, taken together, support a sentence
     */
    public CitationScores plus(
            List<CitedSentence> answer,
            List<String> passages,
            BiPredicate<String, List<String>> supports) {
        CitationScores sum = this;
        for (CitedSentence sentence : answer) {
            sum = sum.plus(sentence, passages, supports);
        }
        return sum;
    }

    private CitationScores plus(
            CitedSentence sentence,
            List<String> passages,
            BiPredicate<String, List<String>> supports) {
        List<String> cited = new ArrayList<>();
        int out = 0;
        for (int number : sentence.citations().stream().distinct().toList()) {
            if (number >= 1 && number <= passages.size()) {
                cited.add(passages.get(number - 1));
            } else {
                out++;
            }
        }
        boolean isRecalled = !cited.isEmpty() && out == 0 && supports.test(sentence.text(), cited);
        int isPrecise = 0;
        for (int i = 0; isRecalled && i < cited.size(); i++) {
            isPrecise += isIdle(sentence.text(), cited, i, supports) ? 0 : 1;
        }
        return new CitationScores(
                sentences + 1,
                recalled + (isRecalled ? 1 : 0),
                citations + (out == 0 ? cited.size() : 0),
                precise + isPrecise,
                inRange + cited.size(),
                outOfRange + out,
                uncited + (cited.isEmpty() ? 1 : 0));
    }

    private static boolean isIdle(
            String sentence,
            List<String> cited,
            int i,
            BiPredicate<String, List<String>> supports) {
        if (cited.size() == 1 || supports.test(sentence, List.of(cited.get(i)))) {
            return false;
        }
        List<String> others = new ArrayList<>(cited);
        others.remove(i);
        return supports.test(sentence, others);
    }

    /** The share of sentences that their citations support; NaN without sentences. */
    public double recall() {
        return (double) recalled / sentences;
    }

    /** The share of citations that do something for a supported sentence; NaN without citations. */
    public double precision() {
        return (double) precise / citations;
    }
}
