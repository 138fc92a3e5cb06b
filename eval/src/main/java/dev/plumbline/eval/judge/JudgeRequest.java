package dev.plumbline.eval.judge;

import java.util.List;

/**
 * A response and the evidence that it has to follow from.
 *
 * @param evidence the passages, in any order; none means that nothing can be supported
 * @param response what is judged
 * @param question what the response answers, or an empty string
 */
public record JudgeRequest(List<String> evidence, String response, String question) {
    public JudgeRequest {
        evidence = List.copyOf(evidence);
    }

    public JudgeRequest(List<String> evidence, String response) {
        this(evidence, response, "");
    }
}
