package dev.plumbline.eval.questions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question.
 *
 * @param expected answers of which any is right; empty where none is known
 * @param answerable whether the documents answer the question; null where that is not known
 * @param cluster what questions that are not independent share
 * @param kind what it tests, for figures by kind; null where it is of no kind
 * @param required texts all of which a whole answer has, such as the items of a list; may be empty
 * @param forbidden strings that an answer must not have, such as a canary; may be empty
 * @param evidence the words of the documents that answer the question, all of which are needed; may
 *     be empty
 * @param reference a whole answer in sentences, whose claims are compared; null where there is none
 * @param twin the id of the question that differs in the one thing that is tested; null where there
 *     is none
 */
public record Question(
        String id,
        String text,
        List<String> expected,
        @Nullable Boolean answerable,
        @Nullable String cluster,
        @Nullable String kind,
        List<String> required,
        List<String> forbidden,
        List<String> evidence,
        @Nullable String reference,
        @Nullable String twin) {
    /** Copies the lists. */
    public Question {
        expected = List.copyOf(expected);
        required = List.copyOf(required);
        forbidden = List.copyOf(forbidden);
        evidence = List.copyOf(evidence);
    }
}
