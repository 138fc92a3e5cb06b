package dev.plumbline.inference.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.engine.ChatTurn;
import dev.plumbline.inference.engine.Engine;
import dev.plumbline.inference.engine.GenerationEvent;
import dev.plumbline.inference.engine.GenerationRequest;
import dev.plumbline.inference.engine.SamplingRule;
import dev.plumbline.inference.engine.TextModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chat requests as requests to the engine, and its events as a response. */
final class ChatCalls {
    private static final int TOKENS = 512;

    private final TextModel model;

    ChatCalls(TextModel model) {
        this.model = model;
    }

    /** Generates, telling each piece of text. */
    ChatResponse run(ChatRequest request, Consumer<String> pieces) {
        BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
        Engine.Ticket ticket = model.engine().submit(request(request), events::add);
        StringBuilder text = new StringBuilder();
        try {
            while (true) {
                switch (events.take()) {
                    case GenerationEvent.Token token -> piece(token.text(), text, pieces);
                    case GenerationEvent.Finished finished -> {
                        piece(finished.text(), text, pieces);
                        return response(finished, text.toString());
                    }
                    case GenerationEvent.Failed failed ->
                            throw new InferenceException(failed.code(), failed.message());
                }
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InferenceException("cancelled", "The caller was interrupted.");
        } finally {
            ticket.cancel();
        }
    }

    private static void piece(String piece, StringBuilder text, Consumer<String> pieces) {
        if (!piece.isEmpty()) {
            text.append(piece);
            pieces.accept(piece);
        }
    }

    private ChatResponse response(GenerationEvent.Finished finished, String text) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .modelName(model.file().config().name())
                .tokenUsage(new TokenUsage(finished.promptTokens(), finished.tokens()))
                .finishReason(
                        finished.reason() == GenerationEvent.Reason.STOP
                                ? FinishReason.STOP
                                : FinishReason.LENGTH)
                .build();
    }

    private GenerationRequest request(ChatRequest request) {
        ChatRequestParameters parameters = request.parameters();
        if (!parameters.toolSpecifications().isEmpty() || parameters.responseFormat() != null) {
            throw new UnsupportedFeatureException("Tools and response formats are not supported.");
        }
        List<Integer> prompt =
                model.encode(request.messages().stream().map(ChatCalls::turn).toList());
        int room = Math.max(1, model.engine().limits().context() - prompt.size());
        List<String> stops = parameters.stopSequences();
        return new GenerationRequest(
                prompt,
                parameters.maxOutputTokens() == null
                        ? Math.min(TOKENS, room)
                        : parameters.maxOutputTokens(),
                sampling(parameters),
                model.tokenizer().endTokens(),
                stops == null ? List.of() : stops,
                null);
    }

    private static SamplingRule sampling(ChatRequestParameters parameters) {
        return new SamplingRule(
                number(parameters.temperature(), 0),
                Objects.requireNonNullElse(parameters.topK(), 0),
                number(parameters.topP(), 1),
                0,
                1,
                number(parameters.frequencyPenalty(), 0),
                number(parameters.presencePenalty(), 0),
                Map.of(),
                0,
                -1);
    }

    private static float number(@Nullable Double value, float otherwise) {
        return value == null ? otherwise : value.floatValue();
    }

    private static ChatTurn turn(ChatMessage message) {
        return switch (message) {
            case SystemMessage system -> new ChatTurn("system", system.text());
            case AiMessage assistant ->
                    new ChatTurn("assistant", Objects.requireNonNullElse(assistant.text(), ""));
            case UserMessage user when user.hasSingleText() ->
                    new ChatTurn("user", user.singleText());
            default ->
                    throw new UnsupportedFeatureException(
                            "Only text messages are supported, not " + message.type() + ".");
        };
    }
}
