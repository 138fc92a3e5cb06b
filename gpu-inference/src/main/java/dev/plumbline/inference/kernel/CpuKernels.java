package dev.plumbline.inference.kernel;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.kernel.cpu.Matrix;
import dev.plumbline.inference.kernel.cpu.Workers;
import dev.plumbline.inference.tensor.TensorView;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the CPU, made of a few loops that the two implementations supply. Operations
 * have ended when they return. Scratch memory grows to what the largest step needed and stays.
 */
abstract sealed class CpuKernels implements Kernels permits ScalarKernels, VectorKernels {
    /** Room at the end of scratch rows, so that loops may read a whole vector at the last value. */
    private static final int MARGIN = 64;

    /** One matrix of a joint product: out[t * stride + row] = matrix[row] . in[t]. */
    @SuppressWarnings("ArrayRecordComponent") // names the place where results go
    record Product(Matrix matrix, float[] out, int stride) {}

    final Workers workers;
    private final Attention attention;
    private final Mixtures mixtures;
    private float[] first = {};
    private float[] second = {};
    private float[] third = {};

    CpuKernels(int threads) {
        workers = new Workers(threads);
        attention = new Attention(this);
        mixtures = new Mixtures(this);
    }

    // ---- the loops

    /** All products of the rows of {@code in}, [tokens, columns]. */
    abstract void multiply(float[] in, int tokens, List<Product> products);

    /** One row of a matrix as floats. */
    abstract void decode(Matrix matrix, int row, float[] out, int start);

    /** out = norm(in) for one row; in and out may be the same place. */
    abstract void normalize(
            Norm norm, float[] in, int inStart, float[] out, int outStart, int count);

    /** values = activation(values), times {@code factors} where given, in place. */
    abstract void activate(
            Activation activation,
            float[] values,
            float @Nullable [] factors,
            int start,
            int count);

    /** Products of a query with the 16 keys of a block. */
    abstract void scores(
            float[] query, int start, float[] keys, int dimension, float[] scores, int scoreStart);

    /**
     * Scores to probabilities, in place: scale, cap (if not 0), exponential, division by the sum.
     */
    abstract void softmax(float[] scores, int start, int count, float scale, float cap);

    /** out += probabilities[from..to) times the values of a block's tokens from..to. */
    abstract void weigh(
            float[] probabilities,
            int start,
            int from,
            int to,
            float[] values,
            int dimension,
            float[] out,
            int outStart);

    // ---- memory

    @Override
    public Weight load(TensorView tensor) {
        long rows = tensor.rows();
        if (rows > Integer.MAX_VALUE || tensor.columns() > Integer.MAX_VALUE - MARGIN) {
            throw new InferenceException(
                    "too_large", "Tensor " + tensor.name() + " is too large: " + tensor.shape());
        }
        return new HostWeight(
                new Matrix(
                        tensor.dtype(),
                        (int) rows,
                        (int) tensor.columns(),
                        tensor.rowBytes(),
                        tensor.memory()));
    }

    @Override
    public Buffer allocate(int rows, int columns) {
        return HostBuffer.of(rows, columns);
    }

    @Override
    public Buffer upload(float[] values, int rows, int columns) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    "%d values for [%d, %d]".formatted(values.length, rows, columns));
        }
        return new HostBuffer(values.clone(), rows, columns);
    }

    @Override
    public KvMemory allocateCache(KvLayout layout) {
        return new HostKvMemory(layout);
    }

    @Override
    public Plan plan(Step step) {
        return HostPlan.of(step);
    }

    // ---- into the stream

    @Override
    public void embed(Plan plan, Weight table, float scale, Buffer stream) {
        Step step = HostPlan.of(plan).step();
        Matrix matrix = HostWeight.matrix(table);
        float[] out = HostBuffer.values(stream);
        int hidden = stream.columns();
        workers.run(
                step.size(),
                (t, _) -> {
                    decode(matrix, step.tokens()[t], out, t * hidden);
                    for (int i = t * hidden; i < (t + 1) * hidden; i++) {
                        out[i] *= scale;
                    }
                });
    }

    @Override
    public void embed(Plan plan, EncoderEmbedding embedding, Buffer stream) {
        Step step = HostPlan.of(plan).step();
        float[] out = HostBuffer.values(stream);
        int hidden = stream.columns();
        workers.run(
                step.size(),
                (t, _) -> {
                    float[] row = new float[hidden];
                    decode(
                            HostWeight.matrix(embedding.tokens()),
                            step.tokens()[t],
                            out,
                            t * hidden);
                    if (embedding.positions() != null) {
                        decode(
                                HostWeight.matrix(embedding.positions()),
                                step.positions()[t],
                                row,
                                0);
                        add(row, 0, out, t * hidden, hidden);
                    }
                    if (embedding.types() != null) {
                        int type = step.types().length == 0 ? 0 : step.types()[t];
                        decode(HostWeight.matrix(embedding.types()), type, row, 0);
                        add(row, 0, out, t * hidden, hidden);
                    }
                    normalize(embedding.norm(), out, t * hidden, out, t * hidden, hidden);
                });
    }

    // ---- a layer

    @Override
    public void normalize(Plan plan, Norm norm, Buffer in, Buffer out) {
        float[] from = HostBuffer.values(in);
        float[] to = HostBuffer.values(out);
        int columns = in.columns();
        workers.run(
                plan.tokens(),
                (t, _) -> normalize(norm, from, t * columns, to, t * columns, columns));
    }

    @Override
    public void attentionInputs(
            Plan plan,
            AttentionInputs inputs,
            Buffer in,
            Buffer queries,
            KvMemory cache,
            int layer) {
        int width = inputs.heads().keys() * inputs.heads().dimension();
        float[] keys = first(plan.tokens() * width);
        float[] values = second(plan.tokens() * width);
        attention.inputs(
                HostPlan.of(plan),
                inputs,
                in,
                queries,
                keys,
                values,
                HostKvMemory.of(cache),
                layer);
    }

    @Override
    public void attend(
            Plan plan, AttentionRule rule, Buffer queries, KvMemory cache, int layer, Buffer out) {
        attention.attend(
                HostPlan.of(plan),
                rule,
                HostBuffer.values(queries),
                HostKvMemory.of(cache),
                layer,
                HostBuffer.values(out));
    }

    @Override
    public void project(Plan plan, Linear linear, Buffer in, Buffer stream) {
        float[] product = first(plan.tokens() * stream.columns());
        linear(linear, HostBuffer.values(in), plan.tokens(), product);
        addRows(plan.tokens(), null, product, stream);
    }

    @Override
    public void project(Plan plan, Linear linear, Norm after, Buffer in, Buffer stream) {
        float[] product = first(plan.tokens() * stream.columns());
        linear(linear, HostBuffer.values(in), plan.tokens(), product);
        addRows(plan.tokens(), after, product, stream);
    }

    @Override
    public void feedForward(Plan plan, FeedForwardWeights block, Buffer in, Buffer stream) {
        addRows(plan.tokens(), null, block(plan.tokens(), block, in, stream.columns()), stream);
    }

    @Override
    public void feedForward(
            Plan plan, FeedForwardWeights block, Norm after, Buffer in, Buffer stream) {
        addRows(plan.tokens(), after, block(plan.tokens(), block, in, stream.columns()), stream);
    }

    private float[] block(int tokens, FeedForwardWeights block, Buffer in, int hidden) {
        float[] out = third(tokens * hidden);
        switch (block) {
            case FeedForwardWeights.Dense dense -> dense(dense, HostBuffer.values(in), tokens, out);
            case FeedForwardWeights.Mixture mixture ->
                    mixtures.run(mixture, HostBuffer.values(in), tokens, hidden, out);
        }
        return out;
    }

    /** out = down(activation(...)); uses the first two scratch buffers. */
    void dense(FeedForwardWeights.Dense dense, float[] in, int tokens, float[] out) {
        int inner = dense.up().weight().rows();
        Linear gate = dense.gate();
        float[] up = first(tokens * inner);
        if (gate == null) {
            linear(dense.up(), in, tokens, up);
            workers.run(tokens, (t, _) -> activate(dense.activation(), up, null, t * inner, inner));
            linear(dense.down(), up, tokens, out);
            return;
        }
        float[] gated = second(tokens * inner);
        multiply(
                in,
                tokens,
                List.of(
                        new Product(HostWeight.matrix(gate.weight()), gated, inner),
                        new Product(HostWeight.matrix(dense.up().weight()), up, inner)));
        bias(gate, gated, tokens);
        bias(dense.up(), up, tokens);
        workers.run(tokens, (t, _) -> activate(dense.activation(), gated, up, t * inner, inner));
        linear(dense.down(), gated, tokens, out);
    }

    // ---- out of the stream

    @Override
    public void head(Plan plan, Head head, Buffer stream, Buffer logits) {
        Step step = HostPlan.of(plan).step();
        int hidden = stream.columns();
        int outputs = step.outputs().length;
        float[] from = HostBuffer.values(stream);
        float[] rows = first(outputs * hidden);
        float[] out = HostBuffer.values(logits);
        workers.run(
                outputs,
                (o, _) ->
                        normalize(
                                head.norm(),
                                from,
                                step.outputs()[o] * hidden,
                                rows,
                                o * hidden,
                                hidden));
        linear(head.output(), rows, outputs, out);
        if (head.softCap() != 0) {
            int vocabulary = logits.columns();
            workers.run(
                    outputs,
                    (o, _) -> {
                        for (int i = o * vocabulary; i < (o + 1) * vocabulary; i++) {
                            out[i] = (float) (head.softCap() * Math.tanh(out[i] / head.softCap()));
                        }
                    });
        }
    }

    @Override
    public Samples sample(Buffer logits, List<Sampling> rules) {
        Sampled[] rows = new Sampled[rules.size()];
        float[] values = HostBuffer.values(logits);
        workers.run(
                rows.length,
                (o, _) ->
                        rows[o] =
                                new Sampler(rules.get(o))
                                        .draw(values, o * logits.columns(), logits.columns()));
        return new HostSamples(List.of(rows));
    }

    @Override
    public void pool(Plan plan, Pooling pooling, Buffer stream, Buffer out) {
        attention.pool(
                HostPlan.of(plan).step(),
                pooling,
                HostBuffer.values(stream),
                stream.columns(),
                out);
    }

    @Override
    public void dense(int rows, Linear linear, Activation activation, Buffer in, Buffer out) {
        float[] values = HostBuffer.values(out);
        linear(linear, HostBuffer.values(in), rows, values);
        int columns = linear.weight().rows();
        if (activation != Activation.IDENTITY) {
            workers.run(rows, (r, _) -> activate(activation, values, null, r * columns, columns));
        }
    }

    @Override
    public List<Sampled> read(Samples samples) {
        return switch (samples) {
            case HostSamples host -> host.rows();
        };
    }

    @Override
    public float[] read(Buffer buffer, int rows) {
        return Arrays.copyOf(HostBuffer.values(buffer), rows * buffer.columns());
    }

    @Override
    public void close() {
        workers.close();
    }

    // ---- shared pieces

    /** out[t] = linear(in[t]), rows packed. */
    void linear(Linear linear, float[] in, int tokens, float[] out) {
        multiply(
                in,
                tokens,
                List.of(
                        new Product(
                                HostWeight.matrix(linear.weight()), out, linear.weight().rows())));
        bias(linear, out, tokens);
    }

    void bias(Linear linear, float[] out, int tokens) {
        Buffer bias = linear.bias();
        if (bias != null) {
            for (int t = 0; t < tokens; t++) {
                add(HostBuffer.values(bias), 0, out, t * bias.columns(), bias.columns());
            }
        }
    }

    private void addRows(int tokens, @Nullable Norm after, float[] rows, Buffer stream) {
        float[] to = HostBuffer.values(stream);
        int columns = stream.columns();
        workers.run(
                tokens,
                (t, _) -> {
                    if (after != null) {
                        normalize(after, rows, t * columns, rows, t * columns, columns);
                    }
                    add(rows, t * columns, to, t * columns, columns);
                });
    }

    static void add(float[] from, int fromStart, float[] to, int toStart, int count) {
        for (int i = 0; i < count; i++) {
            to[toStart + i] += from[fromStart + i];
        }
    }

    float[] first(int count) {
        first = grown(first, count);
        return first;
    }

    private float[] second(int count) {
        second = grown(second, count);
        return second;
    }

    private float[] third(int count) {
        third = grown(third, count);
        return third;
    }

    static float[] grown(float[] array, int count) {
        return array.length >= count + MARGIN ? array : new float[count + MARGIN];
    }
}
