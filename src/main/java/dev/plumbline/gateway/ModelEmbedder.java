package dev.plumbline.gateway;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

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
        return known > 0 ? known : embed("dimension").length;
    }

    @Override
    public float[] embed(String passage) {
        return passage.isBlank()
                ? new float[dimension()]
                : unit(called(() -> model.embed(passage)).content().vector());
    }

    @Override
    public List<float[]> embed(List<String> passages) {
        List<TextSegment> segments =
                passages.stream().filter(p -> !p.isBlank()).map(TextSegment::from).toList();
        if (segments.size() < passages.size()) {
            return passages.stream().map(this::embed).toList();
        }
        return called(() -> model.embedAll(segments)).content().stream()
                .map(e -> unit(e.vector()))
                .toList();
    }

    /** A call that fails at once, on a connection that the server had given up say, is repeated. */
    private <T> T called(Supplier<T> call) {
        try {
            return call.get();
        } catch (TimeoutException e) {
            throw unanswered(e);
        } catch (RuntimeException first) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                throw unanswered(e);
            }
        }
    }

    private GatewayException unanswered(RuntimeException e) {
        return new GatewayException(
                GatewayException.Code.MODEL_UNREACHABLE,
                "The embedder %s did not answer (%s).".formatted(name, reason(e)),
                e);
    }

    private static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && !(root instanceof HttpException)) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String said = message == null || message.isBlank() ? "" : ": " + message.strip();
        return root instanceof HttpException http
                ? "status " + http.statusCode() + said
                : root.getClass().getSimpleName() + said;
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
