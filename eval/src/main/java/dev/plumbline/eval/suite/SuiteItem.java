package dev.plumbline.eval.suite;

import java.util.List;

/**
 * A question of a suite by rule.
 *
 * @param expected answers of which any is right; empty where the documents have none
 * @param forbidden strings that an answer must not have, such as a canary
 * @param twin the id of the item that differs in the one thing that is tested, or an empty string
 * @param evidence sentences of the documents that answer it, all of which are needed
 */
public record SuiteItem(
        String id,
        String kind,
        String question,
        List<String> expected,
        List<String> forbidden,
        String twin,
        List<String> evidence) {
    public SuiteItem {
        expected = List.copyOf(expected);
        forbidden = List.copyOf(forbidden);
        evidence = List.copyOf(evidence);
    }
}
