package dev.plumbline.inference.engine;

import dev.plumbline.inference.kernel.Sampled;
import dev.plumbline.inference.kernel.Sampling;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request on its way. Belongs to the engine's thread but for {@link #cancel}. */
final class Sequence {
    private static final Logger LOG = System.getLogger(Sequence.class.getName());

    private final GenerationRequest request;
    private final GenerationListener listener;
    private final IncrementalText text;
    private final StopTexts stops;
    private final long deadlineNanos;
    private final boolean limited;
    private final Map<Integer, Integer> seen = new HashMap<>();
    private int @Nullable [] blocks;
    private int read;
    private int last = -1;
    private int generated;
    private GenerationEvent.@Nullable Reason reason;
    private boolean ended;
    private volatile boolean cancelled;

    Sequence(
            GenerationRequest request,
            GenerationListener listener,
            IncrementalText text,
            long nowNanos) {
        this.request = request;
        this.listener = listener;
        this.text = text;
        stops = new StopTexts(request.stopTexts());
        limited = request.timeout().isPresent();
        deadlineNanos = nowNanos + request.timeout().map(Duration::toNanos).orElse(0L);
        if (request.sampling().penalises()) {
            request.prompt().forEach(token -> seen.merge(token, 1, Integer::sum));
        }
    }

    GenerationRequest request() {
        return request;
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    boolean expired(long nowNanos) {
        return limited && nowNanos - deadlineNanos >= 0;
    }

    /** Tokens that it may come to. */
    int tokensMax() {
        return request.prompt().size() + request.tokensMax();
    }

    void blocks(int @Nullable [] given) {
        blocks = given;
    }

    int @Nullable [] blocks() {
        return blocks;
    }

    /** Tokens of the prompt that have not been through the model. */
    int unread() {
        return request.prompt().size() - read;
    }

    /** Tokens that have been through the model. */
    int length() {
        return unread() > 0 ? read : read + Math.max(0, generated - 1);
    }

    /** The next token to go through the model, {@code ahead} tokens on. */
    int next(int ahead) {
        return unread() > 0 ? request.prompt().get(read + ahead) : last;
    }

    void read(int tokens) {
        read += tokens;
    }

    Sampling sampling() {
        SamplingRule rule = request.sampling();
        return new Sampling(
                rule.temperature(),
                rule.topK(),
                rule.topP(),
                rule.minP(),
                rule.penalises()
                        ? new Sampling.Penalties(
                                rule.repetition(), rule.frequency(), rule.presence(), seen)
                        : Sampling.Penalties.NONE,
                rule.bias(),
                rule.seed(),
                generated,
                rule.alternatives());
    }

    /** Takes a drawn token; says whether that was the end, which {@link #end} then tells. */
    boolean accepts(Sampled sampled) {
        last = sampled.token();
        generated++;
        if (request.stopTokens().contains(last)) {
            deliver(new GenerationEvent.Token(sampled, ""));
            reason = GenerationEvent.Reason.STOP;
            return true;
        }
        if (request.sampling().penalises()) {
            seen.merge(last, 1, Integer::sum);
        }
        deliver(new GenerationEvent.Token(sampled, stops.append(text.append(last))));
        if (stops.stopped()) {
            reason = GenerationEvent.Reason.STOP;
        } else if (generated == request.tokensMax()) {
            reason = GenerationEvent.Reason.LENGTH;
        }
        return reason != null;
    }

    /** Tells the end that the last token brought. */
    void end() {
        String rest = stops.stopped() ? "" : stops.append(text.finish());
        String held = stops.stopped() ? "" : stops.finish();
        GenerationEvent.Reason why = Objects.requireNonNull(reason);
        deliver(new GenerationEvent.Finished(why, rest + held, request.prompt().size(), generated));
        ended = true;
    }

    void fail(String code, String message) {
        if (!ended) {
            ended = true;
            try {
                listener.on(new GenerationEvent.Failed(code, message));
            } catch (RuntimeException deaf) {
                LOG.log(Level.WARNING, "A listener failed while it was told of an end", deaf);
            }
        }
    }

    private void deliver(GenerationEvent event) {
        if (!ended) {
            listener.on(event);
        }
    }
}
