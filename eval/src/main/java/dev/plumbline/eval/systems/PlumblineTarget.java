package dev.plumbline.eval.systems;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.attribution.Sought;
import dev.plumbline.eval.attribution.Trace;
import dev.plumbline.eval.faithfulness.QuoteCheck;
import dev.plumbline.eval.questions.Question;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A running Plumbline, at its REST API. Where a question says what evidence or answer is expected,
 * the search's candidates and the documents' texts are asked for too, to see how far the evidence
 * came.
 */
public final class PlumblineTarget extends HttpTarget {
    private static final int CANDIDATES = 100;
    private static final int LOCATED_BY = 20;
    private static final int DOCUMENTS_READ_MAX = 5;
    private static final int TEXTS_KEPT_MAX = 64;

    private final String collection;
    private final Map<String, String> texts =
            new LinkedHashMap<>(16, .75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > TEXTS_KEPT_MAX;
                }
            };

    /** The service at a base URL; an empty key is not sent. */
    public PlumblineTarget(String baseUrl, String collection, String key) {
        super(baseUrl, key);
        this.collection = collection;
    }

    @Override
    String notFound() {
        return "Is there a collection '"
                + collection
                + "' that the key may ask (--collection), and a Plumbline at that address? Other"
                + " servers are asked at their base address, ending in /v1.";
    }

    @Override
    JsonNode ask(Question question) throws IOException {
        return client.events(
                uri("/api/v1/answers"),
                Map.of("collection", collection, "question", question.text()));
    }

    @Override
    SystemOutput output(Question question, JsonNode events, double millis) throws IOException {
        JsonNode said = events.path("done").path(0);
        if (!said.isObject()) {
            JsonNode problem = events.path("error").path(0).path("detail");
            throw new IOException(problem.asText("the stream ended without an answer"));
        }
        JsonNode seen = events.path("evidence").path(0);
        List<String> evidence = new ArrayList<>();
        said.path("citations").forEach(each -> evidence.add(each.path("quote").asText()));
        JsonNode confidence = said.path("confidence");
        return new SystemOutput(
                question.id(),
                said.path("answer").asText(""),
                said.path("refused").asBoolean(),
                confidence.isNumber() ? confidence.asDouble() : null,
                evidence,
                passages(seen),
                SaidSentence.read(said.path("sentences")),
                verbatim(said.path("citations")),
                trace(question, said.path("id").asText(), seen),
                millis,
                said.path("release").asText(null),
                said.path("profile").asText(null),
                null);
    }

    /**
     * False once a quote is another than its text; null where none is seen to be, and there is
     * nothing to check or a text is not to be had.
     */
    private @Nullable Boolean verbatim(JsonNode citations) {
        boolean known = !citations.isEmpty();
        for (JsonNode each : citations) {
            try {
                boolean equal =
                        QuoteCheck.isVerbatim(
                                each.path("quote").asText(),
                                text(each),
                                each.path("start").asInt(-1),
                                each.path("end").asInt(-1));
                if (!equal) {
                    return false;
                }
            } catch (IOException unknown) {
                known = false;
            }
        }
        return known ? true : null;
    }

    /** The canonical text that a citation's or a hit's offsets belong to. */
    private String text(JsonNode cited) throws IOException {
        String document = cited.path("document_id").asText();
        String sha = cited.path("text_sha256").asText("");
        String known = texts.get(document + sha);
        if (known != null) {
            return known;
        }
        String path =
                "/api/v1/collections/" + encoded(collection) + "/documents/" + encoded(document);
        String text = client.text(uri(path + "/text" + (sha.isEmpty() ? "" : "?sha256=" + sha)));
        texts.put(document + sha, text);
        return text;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Null where nothing is sought, or the service does not tell: what it said stands anyway. */
    private @Nullable Trace trace(Question question, String answer, JsonNode seen) {
        List<Sought> sought = Sought.of(question.evidence(), question.expected());
        try {
            return sought.isEmpty() ? null : trace(question, sought, packed(answer, seen));
        } catch (IOException unknown) {
            return null;
        }
    }

    /**
     * What the writer saw: the passages of a model's prompt by the answer's receipt. Without a
     * model there is no prompt, and quotes are chosen from all that was found.
     */
    private List<String> packed(String answer, JsonNode seen) throws IOException {
        JsonNode receipt = client.get(uri("/api/v1/answers/" + encoded(answer) + "/receipt"));
        if (!receipt.path("prompt_sha256").isTextual()) {
            return passages(seen);
        }
        Map<String, String> texts = new HashMap<>();
        seen.path("hits")
                .forEach(
                        hit ->
                                texts.put(
                                        hit.path("passage_id").asText(),
                                        hit.path("text").asText()));
        List<String> packed = new ArrayList<>();
        receipt.path("packed").forEach(id -> packed.add(texts.getOrDefault(id.asText(), "")));
        return packed;
    }

    private Trace trace(Question question, List<Sought> sought, List<String> packed)
            throws IOException {
        List<String> found = passages(search(question.text(), "hybrid", CANDIDATES));
        List<Trace.Piece> pieces = new ArrayList<>();
        for (Sought piece : sought) {
            int rank = piece.rank(found);
            int seen = piece.rank(packed);
            Trace.Place place = rank > 0 || seen > 0 ? Trace.Place.PASSAGE : place(piece);
            pieces.add(new Trace.Piece(place, rank, seen));
        }
        return new Trace(pieces, found.size(), packed.size());
    }

    private JsonNode search(String query, String mode, int k) throws IOException {
        return client.post(
                uri("/api/v1/search"),
                Map.of("collection", collection, "query", query, "mode", mode, "k", k));
    }

    private static List<String> passages(JsonNode hits) {
        List<String> passages = new ArrayList<>();
        hits.path("hits").forEach(hit -> passages.add(hit.path("text").asText()));
        return passages;
    }

    /** Looks for evidence by its own words, in passages and then in their documents' texts. */
    private Trace.Place place(Sought piece) throws IOException {
        Set<String> read = new LinkedHashSet<>();
        for (String phrase : piece.phrases()) {
            JsonNode hits = search(phrase, "bm25", LOCATED_BY);
            if (piece.rank(passages(hits)) > 0) {
                return Trace.Place.PASSAGE;
            }
            for (JsonNode hit : hits.path("hits")) {
                boolean more = read.size() < DOCUMENTS_READ_MAX;
                if (more && read.add(hit.path("document_id").asText()) && piece.in(text(hit))) {
                    return Trace.Place.TEXT;
                }
            }
        }
        return Trace.Place.NOWHERE;
    }
}
