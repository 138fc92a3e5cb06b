package dev.plumbline.openai;

import dev.plumbline.answers.Answer;
import dev.plumbline.answers.AnswerListener;
import dev.plumbline.search.Search;
import dev.plumbline.storage.Ids;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the chunks of a streamed chat completion. The text lags one piece behind, since the
 * last chunk with content carries the annotations.
 */
final class ChunkStream implements AnswerListener {
    private final OutputStream out;
    private final String model;
    private final String base;
    private final boolean withUsage;
    private final String id = Ids.next();
    private @Nullable String held;
    private boolean begun;
    private boolean gone;

    ChunkStream(OutputStream out, String model, String base, boolean withUsage) {
        this.out = out;
        this.model = model;
        this.base = base;
        this.withUsage = withUsage;
    }

    /** Sends all of it; what fails on the way is sent as an error. */
    void run(Function<AnswerListener, Answer> work) throws IOException {
        try {
            Answer answer = work.apply(this);
            send(content(held == null ? "" : held, Completion.annotations(answer, base)), null);
            send(new LinkedHashMap<>(), Completion.finish(answer));
            if (withUsage) {
                Map<String, Object> usage = Completion.chunk(id, model, List.of());
                usage.put("usage", answer.usage());
                usage.put("plumbline", Completion.own(answer));
                event(Json.write(usage));
            }
            event("[DONE]");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            event(Json.write(Problems.problem(e).openAiDocument()));
        }
    }

    @Override
    public void evidence(List<Search.Found> hits) {
        // OpenAI's shape has no place for it
    }

    @Override
    public void delta(String text) {
        if (held != null) {
            send(content(held, List.of()), null);
        }
        held = text;
    }

    @Override
    public void citation(Answer.Quoted citation) {
        // they come at the end, in annotations
    }

    @Override
    public void verdict(int index, Answer.Sentence sentence) {
        // they come at the end, in annotations
    }

    @Override
    public boolean gone() {
        return gone;
    }

    private Map<String, Object> content(String text, List<Map<String, Object>> annotations) {
        Map<String, Object> delta = new LinkedHashMap<>();
        if (!begun) {
            delta.put("role", "assistant");
            begun = true;
        }
        delta.put("content", text);
        if (!annotations.isEmpty()) {
            delta.put("annotations", annotations);
        }
        return delta;
    }

    private void send(Map<String, Object> delta, @Nullable String finish) {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("finish_reason", finish);
        event(Json.write(Completion.chunk(id, model, List.of(choice))));
    }

    private void event(String data) {
        try {
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            gone = true;
            throw new UncheckedIOException("The client has gone", e);
        }
    }
}
