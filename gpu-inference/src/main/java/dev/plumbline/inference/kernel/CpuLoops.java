package dev.plumbline.inference.kernel;

import dev.plumbline.inference.kernel.cpu.Matrix;
import dev.plumbline.inference.kernel.cpu.Workers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loops that operations on the CPU are made of, which an implementation supplies, and what is
 * built from them alone. Scratch memory grows to what the largest step needed and stays.
 */
abstract sealed class CpuLoops permits CpuKernels {
    /** Room at the end of scratch rows, so that loops may read a whole vector at the last value. */
    static final int MARGIN = 64;

    /** One matrix of a joint product: out[t * stride + row] = matrix[row] . in[t]. */
    @SuppressWarnings("ArrayRecordComponent") // names the place where results go
    record Product(Matrix matrix, float[] out, int stride) {}

    final Workers workers;
    private float[] first = {};
    private float[] second = {};
    private float[] third = {};

    CpuLoops(int threads) {
        workers = new Workers(threads);
    }

    /** All products of the rows of {@code in}, [tokens, columns]. */
    abstract void multiply(float[] in, int tokens, List<Product> products);

    /** One row of a matrix as floats; {@code worker} is the thread's number. */
    abstract void decode(Matrix matrix, int row, int worker, float[] out, int start);

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

    // ---- built from them

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

    static void add(float[] from, int fromStart, float[] to, int toStart, int count) {
        for (int i = 0; i < count; i++) {
            to[toStart + i] += from[fromStart + i];
        }
    }

    float[] first(int count) {
        first = grown(first, count);
        return first;
    }

    float[] second(int count) {
        second = grown(second, count);
        return second;
    }

    float[] third(int count) {
        third = grown(third, count);
        return third;
    }

    static float[] grown(float[] array, int count) {
        return array.length >= count + MARGIN ? array : new float[count + MARGIN];
    }
}
