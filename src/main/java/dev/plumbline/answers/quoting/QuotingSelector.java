package dev.plumbline.answers.quoting;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.TokenVectors;
import dev.plumbline.gateway.Vectors;
import dev.plumbline.index.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chooses the sentences that answer a question and judges whether any does. Equal evidence gives
 * equal selections. Safe for use by many threads.
 */
public final class QuotingSelector {

    private static final int EMBEDDED_MAX = 3;

    private final Embedder embedder;
    private final SentenceEncoder encoder;
    private final Profile profile;

    /**
     * A selector over an embedder.
     *
     * @param profile used where a call names no other
     * @param cacheBytesMax memory for encoded sentences, about 15 kB each
     */
    public QuotingSelector(Embedder embedder, Profile profile, long cacheBytesMax) {
        this.embedder = embedder;
        this.encoder = new SentenceEncoder(embedder, cacheBytesMax);
        this.profile = profile;
    }

    /** Selects by the selector's own profile. */
    public Selection select(Evidence evidence) {
        return select(evidence, profile);
    }

    /** Selects by a profile, a collection's own for example. */
    public Selection select(Evidence evidence, Profile by) {
        Evidence complete = withCosines(evidence);
        Examination examined = Examination.of(complete, by.passagesMax());
        List<Candidate> best = Ranking.of(examined.candidates(), by.words().ranker()).candidates();
        List<Candidate> looked = best.subList(0, Math.min(by.sentencesMax(), best.size()));
        boolean encoded = encode(complete, examined.asked(), looked);
        Profile.Models models = encoded ? by.tokens() : by.words();
        Ranking ranking = Ranking.of(looked, models.ranker());
        Map<String, Double> features = ranking.features(examined);
        double confidence =
                features.isEmpty()
                        ? 0
                        : LinearModel.probability(
                                by.few()
                                        .corrected(
                                                models.answerability().score(features),
                                                examined.passageCount()));
        return new Selection(
                confidence >= models.threshold(),
                confidence,
                models.threshold(),
                Quotes.of(ranking, by.mass(), by.quotesMax()),
                receipt(models, features),
                by.version());
    }

    /**
     * Where all vectors are pending, the first passages are embedded now: their text came a moment
     * ago.
     */
    private Evidence withCosines(Evidence evidence) {
        float[] vector = evidence.vector();
        if (vector == null
                || evidence.hits().stream().anyMatch(h -> h.scores().containsKey(Hit.DENSE))) {
            return evidence;
        }
        List<Hit> hits = new ArrayList<>(evidence.hits());
        List<Hit> first = evidence.hits().subList(0, Math.min(EMBEDDED_MAX, hits.size()));
        Optional<List<EncodedSentence>> encoded =
                encoder.encode(
                        first.stream()
                                .map(h -> Titles.readable(h.title()) + "\n" + h.text())
                                .toList());
        for (int i = 0; encoded.isPresent() && i < first.size(); i++) {
            hits.set(
                    i,
                    withCosine(first.get(i), Vectors.dot(vector, encoded.get().get(i).pooled())));
        }
        return new Evidence(
                evidence.question(), evidence.language(), vector, hits, evidence.frequencies());
    }

    private static Hit withCosine(Hit hit, double cosine) {
        Map<String, Double> scores = new HashMap<>(hit.scores());
        scores.put(Hit.DENSE, cosine);
        return new Hit(
                hit.passageId(),
                hit.documentId(),
                hit.revision(),
                hit.collection(),
                hit.ordinal(),
                hit.title(),
                hit.headings(),
                hit.start(),
                hit.end(),
                hit.page(),
                hit.text(),
                hit.language(),
                hit.textSha256(),
                hit.score(),
                scores);
    }

    private static Map<String, Double> receipt(
            Profile.Models models, Map<String, Double> features) {
        Map<String, Double> used = new LinkedHashMap<>();
        new TreeMap<>(features)
                .forEach(
                        (name, value) -> {
                            if (models.answerability().features().contains(name)) {
                                used.put(name, value);
                            }
                        });
        return used;
    }

    /** Measures candidates by vectors; says whether the embedder could. */
    boolean encode(Evidence evidence, Asked asked, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return false;
        }
        Optional<TokenVectors> tokens = embedder.tokens(evidence.question());
        if (tokens.isEmpty()) {
            return false;
        }
        List<EncodedSentence> encoded =
                encoder.encode(candidates.stream().map(Candidate::framed).toList()).orElseThrow();
        float[] vector = evidence.vector();
        float[] question = vector == null ? embedder.embedQuery(evidence.question()) : vector;
        new WordMatches(asked, question, tokens.get()).measure(candidates, encoded);
        return true;
    }

    /** Forgets what it keeps of sentences: to be called when a text is erased. */
    public void forget() {
        encoder.clear();
    }
}
