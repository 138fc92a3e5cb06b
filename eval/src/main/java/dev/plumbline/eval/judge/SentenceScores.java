package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * A judgement made of one probability per sentence: the response is as good as its worst sentence.
 */
final class SentenceScores {

    private SentenceScores() {}

    static Judgement judgement(List<Sentence> sentences, double[] scores, double threshold) {
        List<JudgedSentence> judged = new ArrayList<>();
        List<Span> unsupported = new ArrayList<>();
        double worst = sentences.isEmpty() ? 0 : 1;
        for (int i = 0; i < scores.length; i++) {
            Sentence sentence = sentences.get(i);
            boolean supported = scores[i] >= threshold;
            Verdict verdict = supported ? Verdict.SUPPORTED : Verdict.UNSUPPORTED;
            judged.add(
                    new JudgedSentence(
                            sentence.start(), sentence.end(), verdict, scores[i], List.of()));
            worst = Math.min(worst, scores[i]);
            if (!supported) {
                unsupported.add(new Span(sentence.start(), sentence.end()));
            }
        }
        boolean some = unsupported.size() < sentences.size();
        Verdict lesser = some ? Verdict.PARTLY : Verdict.UNSUPPORTED;
        boolean all = unsupported.isEmpty() && !sentences.isEmpty();
        return new Judgement(worst, all ? Verdict.SUPPORTED : lesser, judged, unsupported);
    }
}
