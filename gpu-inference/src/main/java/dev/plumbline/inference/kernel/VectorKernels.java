package dev.plumbline.inference.kernel;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.kernel.cpu.Lanes;
import dev.plumbline.inference.kernel.cpu.Matrix;
import dev.plumbline.inference.kernel.cpu.RowDecoder;
import dev.plumbline.inference.kernel.cpu.RowProducts;
import dev.plumbline.inference.kernel.cpu.VectorLoops;
import dev.plumbline.inference.kernel.cpu.Vectors;
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
    private final RowDecoder[] decoders;
    private final Precision precision;
    private final Vectors exact = new Vectors();
    private final Vectors rounded = new Vectors();
    private float[] roundedRows = {};

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
        decoders = new RowDecoder[threads];
        for (int i = 0; i < threads; i++) {
            products[i] = new RowProducts();
            decoders[i] = new RowDecoder();
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
        prepare(in, tokens, wanted);
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
                    products[worker].multiply(
                            matrix,
                            eight(matrix) ? rounded : exact,
                            product.out(),
                            product.stride(),
                            first,
                            last);
                });
    }

    private void prepare(float[] in, int tokens, List<Product> wanted) {
        int columns = wanted.getFirst().matrix().columns();
        if (wanted.stream().anyMatch(product -> eight(product.matrix()))) {
            roundedRows = grown(roundedRows, tokens * columns);
            ActivationRounding.round(in, roundedRows, tokens * columns);
            prepare(rounded, roundedRows, tokens, wanted);
        }
        if (!wanted.stream().allMatch(product -> eight(product.matrix()))) {
            prepare(exact, in, tokens, wanted);
        }
    }

    private void prepare(Vectors vectors, float[] rows, int tokens, List<Product> wanted) {
        vectors.set(rows, tokens, wanted.getFirst().matrix().columns());
        if (RowProducts.tiled(tokens)) {
            vectors.tile(workers);
        }
    }

    /** Whether a matrix is multiplied with vectors rounded to 8 bits. */
    private boolean eight(Matrix matrix) {
        return precision == Precision.INT8
                && matrix.type().quantized()
                && matrix.columns() % ActivationRounding.BLOCK == 0;
    }

    @Override
    void decode(Matrix matrix, int row, int worker, float[] out, int start) {
        decoders[worker].row(matrix, row, out, start);
    }

    @Override
    void normalize(Norm norm, float[] in, int inStart, float[] out, int outStart, int count) {
        float[] weight = HostBuffer.values(norm.weight());
        float[] bias = norm.bias() == null ? null : HostBuffer.values(norm.bias());
        switch (norm.kind()) {
            case RMS -> {
                VectorLoops.rms(in, inStart, weight, norm.epsilon(), out, outStart, count);
                if (bias != null) {
                    add(bias, 0, out, outStart, count);
                }
            }
            case LAYER ->
                    VectorLoops.layer(
                            in, inStart, weight, bias, norm.epsilon(), out, outStart, count);
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
