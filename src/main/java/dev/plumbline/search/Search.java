package dev.plumbline.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Principal;
import dev.plumbline.collections.Collections;
import dev.plumbline.collections.ReaderSets;
import dev.plumbline.collections.Tenants;
import dev.plumbline.documents.Attributes;
import dev.plumbline.documents.Views;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.GatewayException;
import dev.plumbline.gateway.Vectors;
import dev.plumbline.index.AttributeFilter;
import dev.plumbline.index.Frequencies;
import dev.plumbline.index.Hit;
import dev.plumbline.index.IndexException;
import dev.plumbline.index.Mode;
import dev.plumbline.index.ReaderFilter;
import dev.plumbline.index.Scope;
import dev.plumbline.index.SearchRequest;
import dev.plumbline.index.entry.AttributeValue;
import dev.plumbline.projection.Projector;
import dev.plumbline.web.Problem;
import io.opentelemetry.context.Context;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Searches on behalf of a principal. */
@Singleton
public final class Search {
    private static final Logger LOG = Logger.getLogger(Search.class);
    private static final int RETRY_SECONDS = 10;

    private final Collections collections;
    private final ReaderSets readerSets;
    private final Views views;
    private final Projector projector;
    private final Embedder embedder;
    private final Executor embeddings =
            Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor());

    @Inject
    Search(
            Collections collections,
            ReaderSets readerSets,
            Views views,
            Projector projector,
            Embedder embedder) {
        this.collections = collections;
        this.readerSets = readerSets;
        this.views = views;
        this.projector = projector;
        this.embedder = embedder;
    }

    /** Collections by name, each once; "default" where none is named. */
    public static List<String> collections(List<String> names) {
        return names.isEmpty()
                ? List.of(Tenants.DEFAULT_COLLECTION)
                : List.copyOf(new LinkedHashSet<>(names));
    }

    /**
     * What is searched for.
     *
     * @param collections names; none: the collection "default"
     * @param filter conditions on attributes, as clients write them; null for none
     */
    public record Query(
            List<String> collections, String text, int k, Mode mode, @Nullable JsonNode filter) {
        public Query {
            collections = Search.collections(collections);
            if (k < 1 || k > SearchRequest.K_MAX) {
                throw Problem.badInput(
                        "bad_k", "k is 1 to " + SearchRequest.K_MAX + ", not " + k + ".");
            }
        }
    }

    /**
     * A hit that the principal may read.
     *
     * @param title as documents show it
     */
    public record Found(Hit hit, String title) {}

    /**
     * What a search found, and what it ran on.
     *
     * @param vector of the query; null where it has none
     */
    @SuppressWarnings(
            "ArrayRecordComponent") // a vector is an array everywhere; results are not compared
    public record Result(List<Found> hits, Scope scope, float @Nullable [] vector) {}

    /**
     * The best hits.
     *
     * @throws Problem 404 for a collection that is not there
     */
    @SuppressWarnings("NullAway") // an array's nullness is not read from another module's classes
    public Result find(Principal principal, Query query) {
        Scope scope = scope(principal, query.collections(), query.filter());
        // The query is embedded while it is settled where to search, and words are looked for.
        Supplier<float[]> vector =
                query.mode() == Mode.BM25 || query.text().isBlank()
                        ? null
                        : embedding(query.text());
        SearchRequest request =
                new SearchRequest(scope, query.text(), null, query.mode(), query.k(), Set.of());
        Set<String> hidden = new HashSet<>();
        while (true) {
            SearchRequest next = request.excluding(hidden);
            List<Hit> hits = hits(principal, next, vector);
            Map<String, Views.Label> labels =
                    views.readable(
                            principal,
                            hits.stream().map(Hit::documentId).collect(Collectors.toSet()));
            List<Found> found = new ArrayList<>();
            boolean all = true;
            for (Hit hit : hits) {
                Views.Label label = labels.get(hit.documentId());
                if (label == null) {
                    all &= !hidden.add(hit.documentId());
                } else {
                    found.add(new Found(hit, label.title()));
                }
            }
            if (all) {
                return new Result(found, scope, vector == null ? null : vector.get());
            }
        }
    }

    private List<Hit> hits(
            Principal principal, SearchRequest request, @Nullable Supplier<float[]> vector) {
        try {
            return projector
                    .with(principal.tenant(), index -> index.search(request, vector))
                    .hits();
        } catch (IndexException e) {
            if (e.code() != IndexException.Code.VECTOR) {
                throw e;
            }
            throw unembedded(e);
        }
    }

    /** Begins to embed a query; who asks for its vector waits for it. */
    private Supplier<float[]> embedding(String text) {
        CompletableFuture<float[]> vector =
                CompletableFuture.supplyAsync(() -> embedded(text), embeddings);
        return () -> {
            try {
                return vector.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        };
    }

    private float[] embedded(String text) {
        try {
            float[] vector = embedder.embedQuery(text);
            if (Vectors.zero(vector)) { // near to every passage alike
                throw rejected();
            }
            return vector;
        } catch (GatewayException e) {
            throw switch (e.code()) {
                case MODEL_UNREACHABLE -> unembedded(e);
                case INPUT_REJECTED -> rejected();
                case MODEL_UNREADABLE, MODEL_FAILED, MODEL_CLOSED -> e;
            };
        }
    }

    private static Problem rejected() {
        return Problem.of(
                422,
                "embedder_rejected",
                "The embedder does not take this question",
                "It may be too long for it: ask in fewer words, or look for passages by their words (mode bm25).");
    }

    /** The embedder is away, or another model answers in its place. */
    private static Problem unembedded(RuntimeException cause) {
        LOG.warnf("No vector for a query: %s", cause.getMessage());
        return Problem.retryable(
                503,
                "embedder_failed",
                "The embedder does not answer as it should; passages are found by their words meanwhile (mode bm25).",
                RETRY_SECONDS);
    }

    /** How common a text's terms are among what the principal may read. */
    public Frequencies frequencies(Principal principal, Scope scope, String text, String language) {
        return projector.with(
                principal.tenant(), index -> index.frequencies(scope, text, language));
    }

    private Scope scope(Principal principal, List<String> names, @Nullable JsonNode filter) {
        Set<String> found =
                names.stream()
                        .map(name -> collections.find(principal, name).name())
                        .collect(Collectors.toSet());
        return new Scope(
                found, new ReaderFilter.Sets(readerSets.readable(principal)), filters(filter));
    }

    private static List<AttributeFilter> filters(@Nullable JsonNode filter) {
        if (filter == null || filter.isNull()) {
            return List.of();
        }
        if (!filter.isObject()) {
            throw Problem.badInput(
                    "bad_filter",
                    "filter is an object: {attribute: value | [values] | {from, to}}.");
        }
        List<AttributeFilter> filters = new ArrayList<>();
        for (Map.Entry<String, JsonNode> condition : filter.properties()) {
            filters.add(filter(condition.getKey(), condition.getValue()));
        }
        return filters;
    }

    private static AttributeFilter filter(String name, JsonNode value) {
        if (value.isObject()) {
            return new AttributeFilter.Range(
                    name, bound(name, value.get("from")), bound(name, value.get("to")));
        }
        Set<AttributeValue> values = new HashSet<>();
        if (value.isArray()) {
            value.forEach(one -> values.add(Attributes.single(name, one)));
        } else {
            values.add(Attributes.single(name, value));
        }
        return new AttributeFilter.In(name, values);
    }

    private static @Nullable AttributeValue bound(String name, @Nullable JsonNode value) {
        return value == null || value.isNull() ? null : Attributes.single(name, value);
    }
}
