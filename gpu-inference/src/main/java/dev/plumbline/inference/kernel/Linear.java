package dev.plumbline.inference.kernel;

import org.jspecify.annotations.Nullable;

/**
 * y = W x + b.
 *
 * @param weight [outputs, inputs]
 * @param bias [1, outputs], if there is one
 */
public record Linear(Weight weight, @Nullable Buffer bias) {
    public Linear {
        if (bias != null && bias.columns() != weight.rows()) {
            throw new IllegalArgumentException(
                    "a bias of %d values for %d outputs".formatted(bias.columns(), weight.rows()));
        }
    }
}
