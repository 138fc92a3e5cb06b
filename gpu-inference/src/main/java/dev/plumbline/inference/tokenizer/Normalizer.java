package dev.plumbline.inference.tokenizer;

import java.util.List;

/** Changes text before it is encoded. */
@FunctionalInterface
interface Normalizer {
    /** Leaves text as it is. */
    Normalizer NONE = (text, atStart) -> text;

    /** The changed text; {@code atStart} is false where a special token came before. */
    String apply(String text, boolean atStart);

    /** One after the other. */
    static Normalizer all(List<Normalizer> parts) {
        return (text, atStart) -> {
            String result = text;
            for (Normalizer part : parts) {
                result = part.apply(result, atStart);
            }
            return result;
        };
    }
}
