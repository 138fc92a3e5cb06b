package dev.plumbline.openai;

import dev.plumbline.answers.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer in the shape of a chat completion. Annotations are {@code url_citation}s, one for each
 * sentence and citation, with Plumbline's own fields in {@code plumbline} beside; {@code
 * start_index} and {@code end_index} are the sentence's code points in the content.
 */
final class Completion {
    private static final String ID = "chatcmpl-";

    private Completion() {}

    /** All at once. */
    static Map<String, Object> whole(String model, Answer answer, String base) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", answer.answer());
        message.put("refusal", null);
        message.put("annotations", annotations(answer, base));
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("logprobs", null);
        choice.put("finish_reason", finish(answer));
        Map<String, Object> whole = head(answer.id(), "chat.completion", model);
        whole.put("choices", List.of(choice));
        whole.put("usage", answer.usage());
        whole.put("system_fingerprint", answer.release());
        whole.put("plumbline", own(answer));
        return whole;
    }

    /** One chunk of a stream; no choice where there is no delta. */
    static Map<String, Object> chunk(String id, String model, List<Map<String, Object>> choices) {
        Map<String, Object> chunk = head(id, "chat.completion.chunk", model);
        chunk.put("choices", choices);
        return chunk;
    }

    /** Why it ended. */
    static String finish(Answer answer) {
        return answer.truncated() ? "length" : "stop";
    }

    private static Map<String, Object> head(String id, String object, String model) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", ID + id);
        head.put("object", object);
        head.put("created", Instant.now().getEpochSecond());
        head.put("model", model);
        return head;
    }

    /** What OpenAI's shape has no place for. */
    static Map<String, Object> own(Answer answer) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("answer_id", answer.id());
        own.put("refused", answer.refused());
        own.put("confidence", answer.confidence());
        if (answer.reason() != null) {
            own.put("reason", answer.reason());
        }
        own.put("sentences", answer.sentences());
        own.put("citations", answer.citations());
        own.put("release", answer.release());
        own.put("profile", answer.profile());
        return own;
    }

    static List<Map<String, Object>> annotations(Answer answer, String base) {
        List<Map<String, Object>> annotations = new ArrayList<>();
        for (Answer.Sentence sentence : answer.sentences()) {
            for (Answer.Citation citation : answer.citations()) {
                if (citation instanceof Answer.Quoted quoted
                        && sentence.citations().contains(quoted.n())) {
                    annotations.add(annotation(sentence, quoted, base));
                }
            }
        }
        return annotations;
    }

    private static Map<String, Object> annotation(
            Answer.Sentence sentence, Answer.Quoted quoted, String base) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("start_index", sentence.start());
        place.put("end_index", sentence.end());
        place.put("title", quoted.title());
        place.put(
                "url",
                base
                        + "api/v1/collections/"
                        + encoded(quoted.collection())
                        + "/documents/"
                        + encoded(quoted.documentId())
                        + "/text?sha256="
                        + quoted.textSha256());
        Map<String, Object> annotation = new LinkedHashMap<>();
        annotation.put("type", "url_citation");
        annotation.put("url_citation", place);
        annotation.put("plumbline", quoted);
        return annotation;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
