package dev.plumbline.answers.quoting;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.TokenVectors;
import java.util.ArrayList;
import java.util.Arrays;
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
        Examination examined = Examination.of(evidence, by.passagesMax());
        List<Candidate> best = Ranking.of(examined.candidates(), by.words().ranker()).candidates();
        List<Candidate> looked = best.subList(0, Math.min(by.sentencesMax(), best.size()));
        boolean encoded = encode(evidence, examined.asked(), looked);
        Profile.Models models = encoded ? by.tokens() : by.words();
        Ranking ranking = Ranking.of(looked, models.ranker());
        Map<String, Double> features = ranking.features(examined);
        double confidence =
                features.isEmpty()
                        ? 0
                        : LinearModel.probability(models.answerability().score(features));
        return new Selection(
                confidence >= models.threshold(),
                confidence,
                models.threshold(),
                Quotes.of(ranking, by.mass(), by.quotesMax()),
                receipt(models, features),
                by.version());
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
        List<List<float[]>> words = words(asked, tokens.get());
        for (int i = 0; i < candidates.size(); i++) {
            Examination.measure(candidates.get(i), asked, words, question, encoded.get(i));
        }
        return true;
    }

    /** For each content word the vectors of its pieces. */
    private static List<List<float[]>> words(Asked asked, TokenVectors tokens) {
        List<List<float[]>> words = new ArrayList<>();
        int dimension = tokens.pooled().length;
        for (Asked.Word word : asked.words()) {
            List<float[]> pieces = new ArrayList<>();
            for (int t = 0; t < tokens.count(); t++) {
                if (tokens.starts()[t] < word.end() && tokens.ends()[t] > word.start()) {
                    pieces.add(
                            Arrays.copyOfRange(
                                    tokens.values(), t * dimension, (t + 1) * dimension));
                }
            }
            words.add(pieces);
        }
        return words;
    }

    /** Forgets what it keeps of sentences: to be called when a text is erased. */
    public void forget() {
        encoder.clear();
    }
}
