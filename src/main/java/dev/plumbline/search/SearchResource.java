package dev.plumbline.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Caller;
import dev.plumbline.index.Mode;
import dev.plumbline.releases.Release;
import dev.plumbline.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/search}. */
@Path("/api/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "search")
public final class SearchResource {
    private static final int K = 10;

    private final Caller caller;
    private final Search search;
    private final Release release;
    private final MeterRegistry meters;

    @Inject
    SearchResource(Caller caller, Search search, Release release, MeterRegistry meters) {
        this.caller = caller;
        this.search = search;
        this.release = release;
        this.meters = meters;
    }

    /** A client's query. */
    public record Body(
            @Nullable String collection,
            @Nullable List<String> collections,
            @Nullable String query,
            @Nullable Integer k,
            @Nullable String mode,
            @Nullable JsonNode filter) {}

    /** A passage that was found; {@code page} is null where there are none. */
    public record HitView(
            String documentId,
            int revision,
            String passageId,
            String title,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer page,
            int start,
            int end,
            String text,
            double score,
            Map<String, Double> scores) {
        /** The view of a hit. */
        public static HitView of(Search.Found found) {
            var hit = found.hit();
            return new HitView(
                    hit.documentId(),
                    hit.revision(),
                    hit.passageId(),
                    found.title(),
                    hit.page(),
                    hit.start(),
                    hit.end(),
                    hit.text(),
                    hit.score(),
                    hit.scores());
        }
    }

    /** What was found. */
    public record Hits(List<HitView> hits, String release, long tookMs) {}

    @POST
    @Operation(summary = "Find passages by words, by meaning, or by both")
    public Hits search(@Nullable Body body) {
        long start = System.nanoTime();
        if (body == null || body.query() == null || body.query().isBlank()) {
            throw Problem.badInput("no_query", "Send {\"query\": ...}.");
        }
        int k = body.k() == null ? K : body.k();
        var query =
                new Search.Query(
                        names(body.collection(), body.collections()),
                        body.query(),
                        k,
                        mode(body.mode()),
                        body.filter());
        List<HitView> hits =
                search.find(caller.principal(), query).hits().stream().map(HitView::of).toList();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        meters.timer("plumbline.searches", "mode", query.mode().name().toLowerCase(Locale.ROOT))
                .record(took);
        return new Hits(hits, release.id(), took.toMillis());
    }

    /** The collections that a request names. */
    public static List<String> names(
            @Nullable String collection, @Nullable List<String> collections) {
        List<String> names = new ArrayList<>();
        if (collection != null) {
            names.add(collection);
        }
        if (collections != null) {
            names.addAll(collections);
        }
        if (names.stream().anyMatch(name -> name == null || name.isBlank())) {
            throw Problem.badInput("bad_collections", "collections is a list of names.");
        }
        return names;
    }

    private static Mode mode(@Nullable String mode) {
        if (mode == null) {
            return Mode.HYBRID;
        }
        try {
            return Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.badInput("bad_mode", "mode is hybrid, bm25 or dense, not " + mode + ".");
        }
    }
}
