package dev.plumbline.inference.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.plumbline.inference.engine.TextModel;

/**
 * Streaming chat by a model of this engine; each call has a virtual thread, on which its handler is
 * called.
 */
public final class EngineStreamingChatModel implements StreamingChatModel {
    private final ChatCalls calls;

    /** For a model that stays open as long as this is used. */
    public EngineStreamingChatModel(TextModel model) {
        calls = new ChatCalls(model);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Thread.startVirtualThread(
                () -> {
                    ChatResponse response;
                    try {
                        response = calls.run(request, handler::onPartialResponse);
                    } catch (RuntimeException failure) {
                        handler.onError(failure);
                        return;
                    }
                    handler.onCompleteResponse(response);
                });
    }
}
