package dev.plumbline.answers;

import dev.plumbline.answers.quoting.Evidence;
import dev.plumbline.answers.quoting.Quote;
import dev.plumbline.answers.quoting.QuotingSelector;
import dev.plumbline.answers.quoting.Selection;
import dev.plumbline.documents.Layouts;
import dev.plumbline.eval.judge.SentenceVerifier;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.index.Frequencies;
import dev.plumbline.index.Mode;
import dev.plumbline.ingestion.screen.LanguageDetector;
import dev.plumbline.releases.Release;
import dev.plumbline.search.Search;
import dev.plumbline.storage.Ids;
import dev.plumbline.tracing.Stages;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stages of an answer, one after the other: retrieval, selection, writing with verification.
 */
final class Pipeline {
    static final String REFUSAL = "The documents do not answer this question.";
    private static final int HITS = 20;
    private static final String UNKNOWN = "und";

    private final Search search;
    private final QuotingSelector selector;
    private final AnswerWriter writer;
    private final Embedder embedder;
    private final Release release;
    private final Layouts layouts;
    private final AnswerSettings settings;
    private final Stages stages;
    private final LanguageDetector languages = new LanguageDetector();
    private final SentenceVerifier verifier = new SentenceVerifier();

    Pipeline(
            Search search,
            QuotingSelector selector,
            AnswerWriter writer,
            Embedder embedder,
            Release release,
            Layouts layouts,
            AnswerSettings settings,
            Stages stages) {
        this.search = search;
        this.selector = selector;
        this.writer = writer;
        this.embedder = embedder;
        this.release = release;
        this.layouts = layouts;
        this.settings = settings;
        this.stages = stages;
    }

    /** When the stages ended, in nanoseconds. */
    private record Clock(long start, long found, long selected) {
        Map<String, Long> timings(Transcript transcript) {
            long end = System.nanoTime();
            Map<String, Long> timings = new LinkedHashMap<>();
            timings.put("retrieval", ms(found - start));
            timings.put("selection", ms(selected - found));
            timings.put("writing", ms(end - selected - transcript.verifyingNanos()));
            timings.put("verification", ms(transcript.verifyingNanos()));
            timings.put("total", ms(end - start));
            return timings;
        }

        private static long ms(long nanos) {
            return nanos / 1_000_000;
        }
    }

    /**
     * Runs all of them.
     *
     * @param omitsUnsupported whether sentences that nothing supports are left out
     */
    Made run(
            Question question,
            Standalone standalone,
            List<Turn> turns,
            boolean omitsUnsupported,
            AnswerListener listener) {
        long start = System.nanoTime();
        Search.Result found =
                stages.in(
                        Stages.Way.ANSWER,
                        "retrieve",
                        () ->
                                search.find(
                                        question.principal(),
                                        new Search.Query(
                                                question.collections(),
                                                standalone.text(),
                                                HITS,
                                                Mode.HYBRID,
                                                question.filter())));
        listener.evidence(found.hits());
        long retrieved = System.nanoTime();
        String language = language(standalone.text(), found.hits());
        Selection selection =
                stages.in(
                        Stages.Way.ANSWER,
                        "select",
                        () -> select(question, standalone.text(), language, found));
        Clock clock = new Clock(start, retrieved, System.nanoTime());
        var task =
                new AnswerWriter.Task(
                        question, standalone, language, turns, found.hits(), selection);
        Transcript transcript =
                new Transcript(listener, omitsUnsupported, verifier, layouts, stages);
        String reason = null;
        AnswerWriter.Outcome outcome = AnswerWriter.Outcome.ofQuotes();
        if (selection.quotes().isEmpty()) {
            reason = "nothing_found";
        } else if (selection.confidence() < threshold(selection)) {
            reason = "low_confidence";
        } else {
            outcome = stages.in(Stages.Way.ANSWER, "write", () -> write(task, transcript));
            if (transcript.isEmpty()) {
                reason = outcome.declined() ? "generator_declined" : "nothing_supported";
            }
        }
        if (reason != null) {
            listener.delta(REFUSAL);
            for (Quote quote : selection.quotes()) {
                transcript.nearest(Source.of(quote, task.found(quote)));
            }
        }
        return made(task, transcript, outcome, reason, clock);
    }

    private AnswerWriter.Outcome write(AnswerWriter.Task task, Transcript transcript) {
        AnswerWriter.Outcome outcome = writer.write(task, transcript);
        if (outcome.promptSha256() != null) {
            stages.model(writer.name(), outcome.promptTokens(), outcome.tokens());
        }
        return outcome;
    }

    /** The question's language, which is one of what was found. */
    private String language(String standalone, List<Search.Found> hits) {
        Set<String> candidates =
                hits.stream()
                        .map(hit -> hit.hit().language())
                        .filter(language -> !language.equals(UNKNOWN))
                        .collect(Collectors.toSet());
        return candidates.isEmpty()
                ? UNKNOWN
                : languages.question(standalone, candidates).language();
    }

    private Selection select(
            Question question, String standalone, String language, Search.Result found) {
        Frequencies frequencies =
                search.frequencies(question.principal(), found.scope(), standalone, language);
        return selector.select(
                new Evidence(
                        standalone,
                        language,
                        found.vector(),
                        found.hits().stream().map(Search.Found::hit).toList(),
                        frequencies));
    }

    private double threshold(Selection selection) {
        return settings.threshold().orElse(selection.threshold());
    }

    private Made made(
            AnswerWriter.Task task,
            Transcript transcript,
            AnswerWriter.Outcome outcome,
            @Nullable String reason,
            Clock clock) {
        Answer answer =
                new Answer(
                        Ids.next(),
                        task.question().conversationId(),
                        task.question().text(),
                        reason == null ? transcript.text() : REFUSAL,
                        reason != null,
                        reason,
                        task.selection().confidence(),
                        reason == null && outcome.cut(),
                        reason == null ? transcript.sentences() : List.of(),
                        List.copyOf(transcript.citations()),
                        release.id(),
                        task.selection().profile(),
                        usage(task, outcome, reason == null ? transcript.text() : REFUSAL),
                        clock.timings(transcript));
        return new Made(
                answer,
                reason == null ? transcript.stored() : List.of(),
                receipt(answer, task, transcript, outcome));
    }

    /**
     * Without a model's own count, what was read and written is counted by the embedder's tokens.
     */
    private Map<String, Long> usage(
            AnswerWriter.Task task, AnswerWriter.Outcome outcome, String text) {
        long read = outcome.promptTokens();
        if (read == 0) {
            read = embedder.countTokens(task.standalone().text());
            for (Search.Found hit : task.hits()) {
                read += embedder.countTokens(hit.hit().text());
            }
        }
        long written = outcome.tokens() == 0 ? embedder.countTokens(text) : outcome.tokens();
        Map<String, Long> usage = new LinkedHashMap<>();
        usage.put("prompt_tokens", read);
        usage.put("completion_tokens", written);
        usage.put("total_tokens", read + written);
        return usage;
    }

    private Receipt receipt(
            Answer answer,
            AnswerWriter.Task task,
            Transcript transcript,
            AnswerWriter.Outcome outcome) {
        Question question = task.question();
        Selection selection = task.selection();
        Map<String, String> used = new TreeMap<>();
        used.put("threshold", Double.toString(threshold(selection)));
        used.put("evidence_tokens_max", Integer.toString(settings.evidenceTokensMax()));
        used.put("tokens_max", Integer.toString(settings.tokensMax()));
        used.put("temperature", "0");
        used.put("unsupported", transcript.omitsUnsupported() ? "omit" : "show");
        return new Receipt(
                answer.id(),
                Instant.now(),
                release.id(),
                release.parts(),
                selection.profile(),
                new Receipt.Asker(
                        question.principal().tenant(),
                        question.principal().subject(),
                        question.principal().groups()),
                question.text(),
                question.conversationId(),
                task.turns().size(),
                question.collections(),
                question.filter(),
                List.of(
                        new Receipt.Query(
                                task.standalone().text(),
                                Mode.HYBRID.name().toLowerCase(Locale.ROOT),
                                HITS,
                                task.language(),
                                task.standalone().documentIds())),
                task.hits().stream().map(hit -> Receipt.Ranked.of(hit.hit())).toList(),
                0,
                new Receipt.Answerability(
                        selection.confidence(), threshold(selection), selection.features()),
                writer.name(),
                outcome.packed(),
                outcome.promptSha256(),
                outcome.weights().orElse(null),
                0,
                used,
                List.copyOf(transcript.judged()));
    }
}
