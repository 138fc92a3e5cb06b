package dev.plumbline.inference.kernel;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.kernel.cpu.Matrix;
import dev.plumbline.inference.tensor.TensorView;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the CPU, made of a few loops that the two implementations supply. Operations
 * have ended when they return.
 */
abstract sealed class CpuKernels extends CpuLoops implements Kernels
        permits ScalarKernels, VectorKernels {
    private final Attention attention;
    private final Mixtures mixtures;

    CpuKernels(int threads) {
        super(threads);
        attention = new Attention(this);
        mixtures = new Mixtures(this);
    }

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
                (t, worker) -> {
                    decode(matrix, step.tokens()[t], worker, out, t * hidden);
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
                (t, worker) -> {
                    float[] row = new float[hidden];
                    decode(
                            HostWeight.matrix(embedding.tokens()),
                            step.tokens()[t],
                            worker,
                            out,
                            t * hidden);
                    if (embedding.positions() != null) {
                        decode(
                                HostWeight.matrix(embedding.positions()),
                                step.positions()[t],
                                worker,
                                row,
                                0);
                        add(row, 0, out, t * hidden, hidden);
                    }
                    if (embedding.types() != null) {
                        int type = step.types().length == 0 ? 0 : step.types()[t];
                        decode(HostWeight.matrix(embedding.types()), type, worker, row, 0);
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
}
