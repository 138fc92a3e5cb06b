package dev.plumbline.inference.model;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.kernel.Step;

/** What must hold before a step goes to a device, where nothing is checked any more. */
final class StepChecks {
    private StepChecks() {}

    static void check(Step step, StepLimits limits, int vocabulary) {
        if (step.size() > limits.tokens() || step.outputs().length > limits.outputs()) {
            throw invalid(
                    "A step of %d tokens with %d outputs is over the limits of %d and %d."
                            .formatted(
                                    step.size(),
                                    step.outputs().length,
                                    limits.tokens(),
                                    limits.outputs()));
        }
        for (int t = 0; t < step.size(); t++) {
            int token = step.tokens()[t];
            if (token < 0 || token >= vocabulary) {
                throw invalid(
                        "There is no token %d in a vocabulary of %d.".formatted(token, vocabulary));
            }
            int position = step.positions()[t];
            if (position < 0 || position >= limits.context()) {
                throw invalid(
                        "Position %d is outside the context of %d tokens."
                                .formatted(position, limits.context()));
            }
            if (step.blocks().get(step.sequences()[t]).length <= position / KvLayout.BLOCK_TOKENS) {
                throw invalid("Position %d has no cache block.".formatted(position));
            }
        }
    }

    private static InferenceException invalid(String message) {
        return new InferenceException("invalid_request", message);
    }
}
