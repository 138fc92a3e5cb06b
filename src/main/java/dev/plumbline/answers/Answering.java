package dev.plumbline.answers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Principal;
import dev.plumbline.answers.quoting.Composition;
import dev.plumbline.answers.quoting.Evidence;
import dev.plumbline.answers.quoting.Profile;
import dev.plumbline.answers.quoting.Quote;
import dev.plumbline.answers.quoting.QuotingSelector;
import dev.plumbline.answers.quoting.Selection;
import dev.plumbline.documents.Erasures;
import dev.plumbline.eval.judge.SentenceVerifier;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.index.Frequencies;
import dev.plumbline.index.Mode;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.releases.Release;
import dev.plumbline.search.Search;
import dev.plumbline.storage.Ids;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers questions by quotes: no model weights, nothing that the documents do not say. */
@Singleton
public final class Answering {
    static final String REFUSAL = "The documents do not answer this question.";
    private static final int HITS = 20;
    private static final long CACHE_BYTES_MAX = 64L << 20;
    private static final String QUESTION_LANGUAGE = "en";

    private final Search search;
    private final QuotingSelector selector;
    private final SentenceVerifier verifier = new SentenceVerifier();
    private final Release release;

    @Inject
    Answering(Search search, Embedder embedder, Release release) {
        this.search = search;
        this.selector = new QuotingSelector(embedder, Profile.standard(), CACHE_BYTES_MAX);
        this.release = release;
    }

    void forget(@Observes Erasures.Erased erased) {
        selector.forget();
    }

    /** An answer and the hits that it was chosen from. */
    public record Answered(Answer answer, List<Search.Found> evidence) {}

    /** Answers on behalf of a principal, from what it may read in these collections. */
    public Answered answer(
            Principal principal,
            List<String> collections,
            String question,
            @Nullable JsonNode filter) {
        long start = System.nanoTime();
        Search.Result result =
                search.find(
                        principal,
                        new Search.Query(collections, question, HITS, Mode.HYBRID, filter));
        long found = System.nanoTime();
        Frequencies frequencies =
                search.frequencies(principal, result.scope(), question, QUESTION_LANGUAGE);
        Selection selection =
                selector.select(
                        new Evidence(
                                question,
                                QUESTION_LANGUAGE,
                                result.vector(),
                                result.hits().stream().map(Search.Found::hit).toList(),
                                frequencies));
        long selected = System.nanoTime();
        Map<String, String> titles =
                result.hits().stream()
                        .collect(
                                Collectors.toMap(
                                        hit -> hit.hit().documentId(),
                                        Search.Found::title,
                                        (a, b) -> a));
        Answer answer =
                selection.answerable() && !selection.quotes().isEmpty()
                        ? quoting(question, selection, titles)
                        : refusal(question, selection, titles);
        return new Answered(
                timed(answer, found - start, selected - found, System.nanoTime() - selected),
                result.hits());
    }

    private Answer quoting(String question, Selection selection, Map<String, String> titles) {
        Composition composition = Composition.compose(selection);
        CanonicalText text = CanonicalText.of(composition.text());
        List<String> quotes = selection.quotes().stream().map(Quote::text).toList();
        Map<Integer, String> firstVerdicts = new HashMap<>();
        List<Answer.Sentence> sentences = new ArrayList<>();
        for (Composition.Sentence sentence : composition.sentences()) {
            List<String> cited = sentence.citations().stream().map(n -> quotes.get(n - 1)).toList();
            List<String> others = quotes.stream().filter(quote -> !cited.contains(quote)).toList();
            String verdict =
                    verifier.verify(text.slice(sentence.start(), sentence.end()), cited, others)
                            .verdict()
                            .label();
            sentences.add(
                    new Answer.Sentence(
                            sentence.start(), sentence.end(), verdict, sentence.citations()));
            sentence.citations().forEach(n -> firstVerdicts.putIfAbsent(n, verdict));
        }
        List<Answer.Citation> citations = citations(selection, titles, firstVerdicts);
        return answer(question, composition.text(), null, selection, sentences, citations);
    }

    private Answer refusal(String question, Selection selection, Map<String, String> titles) {
        String reason = selection.quotes().isEmpty() ? "nothing_found" : "low_confidence";
        return answer(
                question,
                REFUSAL,
                reason,
                selection,
                List.of(),
                citations(selection, titles, Map.of()));
    }

    private Answer answer(
            String question,
            String text,
            @Nullable String reason,
            Selection selection,
            List<Answer.Sentence> sentences,
            List<Answer.Citation> citations) {
        return new Answer(
                Ids.next(),
                question,
                text,
                reason != null,
                reason,
                selection.confidence(),
                sentences,
                citations,
                release.id(),
                selection.profile(),
                Map.of(),
                Map.of());
    }

    private static List<Answer.Citation> citations(
            Selection selection, Map<String, String> titles, Map<Integer, String> verdicts) {
        List<Answer.Citation> citations = new ArrayList<>();
        for (Quote quote : selection.quotes()) {
            int n = citations.size() + 1;
            citations.add(
                    new Answer.Citation(
                            n,
                            quote.documentId(),
                            quote.revision(),
                            quote.textSha256(),
                            titles.getOrDefault(quote.documentId(), quote.title()),
                            quote.page(),
                            quote.start(),
                            quote.end(),
                            quote.text(),
                            verdicts.get(n),
                            quote.score()));
        }
        return citations;
    }

    private static Answer timed(Answer answer, long retrieval, long selection, long verification) {
        Map<String, Long> timings =
                Map.of(
                        "retrieval", retrieval / 1_000_000,
                        "selection", selection / 1_000_000,
                        "verification", verification / 1_000_000);
        return new Answer(
                answer.id(),
                answer.question(),
                answer.answer(),
                answer.refused(),
                answer.reason(),
                answer.confidence(),
                answer.sentences(),
                answer.citations(),
                answer.release(),
                answer.profile(),
                Map.of(),
                timings);
    }
}
