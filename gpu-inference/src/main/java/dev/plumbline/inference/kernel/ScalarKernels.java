package dev.plumbline.inference.kernel;

import dev.plumbline.inference.kernel.cpu.Matrix;
import dev.plumbline.inference.tensor.Dequantizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plain loops with sums in float64, for every storage type that can be decoded. Slow, and what
 * everything else is compared with.
 */
public final class ScalarKernels extends CpuKernels {
    /** Kernels on so many threads. */
    public ScalarKernels(int threads) {
        super(threads);
    }

    @Override
    public String description() {
        return "scalar, %d threads".formatted(workers.size());
    }

    @Override
    void multiply(float[] in, int tokens, List<Product> products) {
        for (Product product : products) {
            Matrix matrix = product.matrix();
            workers.run(
                    matrix.rows(),
                    (row, worker) -> {
                        float[] weights = new float[matrix.columns()];
                        decode(matrix, row, worker, weights, 0);
                        for (int t = 0; t < tokens; t++) {
                            double sum = 0;
                            for (int c = 0; c < weights.length; c++) {
                                sum += (double) weights[c] * in[t * weights.length + c];
                            }
                            product.out()[t * product.stride() + row] = (float) sum;
                        }
                    });
        }
    }

    @Override
    void decode(Matrix matrix, int row, int worker, float[] out, int start) {
        Dequantizer.decode(
                matrix.type(),
                matrix.memory(),
                row * matrix.rowBytes(),
                out,
                start,
                matrix.columns());
    }

    @Override
    void normalize(Norm norm, float[] in, int inStart, float[] out, int outStart, int count) {
        float[] weight = HostBuffer.values(norm.weight());
        float[] bias = norm.bias() == null ? null : HostBuffer.values(norm.bias());
        double mean = 0;
        if (norm.kind() == Norm.Kind.LAYER) {
            for (int i = 0; i < count; i++) {
                mean += in[inStart + i];
            }
            mean /= count;
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (in[inStart + i] - mean) * (in[inStart + i] - mean);
        }
        double factor = 1 / Math.sqrt(squares / count + norm.epsilon());
        for (int i = 0; i < count; i++) {
            double value = (in[inStart + i] - mean) * factor * weight[i];
            out[outStart + i] = (float) (bias == null ? value : value + bias[i]);
        }
    }

    @Override
    void activate(
            Activation activation,
            float[] values,
            float @Nullable [] factors,
            int start,
            int count) {
        for (int i = start; i < start + count; i++) {
            double value = Activations.of(activation, values[i]);
            values[i] = (float) (factors == null ? value : value * factors[i]);
        }
    }

    @Override
    void scores(
            float[] query, int start, float[] keys, int dimension, float[] scores, int scoreStart) {
        for (int t = 0; t < KvLayout.BLOCK_TOKENS; t++) {
            double sum = 0;
            for (int d = 0; d < dimension; d++) {
                sum += (double) query[start + d] * keys[d * KvLayout.BLOCK_TOKENS + t];
            }
            scores[scoreStart + t] = (float) sum;
        }
    }

    @Override
    void softmax(float[] scores, int start, int count, float scale, float cap) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = start; i < start + count; i++) {
            float score = scores[i] * scale;
            scores[i] = cap == 0 ? score : (float) (cap * Math.tanh(score / cap));
            largest = Math.max(largest, scores[i]);
        }
        double sum = 0;
        for (int i = start; i < start + count; i++) {
            sum += Math.exp(scores[i] - largest);
        }
        for (int i = start; i < start + count; i++) {
            scores[i] = (float) (Math.exp(scores[i] - largest) / sum);
        }
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
        for (int d = 0; d < dimension; d++) {
            double sum = out[outStart + d];
            for (int t = from; t < to; t++) {
                sum += (double) probabilities[start + t] * values[t * dimension + d];
            }
            out[outStart + d] = (float) sum;
        }
    }
}
