package dev.plumbline.answers;

import dev.plumbline.search.Search;
import dev.plumbline.search.SearchResource;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import dev.plumbline.web.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An answer as server-sent events, each sent when it happens. */
final class AnswerEvents implements AnswerListener {
    private final Sse sse;
    private final MultiEmitter<? super OutboundSseEvent> out;

    private AnswerEvents(Sse sse, MultiEmitter<? super OutboundSseEvent> out) {
        this.sse = sse;
        this.out = out;
    }

    /** The events of an answer that is made on a thread of its own once somebody listens. */
    static Multi<OutboundSseEvent> stream(Sse sse, Function<AnswerListener, Answer> work) {
        return Multi.createFrom()
                .emitter(
                        out ->
                                Thread.ofVirtual()
                                        .name("answer")
                                        .start(() -> new AnswerEvents(sse, out).run(work)));
    }

    private void run(Function<AnswerListener, Answer> work) {
        try {
            send("done", work.apply(this));
        } catch (RuntimeException | Error e) {
            Problem problem = Problems.problem(e);
            send("error", problem.document());
        } finally {
            out.complete();
        }
    }

    @Override
    public void evidence(List<Search.Found> hits) {
        send("evidence", Map.of("hits", hits.stream().map(SearchResource.HitView::of).toList()));
    }

    @Override
    public void delta(String text) {
        send("delta", Map.of("text", text));
    }

    @Override
    public void citation(Answer.Quoted citation) {
        send("citation", citation);
    }

    @Override
    public void verdict(int index, Answer.Sentence sentence) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("index", index);
        data.put("start", sentence.start());
        data.put("end", sentence.end());
        data.put("verdict", sentence.verdict());
        data.put("citations", sentence.citations());
        send("verdict", data);
    }

    @Override
    public boolean gone() {
        return out.isCancelled();
    }

    private void send(String name, Object data) {
        out.emit(sse.newEventBuilder().name(name).data(Json.write(data)).build());
    }
}
