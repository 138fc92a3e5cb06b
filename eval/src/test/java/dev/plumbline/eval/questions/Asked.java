package dev.plumbline.eval.questions;

import java.util.List;

/** Questions of which nothing more is known. */
public final class Asked {
    private Asked() {}

    /** A question with the answers that are right, if any are known. */
    public static Question question(String id, String text, String... expected) {
        return new Question(
                id,
                text,
                List.of(expected),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }
}
