package dev.plumbline.inference.engine;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.Pooling;
import dev.plumbline.inference.model.Encoder;
import dev.plumbline.inference.model.EncoderInput;
import dev.plumbline.inference.model.StepLimits;
import dev.plumbline.inference.tokenizer.EncodeOptions;
import dev.plumbline.inference.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An encoder ready for texts: file, tokenizer and kernels, opened and closed together. Texts share
 * steps; longer ones than the model reads are cut at its context. Safe for use by many threads, one
 * at a time inside.
 */
public final class TextEncoder implements AutoCloseable {
    private static final int STEP_TOKENS = 1024;
    private static final int STEP_TEXTS = 32;
    private static final EncodeOptions OPTIONS = new EncodeOptions(true, false);

    private final ModelFile file;
    private final Kernels kernels;
    private final Tokenizer tokenizer;
    private final Encoder encoder;
    private final int context;

    private TextEncoder(ModelFile file, Kernels kernels) {
        this.file = file;
        this.kernels = kernels;
        tokenizer = Tokenizer.of(file);
        context = file.config().dimensions().context();
        encoder =
                new Encoder(
                        file.config(),
                        file,
                        kernels,
                        new StepLimits(Math.max(STEP_TOKENS, context), STEP_TEXTS, context));
    }

    /**
     * Opens an encoder.
     *
     * @throws InferenceException where the model cannot be used
     */
    public static TextEncoder open(Path path, KernelChoice choice) {
        ModelFile file = ModelFile.open(path);
        try {
            Kernels kernels = choice.open();
            try {
                return new TextEncoder(file, kernels);
            } catch (RuntimeException | Error failure) {
                kernels.close();
                throw failure;
            }
        } catch (RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    /** The name that the model has. */
    public String name() {
        return file.config().name();
    }

    /** Elements of a vector. */
    public int size() {
        return file.config().dimensions().hidden();
    }

    /** Whether it judges pairs of texts. */
    public boolean classifies() {
        return encoder.classifies();
    }

    /** Tokens of a text, special ones included, before any cut. */
    public int tokens(String text) {
        return tokenizer.encode(text, OPTIONS).length;
    }

    /**
     * The vectors of texts, pooled as the model says (the mean where it says nothing), scaled to
     * length 1.
     */
    public List<float[]> embed(List<String> texts) {
        Pooling pooling =
                switch (file.config().pooling()) {
                    case CLS, RANK -> Pooling.FIRST;
                    case LAST -> Pooling.LAST;
                    case MEAN, NONE -> Pooling.MEAN;
                };
        List<EncoderInput> inputs = texts.stream().map(this::single).toList();
        List<float[]> vectors = new ArrayList<>();
        for (List<EncoderInput> part : parts(inputs)) {
            vectors.addAll(rows(pooled(part, pooling), part.size()));
        }
        vectors.forEach(TextEncoder::normalize);
        return vectors;
    }

    /** The first logit of a cross-encoder for a query with each of the texts. */
    public List<Double> score(String query, List<String> texts) {
        List<EncoderInput> inputs = texts.stream().map(text -> pair(query, text)).toList();
        List<Double> scores = new ArrayList<>();
        for (List<EncoderInput> part : parts(inputs)) {
            rows(scores(part), part.size()).forEach(row -> scores.add((double) row[0]));
        }
        return scores;
    }

    private synchronized float[] pooled(List<EncoderInput> inputs, Pooling pooling) {
        return encoder.pooled(inputs, pooling);
    }

    private synchronized float[] scores(List<EncoderInput> inputs) {
        return encoder.scores(inputs);
    }

    private EncoderInput single(String text) {
        int[] ids = tokenizer.encode(text, OPTIONS);
        return EncoderInput.of(ids.length <= context ? ids : cut(ids, context));
    }

    /** Begin, query, end, text, end; the text is cut first. */
    private EncoderInput pair(String query, String text) {
        int[] first = tokenizer.encode(query, OPTIONS);
        int[] second = tokenizer.encode(text, OPTIONS);
        if (first.length > context / 2) {
            first = cut(first, context / 2);
        }
        int[] rest = Arrays.copyOfRange(second, Math.min(1, second.length), second.length);
        int room = context - first.length;
        if (rest.length > room) {
            rest = cut(rest, room);
        }
        int[] both = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, both, first.length, rest.length);
        return new EncoderInput(both, first.length);
    }

    /** The first ids and, at the end, the last one, which closes the text. */
    private static int[] cut(int[] ids, int length) {
        int[] result = Arrays.copyOf(ids, length);
        result[length - 1] = ids[ids.length - 1];
        return result;
    }

    private List<List<EncoderInput>> parts(List<EncoderInput> inputs) {
        List<List<EncoderInput>> parts = new ArrayList<>();
        List<EncoderInput> part = new ArrayList<>();
        int tokens = 0;
        for (EncoderInput input : inputs) {
            boolean full =
                    part.size() == STEP_TEXTS
                            || tokens + input.tokens().length > encoder.limits().tokens();
            if (full && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
                tokens = 0;
            }
            part.add(input);
            tokens += input.tokens().length;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static List<float[]> rows(float[] values, int count) {
        int columns = values.length / count;
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
        }
        return rows;
    }

    private static void normalize(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float factor = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    @Override
    public void close() {
        encoder.close();
        kernels.close();
        file.close();
    }
}
