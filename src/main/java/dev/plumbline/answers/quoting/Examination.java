package dev.plumbline.answers.quoting;

import dev.plumbline.index.Hit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A question with the sentences that may answer it and all that is measured of them by words.
 *
 * @param asked the question
 * @param passages the best passages, in order
 * @param candidates their sentences, in order
 * @param passageCount passages in scope
 */
record Examination(
        Asked asked, List<PassageView> passages, List<Candidate> candidates, int passageCount) {

    static Examination of(Evidence evidence, int passagesMax) {
        Asked asked = Asked.of(evidence.question(), evidence.language(), evidence.frequencies());
        List<Hit> hits = evidence.hits().subList(0, Math.min(passagesMax, evidence.hits().size()));
        List<PassageView> passages = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        double lowest = lowestCosine(evidence.hits());
        double best = hits.isEmpty() ? 1 : hits.getFirst().score();
        for (int rank = 0; rank < hits.size(); rank++) {
            PassageView passage = PassageView.of(hits.get(rank), rank, evidence.language());
            passages.add(passage);
            for (int i = 0; i < passage.sentences().size(); i++) {
                Candidate candidate = new Candidate(passage, i);
                measure(candidate, asked, lowest, best);
                candidates.add(candidate);
            }
        }
        return new Examination(asked, passages, candidates, evidence.frequencies().passages());
    }

    /** A passage that only the words found lies below all that the vectors found. */
    private static double lowestCosine(List<Hit> hits) {
        OptionalDouble lowest =
                hits.stream()
                        .filter(h -> h.scores().containsKey(Hit.DENSE))
                        .mapToDouble(h -> h.scores().get(Hit.DENSE))
                        .min();
        return lowest.orElse(0);
    }

    private static void measure(
            Candidate candidate, Asked asked, double lowestCosine, double bestScore) {
        PassageView passage = candidate.passage;
        PassageView.Sentence sentence = candidate.sentence();
        Set<String> near = passage.near(candidate.index);
        Set<String> framed = new HashSet<>(near);
        framed.addAll(passage.frame());
        candidate.set(
                SentenceFeature.PASSAGE_COSINE,
                passage.hit().scores().getOrDefault(Hit.DENSE, lowestCosine));
        candidate.set(SentenceFeature.COVERAGE, asked.coverage(sentence.terms()));
        candidate.set(SentenceFeature.NEAR_COVERAGE, asked.coverage(near));
        candidate.set(SentenceFeature.PASSAGE_COVERAGE, asked.coverage(passage.terms()));
        candidate.set(SentenceFeature.PAIRS, asked.pairs(sentence.pairs()));
        candidate.set(SentenceFeature.NAMES, asked.names(sentence.terms()));
        candidate.set(SentenceFeature.NEAR_NAMES, asked.names(framed));
        candidate.set(SentenceFeature.CUE, asked.kind().cue(sentence.text(), asked.text()));
        candidate.set(SentenceFeature.RANK, 1.0 / (1 + passage.rank()));
        candidate.set(
                SentenceFeature.RELATIVE_SCORE,
                bestScore > 0 ? passage.hit().score() / bestScore : 0);
        candidate.set(SentenceFeature.LENGTH, Math.log(1 + sentence.words()));
        candidate.set(SentenceFeature.FIRST, candidate.index == 0 ? 1 : 0);
    }
}
