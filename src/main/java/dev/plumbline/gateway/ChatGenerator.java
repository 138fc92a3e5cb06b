package dev.plumbline.gateway;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Any LangChain4j streaming chat model as a generator. */
public final class ChatGenerator implements Generator {
    private final StreamingChatModel model;
    private final String name;
    private final Runnable probe;
    private final Duration timeout;

    /**
     * A generator over a model.
     *
     * @param probe throws a {@link GeneratorFailure} where the model can't be reached
     * @param timeout for one text as a whole
     */
    public ChatGenerator(StreamingChatModel model, String name, Runnable probe, Duration timeout) {
        this.model = model;
        this.name = name;
        this.probe = probe;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> weights() {
        return Optional.empty();
    }

    @Override
    public void probe() {
        probe.run();
    }

    @Override
    public Writing write(Prompt prompt, Pieces pieces) {
        Reply reply = new Reply(pieces);
        try {
            model.chat(request(prompt), reply);
            return reply.done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new GeneratorFailure(
                    GeneratorFailure.Code.TIMEOUT,
                    "The generator " + name + " was not done after " + timeout.toSeconds() + " s.",
                    e);
        } catch (ExecutionException e) {
            RuntimeException own = reply.own;
            throw own == null ? failure(e.getCause()) : own;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GeneratorFailure(
                    GeneratorFailure.Code.UNREACHABLE, "Writing was interrupted.", e);
        } catch (RuntimeException e) {
            throw failure(e);
        } finally {
            reply.wanted = false;
        }
    }

    private static ChatRequest request(Prompt prompt) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(prompt.system()));
        for (Prompt.Turn turn : prompt.turns()) {
            messages.add(
                    turn.role() == Prompt.Role.USER
                            ? UserMessage.from(turn.text())
                            : AiMessage.from(turn.text()));
        }
        return ChatRequest.builder()
                .messages(messages)
                .temperature(prompt.temperature())
                .maxOutputTokens(prompt.tokensMax())
                .build();
    }

    private RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof GeneratorFailure known) {
            return known;
        }
        for (Throwable why = cause; why != null; why = why.getCause()) {
            if (why instanceof HttpException http) {
                return new GeneratorFailure(
                        GeneratorFailure.Code.REFUSED,
                        "The generator "
                                + name
                                + " answered with status "
                                + http.statusCode()
                                + ".",
                        cause);
            }
            if (why instanceof dev.langchain4j.exception.TimeoutException
                    || why instanceof java.net.http.HttpTimeoutException) {
                return new GeneratorFailure(
                        GeneratorFailure.Code.TIMEOUT,
                        "The generator " + name + " did not answer in time.",
                        cause);
            }
        }
        return new GeneratorFailure(
                GeneratorFailure.Code.UNREACHABLE,
                "The generator " + name + " can't be reached, or its answer broke off.",
                cause);
    }

    @Override
    public void close() {
        // the model has nothing to release
    }

    /** Hands on what comes, and says how it ended. */
    private static final class Reply implements StreamingChatResponseHandler {
        final CompletableFuture<Writing> done = new CompletableFuture<>();
        private final Pieces pieces;
        volatile boolean wanted = true;

        /** What the listener threw, which is no fault of the model. */
        volatile @Nullable RuntimeException own;

        Reply(Pieces pieces) {
            this.pieces = pieces;
        }

        @Override
        public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            if (wanted) {
                try {
                    wanted = pieces.take(piece.text());
                } catch (RuntimeException e) {
                    wanted = false;
                    own = e;
                    done.completeExceptionally(e);
                }
            }
            if (!wanted) {
                context.streamingHandle().cancel();
                done.complete(new Writing(true, 0, 0));
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            if (response.finishReason() == null) {
                done.completeExceptionally(
                        new GeneratorFailure(
                                GeneratorFailure.Code.UNREACHABLE,
                                "The generator's answer broke off: it did not say why it ended.",
                                null));
                return;
            }
            TokenUsage usage = response.tokenUsage();
            done.complete(
                    new Writing(
                            response.finishReason() == FinishReason.LENGTH,
                            usage == null ? 0 : count(usage.inputTokenCount()),
                            usage == null ? 0 : count(usage.outputTokenCount())));
        }

        @Override
        public void onError(Throwable error) {
            done.completeExceptionally(error);
        }

        private static int count(@Nullable Integer tokens) {
            return tokens == null ? 0 : tokens;
        }
    }
}
