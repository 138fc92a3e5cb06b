package dev.plumbline.inference.format;

import dev.plumbline.inference.format.Norms.Kind;
import dev.plumbline.inference.format.Norms.Placement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The families that are run, and what neither GGUF nor config.json says about them. */
enum Family {
    LLAMA,
    QWEN2,
    QWEN3,
    QWEN3MOE,
    GEMMA,
    GEMMA2,
    GEMMA3,
    PHI3,
    BERT;

    /** By {@code general.architecture}. */
    static Family ofGguf(String architecture) {
        return of(architecture, architecture);
    }

    /** By {@code model_type} of config.json. */
    static Family ofHuggingFace(String modelType) {
        String family =
                switch (modelType) {
                    case "mistral", "mixtral" -> "llama";
                    case "qwen3_moe" -> "qwen3moe";
                    case "gemma3_text" -> "gemma3";
                    default -> modelType;
                };
        return of(family, modelType);
    }

    private static Family of(String label, String stated) {
        return Arrays.stream(values())
                .filter(family -> family.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                FormatException.unsupported(
                                        "The architecture %s is not run; these are: %s."
                                                .formatted(stated, labels())));
    }

    private static String labels() {
        return Arrays.stream(values()).map(Family::label).collect(Collectors.joining(", "));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * GGUF orders the rows of llama's q and k for interleaved rotation, those of the others as they
     * were trained.
     */
    RotaryStyle ggufRotary() {
        return switch (this) {
            case LLAMA -> RotaryStyle.INTERLEAVED;
            case QWEN2, QWEN3, QWEN3MOE, GEMMA, GEMMA2, GEMMA3, PHI3 -> RotaryStyle.HALVES;
            case BERT -> RotaryStyle.NONE;
        };
    }

    boolean queryKeyNorm() {
        return switch (this) {
            case QWEN3, QWEN3MOE, GEMMA3 -> true;
            case LLAMA, QWEN2, GEMMA, GEMMA2, PHI3, BERT -> false;
        };
    }

    Kind normKind() {
        return this == BERT ? Kind.LAYER : Kind.RMS;
    }

    Placement normPlacement() {
        return switch (this) {
            case GEMMA2, GEMMA3 -> Placement.BEFORE_AND_AFTER;
            case LLAMA, QWEN2, QWEN3, QWEN3MOE, GEMMA, PHI3 -> Placement.BEFORE;
            case BERT -> Placement.AFTER_RESIDUAL;
        };
    }

    boolean gemma() {
        return this == GEMMA || this == GEMMA2 || this == GEMMA3;
    }
}
