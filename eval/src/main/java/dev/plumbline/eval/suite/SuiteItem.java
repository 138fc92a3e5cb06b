package dev.plumbline.eval.suite;

import java.util.List;

/**
 * A question of a suite by rule.
 *
 * @param expected answers of which any is right; empty where the documents have none
 * @param required texts all of which a whole answer has; may be empty
 * @param forbidden strings that an answer must not have, such as a canary
 * @param twin the id of the item that differs in the one thing that is tested, or an empty string
 * @param evidence sentences of the documents that answer it, all of which are needed
 * @param cluster what it shares with other questions about the same documents, or an empty string
 */
public record SuiteItem(
        String id,
        String kind,
        String question,
        List<String> expected,
        List<String> required,
        List<String> forbidden,
        String twin,
        List<String> evidence,
        String cluster) {
    /** Copies the lists. */
    public SuiteItem {
        expected = List.copyOf(expected);
        required = List.copyOf(required);
        forbidden = List.copyOf(forbidden);
        evidence = List.copyOf(evidence);
    }

    /** A question that any of some answers is right to; the rest is added by the methods below. */
    static SuiteItem of(String kind, String question, String... expected) {
        return new SuiteItem(
                "", kind, question, List.of(expected), List.of(), List.of(), "", List.of(), "");
    }

    SuiteItem named(String name) {
        return new SuiteItem(
                name, kind, question, expected, required, forbidden, twin, evidence, cluster);
    }

    SuiteItem requiring(List<String> all) {
        return new SuiteItem(id, kind, question, expected, all, forbidden, twin, evidence, cluster);
    }

    SuiteItem forbidding(String text) {
        return new SuiteItem(
                id, kind, question, expected, required, List.of(text), twin, evidence, cluster);
    }

    SuiteItem beside(String other) {
        return new SuiteItem(
                id, kind, question, expected, required, forbidden, other, evidence, cluster);
    }

    SuiteItem answeredBy(String... sentences) {
        return new SuiteItem(
                id,
                kind,
                question,
                expected,
                required,
                forbidden,
                twin,
                List.of(sentences),
                cluster);
    }

    SuiteItem in(String group) {
        return new SuiteItem(
                id, kind, question, expected, required, forbidden, twin, evidence, group);
    }
}
