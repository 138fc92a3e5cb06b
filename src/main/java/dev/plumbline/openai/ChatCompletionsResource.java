package dev.plumbline.openai;

import dev.plumbline.accounts.Caller;
import dev.plumbline.answers.Answer;
import dev.plumbline.answers.AnswerListener;
import dev.plumbline.answers.Answering;
import dev.plumbline.answers.Question;
import dev.plumbline.answers.Turn;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/chat/completions}: answers from documents to clients of OpenAI's API. */
@Path("/v1/chat/completions")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "openai")
public final class ChatCompletionsResource {
    private final Caller caller;
    private final Answering answering;

    @Inject
    ChatCompletionsResource(Caller caller, Answering answering) {
        this.caller = caller;
        this.answering = answering;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(summary = "Answer the last message from the documents of the model's collection")
    public Response complete(@Nullable ChatRequest request, @Context UriInfo uri) {
        if (request == null) {
            throw Problem.badInput("no_body", "Send {\"model\": ..., \"messages\": [...]}.");
        }
        request.check();
        String model = request.modelName();
        List<ChatRequest.Message> said = request.said();
        Question question =
                answering.checked(
                        new Question(
                                caller.principal(),
                                Models.collections(model),
                                said.getLast().text(),
                                null,
                                null));
        List<Turn> turns = turns(said.subList(0, said.size() - 1));
        String base = uri.getBaseUri().toString();
        if (!request.streamed()) {
            Answer answer = answering.answer(question, turns, AnswerListener.NONE);
            return Response.ok(Completion.whole(model, answer, base))
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        }
        StreamingOutput chunks =
                out ->
                        new ChunkStream(out, model, base, request.withUsage())
                                .run(listener -> answering.answer(question, turns, listener));
        return Response.ok(chunks)
                .type(MediaType.SERVER_SENT_EVENTS)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static List<Turn> turns(List<ChatRequest.Message> before) {
        List<Turn.Exchange> exchanges = new ArrayList<>();
        String question = null;
        for (ChatRequest.Message message : before) {
            if ("user".equals(message.role())) {
                if (question != null) {
                    exchanges.add(new Turn.Exchange(question, ""));
                }
                question = message.text();
            } else if (question != null) {
                exchanges.add(new Turn.Exchange(question, message.text()));
                question = null;
            }
        }
        if (question != null) {
            exchanges.add(new Turn.Exchange(question, ""));
        }
        return Turn.told(exchanges);
    }
}
