package dev.plumbline.inference.kernel;

import java.util.List;

/**
 * A token that was drawn.
 *
 * @param logProbability natural logarithm of its probability before temperature and filters; NaN
 *     where not asked for
 * @param alternatives the most probable tokens, best first
 */
public record Sampled(int token, float logProbability, List<Alternative> alternatives) {
    public Sampled {
        alternatives = List.copyOf(alternatives);
    }

    /** A token with its log-probability. */
    public record Alternative(int token, float logProbability) {}
}
