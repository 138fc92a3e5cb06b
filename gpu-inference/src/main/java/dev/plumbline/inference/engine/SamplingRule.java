package dev.plumbline.inference.engine;

import dev.plumbline.inference.InferenceException;
import java.util.Map;

/**
 * How all tokens of a sequence are drawn; see {@link dev.plumbline.inference.kernel.Sampling} for
 * each step.
 *
 * @param temperature 0 to 100; 0 is greedy
 * @param topK 0 means all
 * @param topP in (0, 1]
 * @param minP in [0, 1]
 * @param repetition greater than 0; 1 means none
 * @param frequency -2 to 2
 * @param presence -2 to 2
 * @param bias by token id, -100 to 100, at most 1,024 entries
 * @param seed decides all draws
 * @param alternatives -1 to 20: tokens reported with log-probabilities at each step
 */
public record SamplingRule(
        float temperature,
        int topK,
        float topP,
        float minP,
        float repetition,
        float frequency,
        float presence,
        Map<Integer, Float> bias,
        long seed,
        int alternatives) {
    private static final int BIASES_MAX = 1024;

    /** The most probable token, always. */
    public static final SamplingRule GREEDY =
            new SamplingRule(0, 0, 1, 0, 1, 0, 0, Map.of(), 0, -1);

    public SamplingRule {
        bias = Map.copyOf(bias);
        check(temperature >= 0 && temperature <= 100, "temperature", temperature, "0 to 100");
        check(topK >= 0, "top_k", topK, "0 or more");
        check(topP > 0 && topP <= 1, "top_p", topP, "above 0, at most 1");
        check(minP >= 0 && minP <= 1, "min_p", minP, "0 to 1");
        check(
                repetition > 0 && repetition <= 100,
                "repetition_penalty",
                repetition,
                "above 0, at most 100");
        check(Math.abs(frequency) <= 2, "frequency_penalty", frequency, "-2 to 2");
        check(Math.abs(presence) <= 2, "presence_penalty", presence, "-2 to 2");
        check(alternatives >= -1 && alternatives <= 20, "top_logprobs", alternatives, "0 to 20");
        check(
                bias.size() <= BIASES_MAX,
                "logit_bias",
                bias.size(),
                "at most " + BIASES_MAX + " entries");
        for (float value : bias.values()) {
            check(Math.abs(value) <= 100, "logit_bias", value, "-100 to 100");
        }
    }

    /** The same with another seed and temperature. */
    public SamplingRule at(float otherTemperature, long otherSeed) {
        return new SamplingRule(
                otherTemperature,
                topK,
                topP,
                minP,
                repetition,
                frequency,
                presence,
                bias,
                otherSeed,
                alternatives);
    }

    boolean penalises() {
        return repetition != 1 || frequency != 0 || presence != 0;
    }

    private static void check(boolean holds, String name, Number value, String range) {
        if (!holds) {
            throw new InferenceException(
                    "invalid_request", "%s is %s; it must be %s.".formatted(name, value, range));
        }
    }
}
