package dev.plumbline.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Runs work as a stage of a way: a span {@code "WAY STAGE"} below the span at hand, and the timer
 * {@code plumbline_WAY_stage_seconds}. A failure's message is left out of both, since it may repeat
 * what a document says.
 */
@Singleton
public final class Stages {
    private final Tracer tracer;
    private final MeterRegistry meters;

    @Inject
    Stages(Tracer tracer, MeterRegistry meters) {
        this.tracer = tracer;
        this.meters = meters;
    }

    /** What has stages. */
    public enum Way {
        INGEST("ingest"),
        ANSWER("answer");

        private final String label;

        Way(String label) {
            this.label = label;
        }
    }

    /** Work that may end in a failure of one kind. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** The result of the work, which is the stage. */
    public <T, E extends Exception> T in(Way way, String stage, Work<T, E> work) throws E {
        Span span = tracer.spanBuilder(way.label + " " + stage).startSpan();
        Timer.Sample sample = Timer.start(meters);
        boolean done = false;
        try (Scope _ = span.makeCurrent()) {
            T result = work.run();
            done = true;
            return result;
        } catch (Throwable e) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute("error.type", e.getClass().getName());
            throw e;
        } finally {
            span.end();
            sample.stop(
                    meters.timer(
                            "plumbline." + way.label + ".stage",
                            "stage",
                            stage,
                            "outcome",
                            done ? "done" : "failed"));
        }
    }

    /** Says something of the stage at hand; an id or a kind, never words of a document. */
    public void note(String name, String value) {
        Span.current().setAttribute("plumbline." + name, value);
    }

    /** As {@link #note(String, String)}, with a number. */
    public void note(String name, long value) {
        Span.current().setAttribute("plumbline." + name, value);
    }

    /**
     * Says of the stage at hand what a model did, by the names of OpenTelemetry's conventions for
     * generative models.
     */
    public void model(String name, long promptTokens, long tokens) {
        Span.current()
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.request.model", name)
                .setAttribute("gen_ai.usage.input_tokens", promptTokens)
                .setAttribute("gen_ai.usage.output_tokens", tokens);
        tokens(name, "input", promptTokens);
        tokens(name, "output", tokens);
    }

    private void tokens(String name, String type, long number) {
        meters.summary(
                        "gen_ai.client.token.usage",
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.request.model",
                        name,
                        "gen_ai.token.type",
                        type)
                .record((double) number);
    }
}
