package dev.plumbline.answers;

import dev.plumbline.accounts.Principal;
import dev.plumbline.answers.quoting.Profile;
import dev.plumbline.answers.quoting.QuotingSelector;
import dev.plumbline.collections.Collections;
import dev.plumbline.conversations.Conversations;
import dev.plumbline.documents.Erasures;
import dev.plumbline.documents.Layouts;
import dev.plumbline.eval.judge.SentenceVerifier;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.Generator;
import dev.plumbline.gateway.GeneratorFailure;
import dev.plumbline.releases.Release;
import dev.plumbline.releases.ReleasePart;
import dev.plumbline.search.Search;
import dev.plumbline.tracing.Stages;
import dev.plumbline.web.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions: by quotes, or in a model's words, never by what the documents do not say. What
 * is made is kept, with its receipt.
 */
@Singleton
public final class Answering {
    private static final Logger LOG = Logger.getLogger(Answering.class);
    private static final long CACHE_BYTES_MAX = 64L << 20;
    private static final long WAIT_SECONDS = 10;
    private static final int WAITING_MAX = 64;

    private final Pipeline pipeline;
    private final QuotingSelector selector;
    private final Conversations conversations;
    private final Collections collections;
    private final Answers answers;
    private final MeterRegistry meters;
    private final Semaphore places;

    @Inject
    Answering(
            Search search,
            Embedder embedder,
            Optional<Generator> generator,
            Release release,
            Layouts layouts,
            AnswerSettings settings,
            Conversations conversations,
            Collections collections,
            Answers answers,
            MeterRegistry meters,
            Stages stages) {
        this.selector = new QuotingSelector(embedder, Profile.standard(), CACHE_BYTES_MAX);
        AnswerWriter writer =
                generator
                        .<AnswerWriter>map(
                                model -> new ModelWriter(model, embedder::countTokens, settings))
                        .orElseGet(QuotingWriter::new);
        this.pipeline =
                new Pipeline(
                        search, selector, writer, embedder, release, layouts, settings, stages);
        this.conversations = conversations;
        this.collections = collections;
        this.answers = answers;
        this.meters = meters;
        this.places = new Semaphore(settings.concurrentMax(), true);
        Gauge.builder("plumbline.answers.waiting", places::getQueueLength)
                .description("Questions that wait for a place to be answered")
                .register(meters);
    }

    void forget(@Observes Erasures.Erased erased) {
        selector.forget();
    }

    /** The parts of the release that this package owns. */
    static final class Parts {
        @Produces
        @Singleton
        ReleasePart prompt() {
            return new ReleasePart("prompt", PromptText.VERSION);
        }

        @Produces
        @Singleton
        ReleasePart verifier() {
            return new ReleasePart("verifier", SentenceVerifier.VERSION);
        }
    }

    /**
     * The question with its collections settled, once all that it names is there.
     *
     * @throws Problem 404 for a conversation or collection that is not there
     */
    public Question checked(Question question) {
        List<String> names = question.collections();
        String conversation = question.conversationId();
        if (conversation != null) {
            List<String> own = conversations.find(question.principal(), conversation).collections();
            names = names.isEmpty() ? own : names;
        }
        names = Search.collections(names);
        names.forEach(name -> collections.find(question.principal(), name));
        return question.in(names);
    }

    /**
     * Answers a checked question and keeps the answer, unless nobody listens any more.
     *
     * @throws Problem 503 where the generator fails or too many answers are being made
     */
    public Answer answer(Question question, AnswerListener listener) {
        return answer(question, turns(question, null), listener);
    }

    /** As before, in a conversation that the client keeps itself. */
    public Answer answer(Question question, List<Turn> turns, AnswerListener listener) {
        Timer.Sample sample = Timer.start(meters);
        Made made = run(question, Standalone.of(question.text(), turns), turns, listener);
        sample.stop(
                meters.timer(
                        "plumbline.answers",
                        "outcome",
                        Objects.requireNonNullElse(made.answer().reason(), "answered")));
        if (!listener.gone()) {
            answers.save(question, made);
        }
        return made.answer();
    }

    /** Runs an answer of the principal again, from retrieval to verification. */
    Replay replay(Principal principal, String id) {
        Answers.Kept kept = answers.kept(principal, id);
        Receipt receipt = kept.receipt();
        Question question =
                new Question(
                        principal,
                        receipt.collections(),
                        receipt.question(),
                        receipt.filter(),
                        receipt.conversationId());
        Question checked;
        try {
            checked = checked(question);
        } catch (Problem gone) {
            return Replay.impossible(kept, gone.detail());
        }
        return Replay.compare(
                kept,
                run(
                        checked,
                        answers.standalone(principal, receipt),
                        turns(question, id),
                        AnswerListener.NONE));
    }

    private Made run(
            Question question, Standalone standalone, List<Turn> turns, AnswerListener listener) {
        enter();
        try {
            boolean omits =
                    question.collections().stream()
                            .anyMatch(
                                    name ->
                                            collections
                                                    .find(question.principal(), name)
                                                    .omitsUnsupported());
            return pipeline.run(question, standalone, turns, omits, listener);
        } catch (GeneratorFailure e) {
            LOG.warnf(e, "The generator failed");
            throw Problem.retryable(
                    503, "generator_failed", String.valueOf(e.getMessage()), (int) WAIT_SECONDS);
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.getQueueLength() < WAITING_MAX
                    && places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.retryable(
                503, "overloaded", "Too many answers are being made.", (int) WAIT_SECONDS);
    }

    private List<Turn> turns(Question question, @Nullable String before) {
        String conversation = question.conversationId();
        return conversation == null
                ? List.of()
                : answers.turns(question.principal(), conversation, before);
    }
}
