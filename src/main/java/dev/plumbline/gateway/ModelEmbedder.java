package dev.plumbline.gateway;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Any LangChain4j embedding model as an embedder, one behind an OpenAI-compatible address for
 * example. It shows no token vectors: answers by quotes then go by words and by the vectors of
 * whole texts alone, which costs some quality (the profile has coefficients of its own for that
 * case).
 *
 * <p>Nothing is asked of the model before there is something to embed: a server that is down when
 * this is made may come later.
 *
 * <p>Tokens are counted by a local tokenizer, since such models seldom count for free; the count is
 * an estimate there.
 */
public final class ModelEmbedder implements Embedder {
    private static final String HARMLESS = "dimension";

    /** Texts in one request: servers that run a model of their own refuse many. */
    private static final int TOGETHER_MAX = 32;

    private final EmbeddingModel model;
    private final String name;
    private final String version;
    private final String queryPrefix;
    private final ToIntFunction<String> tokens;
    private final AtomicInteger length = new AtomicInteger();

    /**
     * An embedder over a model.
     *
     * @param name the model's name, a part of every artifact's key
     * @param version what else tells its vectors from another's, its address for example
     * @param queryPrefix what the model's authors put before questions, or nothing
     * @param tokens counts a text's tokens
     */
    public ModelEmbedder(
            EmbeddingModel model,
            String name,
            String version,
            String queryPrefix,
            ToIntFunction<String> tokens) {
        this.model = Objects.requireNonNull(model);
        this.name = name;
        this.version = version;
        this.queryPrefix = queryPrefix;
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int dimension() {
        int known = length.get();
        return known > 0 ? known : embed(HARMLESS).length;
    }

    @Override
    public float[] embed(String passage) {
        return embed(List.of(passage)).getFirst();
    }

    @Override
    public List<float[]> embed(List<String> passages) {
        Found found = found(passages);
        if (!found.refused.isEmpty()) {
            var refused = found.refused.firstEntry();
            throw new GatewayException(
                    GatewayException.Code.INPUT_REJECTED,
                    "The embedder %s refuses passage %d of %d (%s)."
                            .formatted(
                                    name,
                                    refused.getKey() + 1,
                                    passages.size(),
                                    refused.getValue().said()),
                    null);
        }
        return found.vectors.stream().<float[]>map(Objects::requireNonNull).toList();
    }

    /** A vector of zeros is none: it is as near to one text as to another. */
    @Override
    public Embedded embedEach(List<String> passages) {
        Found found = found(passages);
        for (int place = 0; place < passages.size(); place++) {
            float[] vector = found.vectors.get(place);
            if (vector != null && Vectors.zero(vector)) {
                found.vectors.set(place, null);
                found.refused.put(
                        place, new Embedded.Refused(Embedded.Way.DECLINED, "a vector of zeros"));
            }
        }
        return new Embedded(found.vectors, found.refused);
    }

    /** What is there of the vectors of some passages. */
    private static final class Found {
        private final List<String> passages;
        private final List<float @Nullable []> vectors = new ArrayList<>();
        private final SortedMap<Integer, Embedded.Refused> refused = new TreeMap<>();

        Found(List<String> passages) {
            this.passages = passages;
            passages.forEach(passage -> vectors.add(null));
        }
    }

    private Found found(List<String> passages) {
        Found found = new Found(passages);
        List<Integer> places =
                IntStream.range(0, passages.size())
                        .filter(place -> !passages.get(place).isBlank())
                        .boxed()
                        .toList();
        for (int from = 0; from < places.size(); from += TOGETHER_MAX) {
            fill(found, places.subList(from, Math.min(from + TOGETHER_MAX, places.size())));
        }
        for (int place = 0; place < passages.size(); place++) {
            if (passages.get(place).isBlank()) {
                found.vectors.set(place, new float[dimension()]);
            }
        }
        return found;
    }

    /** Texts that are refused together are asked for in halves, down to those that are at fault. */
    private void fill(Found found, List<Integer> places) {
        try {
            List<float[]> vectors = asked(places.stream().map(found.passages::get).toList());
            for (int i = 0; i < vectors.size(); i++) {
                found.vectors.set(places.get(i), vectors.get(i));
            }
        } catch (GatewayException e) {
            boolean declined = e.code() == GatewayException.Code.INPUT_REJECTED;
            if (!declined && !Refusal.maybeOfInput(e)) {
                throw e;
            }
            if (places.size() == 1 || !declined) {
                requireAnswer();
            }
            if (places.size() == 1) {
                found.refused.put(
                        places.getFirst(),
                        new Embedded.Refused(
                                declined ? Embedded.Way.DECLINED : Embedded.Way.FAILED,
                                said(e, found.passages.get(places.getFirst()))));
                return;
            }
            int half = places.size() / 2;
            fill(found, places.subList(0, half));
            fill(found, places.subList(half, places.size()));
        }
    }

    private static String said(GatewayException e, String text) {
        return Refusal.said(e.getCause() == null ? e : e.getCause(), List.of(text));
    }

    private List<float[]> asked(List<String> texts) {
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        List<Embedding> found = called(texts, () -> model.embedAll(segments)).content();
        if (found.size() != texts.size()) {
            throw new GatewayException(
                    GatewayException.Code.MODEL_FAILED,
                    "The embedder %s returned %d vectors for %d texts."
                            .formatted(name, found.size(), texts.size()),
                    null);
        }
        return found.stream().map(embedding -> unit(embedding.vector())).toList();
    }

    /**
     * Sees that the model takes a harmless text now: one that does not, for a wrong key say, says
     * nothing of others.
     */
    private void requireAnswer() {
        try {
            asked(List.of(HARMLESS));
        } catch (GatewayException e) {
            throw e.code() == GatewayException.Code.INPUT_REJECTED
                    ? unanswered(e.getMessage(), e)
                    : e;
        }
    }

    /** A call that fails at once, on a connection that the server had given up say, is repeated. */
    private <T> T called(List<String> texts, Supplier<T> call) {
        try {
            return call.get();
        } catch (TimeoutException e) {
            throw failed(e, texts);
        } catch (RuntimeException first) {
            if (Refusal.ofInput(first)) {
                throw failed(first, texts);
            }
            try {
                return call.get();
            } catch (RuntimeException e) {
                throw failed(e, texts);
            }
        }
    }

    private GatewayException failed(RuntimeException e, List<String> texts) {
        String said = Refusal.said(e, texts);
        return Refusal.ofInput(e)
                ? new GatewayException(GatewayException.Code.INPUT_REJECTED, said, e)
                : unanswered(said, e);
    }

    private GatewayException unanswered(@Nullable String said, RuntimeException cause) {
        return new GatewayException(
                GatewayException.Code.MODEL_UNREACHABLE,
                "The embedder %s did not answer (%s).".formatted(name, said),
                cause);
    }

    private float[] unit(float[] vector) {
        length.compareAndSet(0, vector.length);
        int dimension = length.get();
        if (vector.length != dimension) {
            throw new GatewayException(
                    GatewayException.Code.MODEL_FAILED,
                    "The embedder %s returned %d numbers where %d belong."
                            .formatted(name, vector.length, dimension),
                    null);
        }
        float[] copy = vector.clone();
        Vectors.normalize(copy, 0, copy.length);
        return copy;
    }

    @Override
    public float[] embedQuery(String question) {
        return embed(queryPrefix + question);
    }

    @Override
    public int countTokens(String text) {
        return tokens.applyAsInt(text);
    }

    @Override
    public Optional<List<TokenVectors>> tokens(List<String> texts) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The model's owner closes it: LangChain4j's models have no common way to.
    }
}
