package dev.plumbline.answers;

import dev.plumbline.documents.Layouts;
import dev.plumbline.eval.judge.SentenceVerifier;
import dev.plumbline.eval.judge.Verdict;
import dev.plumbline.eval.judge.Verification;
import dev.plumbline.tracing.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the making: text comes in pieces, each sentence ends with what it cites and is
 * judged by it. Where the collection wants it, a sentence is held back until it is judged, and left
 * out unless something supports it.
 */
final class Transcript {
    private final AnswerListener listener;
    private final boolean omitsUnsupported;
    private final SentenceVerifier verifier;
    private final Layouts layouts;
    private final Stages stages;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder current = new StringBuilder();
    private final List<Answer.Sentence> sentences = new ArrayList<>();
    private final List<StoredAnswer.Sentence> stored = new ArrayList<>();
    private final List<Answer.Quoted> citations = new ArrayList<>();
    private final List<Receipt.Judged> judged = new ArrayList<>();
    private int length;
    private long verifyingNanos;

    Transcript(
            AnswerListener listener,
            boolean omitsUnsupported,
            SentenceVerifier verifier,
            Layouts layouts,
            Stages stages) {
        this.listener = listener;
        this.omitsUnsupported = omitsUnsupported;
        this.verifier = verifier;
        this.layouts = layouts;
        this.stages = stages;
    }

    /** A stretch of a document that a sentence repeats word for word. */
    record Words(int start, int end) {}

    /** The next piece of the sentence at hand; white space before it belongs to it. */
    void piece(String piece) {
        current.append(piece);
        if (!omitsUnsupported) {
            listener.delta(piece);
        }
    }

    /** Whether the sentence is borne out by these. */
    Verification verify(String sentence, List<String> cited, List<String> others) {
        long from = System.nanoTime();
        Verification verification =
                stages.in(
                        Stages.Way.ANSWER,
                        "verify",
                        () -> verifier.verify(sentence, cited, others));
        verifyingNanos += System.nanoTime() - from;
        return verification;
    }

    /**
     * Ends the sentence at hand.
     *
     * @param cited what it cites
     * @param seen the documents that its words may come from, where what it cites does not support
     *     it
     * @param words what it repeats; null for a model's own words
     */
    void sentence(
            List<Source> cited,
            Set<String> seen,
            Verification verification,
            @Nullable Words words) {
        String whole = current.toString();
        current.setLength(0);
        String sentence = whole.strip();
        Verdict verdict = verification.verdict();
        judged.add(Receipt.Judged.of(verification));
        if (sentence.isEmpty()) {
            return;
        }
        if (omitsUnsupported) {
            if (verdict != Verdict.SUPPORTED && verdict != Verdict.PARTLY) {
                return;
            }
            whole = text.isEmpty() ? whole.stripLeading() : whole;
            listener.delta(whole);
        }
        String lead = whole.substring(0, whole.indexOf(sentence));
        text.append(whole);
        int start = length + lead.codePointCount(0, lead.length());
        length += whole.codePointCount(0, whole.length());
        List<Integer> numbers =
                cited.stream().map(source -> cite(source, verdict.label())).distinct().toList();
        int end = start + sentence.codePointCount(0, sentence.length());
        var said = new Answer.Sentence(start, end, verdict.label(), numbers);
        sentences.add(said);
        stored.add(
                new StoredAnswer.Sentence(
                        lead,
                        words == null ? sentence : null,
                        words == null ? null : words.start(),
                        words == null ? null : words.end(),
                        verdict.label(),
                        numbers,
                        verdict == Verdict.SUPPORTED ? documentIds(cited) : seen));
        listener.verdict(sentences.size() - 1, said);
    }

    /** The documents that sources are of. */
    static Set<String> documentIds(List<Source> sources) {
        return sources.stream().map(Source::documentId).collect(Collectors.toSet());
    }

    private int cite(Source source, @Nullable String verdict) {
        for (Answer.Quoted known : citations) {
            if (source.samePlace(known)) {
                return known.n();
            }
        }
        var citation = citation(source, verdict);
        citations.add(citation);
        listener.citation(citation);
        return citation.n();
    }

    /** Cites what is nearest, for an answer that says nothing else. */
    void nearest(Source source) {
        citations.add(citation(source, null));
        listener.citation(citations.getLast());
    }

    private Answer.Quoted citation(Source source, @Nullable String verdict) {
        Layouts.Place place =
                layouts.place(
                                source.documentId(),
                                source.revision(),
                                source.textSha256(),
                                source.start(),
                                source.end())
                        .orElseGet(() -> new Layouts.Place(source.page(), List.of()));
        return new Answer.Quoted(
                citations.size() + 1,
                source.collection(),
                source.documentId(),
                source.revision(),
                source.textSha256(),
                source.title(),
                place.page(),
                place.boxes(),
                source.start(),
                source.end(),
                source.quote(),
                verdict,
                source.score());
    }

    /** Whether nobody wants more. */
    boolean gone() {
        return listener.gone();
    }

    boolean omitsUnsupported() {
        return omitsUnsupported;
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    String text() {
        return text.toString();
    }

    List<Answer.Sentence> sentences() {
        return sentences;
    }

    List<StoredAnswer.Sentence> stored() {
        return stored;
    }

    List<Answer.Quoted> citations() {
        return citations;
    }

    List<Receipt.Judged> judged() {
        return judged;
    }

    long verifyingNanos() {
        return verifyingNanos;
    }
}
