package dev.plumbline.eval.judge;

import java.util.List;

/**
 * A response that people, or a rule, have labelled.
 *
 * @param question what it answers, or an empty string
 * @param spans the unsupported parts of the response, code points; may be empty where unknown
 * @param kind what sort of item it is (the error planted, say), or an empty string
 * @param group items of one group are not independent of each other; or an empty string
 */
public record LabelledItem(
        String id,
        List<String> evidence,
        String response,
        String question,
        boolean supported,
        List<Span> spans,
        String kind,
        String group) {
    public LabelledItem {
        evidence = List.copyOf(evidence);
        spans = List.copyOf(spans);
    }

    public JudgeRequest request() {
        return new JudgeRequest(evidence, response, question);
    }
}
