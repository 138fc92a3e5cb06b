package dev.plumbline.inference.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.plumbline.inference.engine.TextModel;

/** Chat by a model of this engine. Greedy where no temperature is asked for. */
public final class EngineChatModel implements ChatModel {
    private final ChatCalls calls;

    /** For a model that stays open as long as this is used. */
    public EngineChatModel(TextModel model) {
        calls = new ChatCalls(model);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return calls.run(request, _ -> {});
    }
}
