package dev.plumbline.answers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Caller;
import dev.plumbline.search.SearchResource;
import dev.plumbline.web.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/answers}, as one JSON object or as server-sent events. */
@Path("/api/v1/answers")
@Tag(name = "answers")
public final class AnswerResource {
    private final Caller caller;
    private final Answering answering;
    private final Answers answers;

    @Inject
    AnswerResource(Caller caller, Answering answering, Answers answers) {
        this.caller = caller;
        this.answering = answering;
        this.answers = answers;
    }

    /** A client's question. */
    public record Body(
            @Nullable String collection,
            @Nullable List<String> collections,
            @Nullable String question,
            @Nullable String conversationId,
            @Nullable JsonNode filter) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Answer a question with verified quotes, or refuse")
    public Answer answer(@Nullable Body body) {
        return answering.answer(question(body), AnswerListener.NONE);
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The same as events: evidence, delta, citation, verdict, done, error")
    public Multi<OutboundSseEvent> stream(@Nullable Body body, @Context Sse sse) {
        Question question = question(body);
        return AnswerEvents.stream(sse, listener -> answering.answer(question, listener));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "An answer that was given, with notices where it may no longer be shown")
    public Answer show(@PathParam("id") String id) {
        return answers.find(caller.principal(), id);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete an answer with its receipt; it leaves its conversation too")
    public Response delete(@PathParam("id") String id) {
        answers.delete(caller.principal(), id);
        return Response.noContent().build();
    }

    @GET
    @Path("{id}/receipt")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everything that decided an answer")
    public Receipt receipt(@PathParam("id") String id) {
        return answers.receipt(caller.principal(), id);
    }

    @POST
    @Path("{id}/replay")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Run an answer again and say what differs")
    public Replay replay(@PathParam("id") String id) {
        return answering.replay(caller.principal(), id);
    }

    private Question question(@Nullable Body body) {
        if (body == null) {
            throw Problem.badInput("no_question", "Send {\"question\": ...}.");
        }
        return answering.checked(
                new Question(
                        caller.principal(),
                        SearchResource.names(body.collection(), body.collections()),
                        Objects.requireNonNullElse(body.question(), ""),
                        body.filter(),
                        body.conversationId()));
    }
}
