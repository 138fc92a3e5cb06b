package dev.plumbline.answers.quoting;

import java.util.HashMap;
import java.util.Map;

/** A sentence that may answer the question, with what has been measured of it so far. */
final class Candidate {

    final PassageView passage;
    final int index;
    final Map<String, Double> features = new HashMap<>();

    Candidate(PassageView passage, int index) {
        this.passage = passage;
        this.index = index;
    }

    PassageView.Sentence sentence() {
        return passage.sentences().get(index);
    }

    /** The sentence as it is encoded, with its title in front. */
    String framed() {
        String heading = passage.heading();
        return heading.isEmpty() ? sentence().text() : heading + ": " + sentence().text();
    }

    double feature(SentenceFeature feature) {
        return features.getOrDefault(feature.name(), 0.0);
    }

    void set(SentenceFeature feature, double value) {
        features.put(feature.name(), value);
    }
}
