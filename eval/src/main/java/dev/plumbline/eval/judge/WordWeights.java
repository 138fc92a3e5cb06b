package dev.plumbline.eval.judge;

import java.util.Map;

/** How much a word tells: rare words more than common ones, numbers much, function words little. */
final class WordWeights {

    private static final double FUNCTION = 0.08;
    private static final double BREAK = 0.02;

    private final Map<String, Double> rarity;
    private final double unknown;

    /**
     * Word weights from a table.
     *
     * @param rarity weights of known keys
     * @param unknown the weight of all others
     */
    WordWeights(Map<String, Double> rarity, double unknown) {
        this.rarity = Map.copyOf(rarity);
        this.unknown = unknown;
    }

    double of(Token token) {
        return switch (token.kind()) {
            case FUNCTION -> FUNCTION;
            case BREAK -> BREAK;
            case NUMBER -> unknown;
            case NEGATION -> 0.5;
            case CONTENT -> rarity.getOrDefault(token.key(), unknown);
        };
    }
}
