package dev.plumbline.answers.quoting;

import java.util.List;
import java.util.Map;

/**
 * A weighted sum of standardised features.
 *
 * @param features names, in the order of the other lists
 * @param means subtracted first
 * @param scales divided by then, above 0
 * @param weights multiplied with
 * @param bias added
 */
public record LinearModel(
        List<String> features,
        List<Double> means,
        List<Double> scales,
        List<Double> weights,
        double bias) {

    public LinearModel {
        features = List.copyOf(features);
        means = List.copyOf(means);
        scales = List.copyOf(scales);
        weights = List.copyOf(weights);
        if (means.size() != features.size()
                || scales.size() != features.size()
                || weights.size() != features.size()) {
            throw new IllegalArgumentException(
                    "A linear model needs a mean, a scale and a weight for each feature.");
        }
        if (scales.stream().anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException("A linear model's scales are above 0.");
        }
    }

    /** The sum for features by name; those that it does not know are ignored. */
    double score(Map<String, Double> values) {
        double sum = bias;
        for (int i = 0; i < features.size(); i++) {
            Double value = values.get(features.get(i));
            if (value == null) {
                throw new IllegalArgumentException(
                        "The feature " + features.get(i) + " is not measured here.");
            }
            sum += weights.get(i) * (value - means.get(i)) / scales.get(i);
        }
        return sum;
    }

    /** The logistic function. */
    static double probability(double sum) {
        return 1 / (1 + Math.exp(-sum));
    }
}
