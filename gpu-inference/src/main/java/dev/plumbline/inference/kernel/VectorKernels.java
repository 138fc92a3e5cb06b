package dev.plumbline.inference.kernel;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.kernel.cpu.Lanes;
import dev.plumbline.inference.kernel.cpu.Matrix;
import dev.plumbline.inference.kernel.cpu.RowProducts;
import dev.plumbline.inference.kernel.cpu.VectorDecode;
import dev.plumbline.inference.kernel.cpu.VectorLoops;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations by the Vector API, in the widest shape that the machine prefers. */
public final class VectorKernels extends CpuKernels {
    /**
     * What products with quantised weights are made of: activations as they are, or rounded to 8
     * bits per 32.
     */
    public enum Precision {
        FLOAT,
        INT8
    }

    private final RowProducts[] products;
    private final Precision precision;
    private float[] rounded = {};

    /** Kernels on so many threads, with activations as they are. */
    public VectorKernels(int threads) {
        this(threads, Precision.FLOAT);
    }

    /**
     * Kernels on so many threads.
     *
     * @throws InferenceException code {@code no_vector_module} where Java was started without the
     *     module
     */
    public VectorKernels(int threads, Precision precision) {
        super(checked(threads));
        this.precision = precision;
        products = new RowProducts[threads];
        for (int i = 0; i < threads; i++) {
            products[i] = new RowProducts();
        }
    }

    private static int checked(int threads) {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new InferenceException(
                    "no_vector_module",
                    "The Vector API is not there: start Java with --add-modules=jdk.incubator.vector, or ask for the scalar kernels by name.");
        }
        return threads;
    }

    @Override
    public String description() {
        return "vector, %d bit, %d threads, %s activations"
                .formatted(
                        Lanes.bits(),
                        workers.size(),
                        precision == Precision.FLOAT ? "f32" : "int8");
    }

    @Override
    void multiply(float[] in, int tokens, List<Product> wanted) {
        int[] ends = new int[wanted.size()];
        int[] rows = new int[wanted.size()];
        int tasks = 0;
        for (int i = 0; i < ends.length; i++) {
            Matrix matrix = wanted.get(i).matrix();
            rows[i] = RowProducts.rowsPerTask(matrix, tokens, workers.size());
            tasks += Math.ceilDiv(matrix.rows(), rows[i]);
            ends[i] = tasks;
        }
        Matrix any = wanted.getFirst().matrix();
        boolean eight =
                precision == Precision.INT8 && any.columns() % ActivationRounding.BLOCK == 0;
        if (eight) {
            rounded = grown(rounded, tokens * any.columns());
            ActivationRounding.round(in, rounded, tokens * any.columns());
        }
        workers.run(
                tasks,
                (task, worker) -> {
                    int which = 0;
                    while (task >= ends[which]) {
                        which++;
                    }
                    Product product = wanted.get(which);
                    Matrix matrix = product.matrix();
                    int first = (task - (which == 0 ? 0 : ends[which - 1])) * rows[which];
                    int last = Math.min(matrix.rows(), first + rows[which]);
                    float[] from = eight && matrix.type().quantized() ? rounded : in;
                    products[worker].multiply(
                            matrix, from, tokens, product.out(), product.stride(), first, last);
                });
    }

    @Override
    void decode(Matrix matrix, int row, float[] out, int start) {
        VectorDecode.row(matrix, row, 0, matrix.columns(), out, start);
    }

    @Override
    void normalize(Norm norm, float[] in, int inStart, float[] out, int outStart, int count) {
        float[] weight = HostBuffer.values(norm.weight());
        switch (norm.kind()) {
            case RMS -> VectorLoops.rms(in, inStart, weight, norm.epsilon(), out, outStart, count);
            case LAYER -> {
                float[] bias = norm.bias() == null ? null : HostBuffer.values(norm.bias());
                VectorLoops.layer(in, inStart, weight, bias, norm.epsilon(), out, outStart, count);
            }
        }
    }

    @Override
    void activate(
            Activation activation,
            float[] values,
            float @Nullable [] factors,
            int start,
            int count) {
        switch (activation) {
            case SILU -> VectorLoops.silu(values, factors, start, count);
            case GELU_TANH -> VectorLoops.gelu(values, factors, start, count);
            case IDENTITY, GELU_ERF, RELU, TANH -> {
                for (int i = start; i < start + count; i++) {
                    double value = Activations.of(activation, values[i]);
                    values[i] = (float) (factors == null ? value : value * factors[i]);
                }
            }
        }
    }

    @Override
    void scores(
            float[] query, int start, float[] keys, int dimension, float[] scores, int scoreStart) {
        VectorLoops.scores(query, start, keys, dimension, scores, scoreStart);
    }

    @Override
    void softmax(float[] scores, int start, int count, float scale, float cap) {
        VectorLoops.softmax(scores, start, count, scale, cap);
    }

    @Override
    void weigh(
            float[] probabilities,
            int start,
            int from,
            int to,
            float[] values,
            int dimension,
            float[] out,
            int outStart) {
        VectorLoops.weigh(probabilities, start, from, to, values, dimension, out, outStart);
    }
}
