package dev.plumbline.gateway;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.plumbline.gateway.WordPieces.Pieces;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * bge-small-en-v1.5, quantised, in this process: 384 dimensions, the first token's state as the
 * text's vector, as the model's authors made it. Texts of more than 512 tokens are read up to
 * there.
 *
 * <p>One session serves all workers, each text runs alone on one thread. Texts do not share a run:
 * the model quantises its activations by their range, so that a neighbour in a batch would change a
 * text's vector.
 */
public final class BgeSmallEmbedder implements Embedder {

    /** What the model's authors put before a question that is to find passages. */
    static final String QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";

    /** The longest input, in tokens. */
    public static final int LENGTH_MAX = 512;

    private static final int DIMENSION = 384;
    private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
    private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

    private final WordPieces pieces;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Workers workers;
    private final String version;
    private volatile boolean closed;

    private BgeSmallEmbedder(
            WordPieces pieces,
            OrtEnvironment environment,
            OrtSession session,
            Workers workers,
            String version) {
        this.pieces = pieces;
        this.environment = environment;
        this.session = session;
        this.workers = workers;
        this.version = version;
    }

    /**
     * Loads the model with as many workers as there are cores; the tokenizer's native code unpacks
     * under {@code cache}.
     */
    public static BgeSmallEmbedder load(Path cache) {
        return load(cache, Runtime.getRuntime().availableProcessors());
    }

    /** Loads the model with a number of workers, each of which embeds one text at a time. */
    public static BgeSmallEmbedder load(Path cache, int workers) {
        try (InputStream json = resource(TOKENIZER)) {
            byte[] model;
            try (InputStream onnx = resource(MODEL)) {
                model = onnx.readAllBytes();
            }
            WordPieces pieces = WordPieces.read(json, cache, LENGTH_MAX);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            return new BgeSmallEmbedder(
                    pieces,
                    environment,
                    session(environment, model),
                    new Workers(workers),
                    versionOf(model));
        } catch (IOException | OrtException e) {
            throw new GatewayException(
                    GatewayException.Code.MODEL_UNREADABLE,
                    "The embedder bge-small-en-v1.5 could not be loaded.",
                    e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = BgeSmallEnV15QuantizedEmbeddingModel.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException(name + " is not in the class path");
        }
        return in;
    }

    private static OrtSession session(OrtEnvironment environment, byte[] model)
            throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Waiting threads would take the cores from those that compute.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            return environment.createSession(model, options);
        }
    }

    private static String versionOf(byte[] model) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(model);
            return "cls-" + LENGTH_MAX + "-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    @Override
    public String name() {
        return "bge-small-en-v1.5-q";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[] embed(String passage) {
        return workers.soon(List.of(passage), String::length, this::pooled).getFirst();
    }

    @Override
    public List<float[]> embed(List<String> passages) {
        return workers.later(passages, String::length, this::pooled);
    }

    @Override
    public float[] embedQuery(String question) {
        return question.isBlank() ? new float[DIMENSION] : embed(QUERY_PREFIX + question);
    }

    @Override
    public int countTokens(String text) {
        return pieces.count(text);
    }

    @Override
    public Optional<List<TokenVectors>> tokens(List<String> texts) {
        return Optional.of(workers.soon(texts, String::length, this::encode));
    }

    private float[] pooled(String text) {
        if (text.isBlank()) {
            return new float[DIMENSION];
        }
        float[] first = states(pieces.cut(text).ids(), 1);
        Vectors.normalize(first, 0, DIMENSION);
        return first;
    }

    private TokenVectors encode(String text) {
        Pieces cut = pieces.cut(text);
        int count = cut.ids().length - 2;
        if (text.isBlank() || count < 1) {
            return new TokenVectors(new float[DIMENSION], new int[0], new int[0], new float[0]);
        }
        float[] all =
                states(cut.ids(), count + 1); // [tokens with the first special one, dimension]
        for (int i = 0; i <= count; i++) {
            Vectors.normalize(all, i * DIMENSION, DIMENSION);
        }
        return new TokenVectors(
                Arrays.copyOf(all, DIMENSION),
                Arrays.copyOfRange(cut.starts(), 1, count + 1),
                Arrays.copyOfRange(cut.ends(), 1, count + 1),
                Arrays.copyOfRange(all, DIMENSION, all.length));
    }

    /** The last hidden states of the first {@code rows} tokens: {@code [rows, dimension]}. */
    private float[] states(long[] ids, int rows) {
        if (closed) {
            throw new GatewayException(
                    GatewayException.Code.MODEL_CLOSED, "The embedder has been closed.", null);
        }
        long[] shape = {1, ids.length};
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor attention =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor types =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result =
                        session.run(
                                Map.of(
                                        "input_ids",
                                        input,
                                        "attention_mask",
                                        attention,
                                        "token_type_ids",
                                        types))) {
            FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] out = new float[rows * DIMENSION];
            states.get(out);
            return out;
        } catch (OrtException e) {
            throw new GatewayException(
                    GatewayException.Code.MODEL_FAILED,
                    "The embedder failed on a text of " + ids.length + " tokens.",
                    e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        workers.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new GatewayException(
                    GatewayException.Code.MODEL_FAILED, "The embedder could not be closed.", e);
        } finally {
            pieces.close();
        }
    }
}
