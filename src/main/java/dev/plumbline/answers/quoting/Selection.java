package dev.plumbline.answers.quoting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was chosen to answer a question.
 *
 * @param answerable whether the confidence reaches the profile's threshold
 * @param confidence the estimated probability that the documents answer the question, 0 to 1
 * @param threshold the confidence from which on it is answered
 * @param quotes best first; where it is not answerable, the nearest evidence; empty only where
 *     nothing was found
 * @param features what decided it, by name: for the receipt
 * @param profile the version of the fitted values
 */
public record Selection(
        boolean answerable,
        double confidence,
        double threshold,
        List<Quote> quotes,
        Map<String, Double> features,
        String profile) {

    public Selection {
        quotes = List.copyOf(quotes);
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    }
}
