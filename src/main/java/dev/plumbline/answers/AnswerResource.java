package dev.plumbline.answers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Caller;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.search.SearchResource;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/answers}, as one JSON object or as server-sent events. */
@Path("/api/v1/answers")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "answers")
public final class AnswerResource {
    private static final int QUESTION_CHARACTERS_MAX = 8_000;

    private final Caller caller;
    private final Answering answering;

    @Inject
    AnswerResource(Caller caller, Answering answering) {
        this.caller = caller;
        this.answering = answering;
    }

    /** A client's question. */
    public record Body(
            @Nullable String collection,
            @Nullable List<String> collections,
            @Nullable String question,
            @Nullable JsonNode filter) {}

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Answer a question with verified quotes, or refuse")
    public Answer answer(@Nullable Body body) {
        return answered(body).answer();
    }

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The same as events: evidence, delta, citation, verdict, done")
    public String stream(@Nullable Body body) {
        Answering.Answered answered = answered(body);
        Answer answer = answered.answer();
        StringBuilder events = new StringBuilder();
        event(
                events,
                "evidence",
                Map.of(
                        "hits",
                        answered.evidence().stream().map(SearchResource.HitView::of).toList()));
        CanonicalText text = CanonicalText.of(answer.answer());
        Set<Integer> sent = new HashSet<>();
        int from = 0;
        for (int i = 0; i < answer.sentences().size(); i++) {
            Answer.Sentence sentence = answer.sentences().get(i);
            event(events, "delta", Map.of("text", text.slice(from, sentence.end())));
            from = sentence.end();
            answer.citations().stream()
                    .filter(
                            citation ->
                                    sentence.citations().contains(citation.n())
                                            && sent.add(citation.n()))
                    .forEach(citation -> event(events, "citation", citation));
            event(
                    events,
                    "verdict",
                    Map.of(
                            "index",
                            i,
                            "start",
                            sentence.start(),
                            "end",
                            sentence.end(),
                            "verdict",
                            sentence.verdict(),
                            "citations",
                            sentence.citations()));
        }
        if (from < text.length()) {
            event(events, "delta", Map.of("text", text.slice(from, text.length())));
        }
        event(events, "done", answer);
        return events.toString();
    }

    private Answering.Answered answered(@Nullable Body body) {
        if (body == null || body.question() == null || body.question().isBlank()) {
            throw Problem.badInput("no_question", "Send {\"question\": ...}.");
        }
        if (body.question().length() > QUESTION_CHARACTERS_MAX) {
            throw Problem.badInput(
                    "long_question",
                    "A question has at most "
                            + QUESTION_CHARACTERS_MAX
                            + " characters, not "
                            + body.question().length()
                            + ".");
        }
        return answering.answer(
                caller.principal(),
                SearchResource.names(body.collection(), body.collections()),
                body.question().strip(),
                body.filter());
    }

    private static void event(StringBuilder events, String name, Object data) {
        events.append("event: ")
                .append(name)
                .append('\n')
                .append("data: ")
                .append(Json.write(data))
                .append("\n\n");
    }
}
