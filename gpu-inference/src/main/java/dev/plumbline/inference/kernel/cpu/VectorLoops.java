package dev.plumbline.inference.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Loops of normalisation, activation and attention. Sums go over lanes in a fixed order; no result
 * depends on how code was compiled.
 */
public final class VectorLoops {
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final int L = F.length();
    private static final int TOKENS = 16;

    private static final float LOG2_E = (float) (1 / Math.log(2));

    /** ln 2 in two parts, the first with so few bits that its products are exact. */
    private static final float LN_2_HIGH = 355f / 512;

    private static final float LN_2_LOW = (float) (Math.log(2) - LN_2_HIGH);

    /** 1.5 * 2^23: what is added to it is rounded to an integer, in the low bits. */
    private static final float ROUNDER = 0x1.8p23f;

    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    private VectorLoops() {}

    /** out = in / rootMeanSquare(in) * weight. */
    public static void rms(
            float[] in,
            int inStart,
            float[] weight,
            float epsilon,
            float[] out,
            int outStart,
            int count) {
        FloatVector squares = FloatVector.zero(F);
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector v = FloatVector.fromArray(F, in, inStart + i);
            squares = v.fma(v, squares);
        }
        float sum = Lanes.sum(squares);
        for (; i < count; i++) {
            sum = Math.fma(in[inStart + i], in[inStart + i], sum);
        }
        float factor = (float) (1 / Math.sqrt((double) sum / count + epsilon));
        for (i = 0; i <= count - L; i += L) {
            FloatVector.fromArray(F, in, inStart + i)
                    .mul(factor)
                    .mul(FloatVector.fromArray(F, weight, i))
                    .intoArray(out, outStart + i);
        }
        for (; i < count; i++) {
            out[outStart + i] = in[inStart + i] * factor * weight[i];
        }
    }

    /** out = (in - mean) / deviation * weight + bias. */
    public static void layer(
            float[] in,
            int inStart,
            float[] weight,
            float @Nullable [] bias,
            float epsilon,
            float[] out,
            int outStart,
            int count) {
        double mean = 0;
        for (int i = inStart; i < inStart + count; i++) {
            mean += in[i];
        }
        mean /= count;
        double squares = 0;
        for (int i = inStart; i < inStart + count; i++) {
            squares += (in[i] - mean) * (in[i] - mean);
        }
        float factor = (float) (1 / Math.sqrt(squares / count + epsilon));
        float centre = (float) mean;
        for (int i = 0; i < count; i++) {
            float value = (in[inStart + i] - centre) * factor * weight[i];
            out[outStart + i] = bias == null ? value : value + bias[i];
        }
    }

    /**
     * e^v for v of at most 88: a power of two by its bits, the rest by the Taylor polynomial of
     * degree 7; relative error below 2e-7.
     */
    static FloatVector exp(FloatVector v) {
        FloatVector x = v.max(-87.0f);
        FloatVector shifted = x.fma(broadcast(LOG2_E), broadcast(ROUNDER));
        FloatVector n = shifted.sub(ROUNDER);
        FloatVector r = n.fma(broadcast(-LN_2_HIGH), x);
        r = n.fma(broadcast(-LN_2_LOW), r);
        FloatVector p = r.fma(broadcast(1f / 5040), broadcast(1f / 720));
        p = p.fma(r, broadcast(1f / 120));
        p = p.fma(r, broadcast(1f / 24));
        p = p.fma(r, broadcast(1f / 6));
        p = p.fma(r, broadcast(1f / 2));
        p = p.fma(r.mul(r), r).add(1.0f);
        IntVector power =
                shifted.reinterpretAsInts()
                        .sub(ROUNDER_BITS - 127)
                        .lanewise(VectorOperators.LSHL, 23);
        return p.mul(power.reinterpretAsFloats());
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(F, value);
    }

    /** values = values / (1 + e^-values), times factors where given. */
    public static void silu(float[] values, float @Nullable [] factors, int start, int count) {
        int i = start;
        for (; i <= start + count - L; i += L) {
            FloatVector v = FloatVector.fromArray(F, values, i);
            FloatVector y = v.div(exp(v.neg().min(87.0f)).add(1.0f));
            (factors == null ? y : y.mul(FloatVector.fromArray(F, factors, i)))
                    .intoArray(values, i);
        }
        for (; i < start + count; i++) {
            float y = (float) (values[i] / (1 + Math.exp(-values[i])));
            values[i] = factors == null ? y : y * factors[i];
        }
    }

    /**
     * values = GELU by tanh, as values / (1 + e^-2u), u = sqrt(2 / pi) (v + 0.044715 v^3); times
     * factors where given.
     */
    public static void gelu(float[] values, float @Nullable [] factors, int start, int count) {
        float twice = (float) (2 * Math.sqrt(2 / Math.PI));
        int i = start;
        for (; i <= start + count - L; i += L) {
            FloatVector v = FloatVector.fromArray(F, values, i);
            FloatVector u = v.mul(v).mul(0.044715f).add(1.0f).mul(v).mul(-twice);
            FloatVector y = v.div(exp(u.min(87.0f)).add(1.0f));
            (factors == null ? y : y.mul(FloatVector.fromArray(F, factors, i)))
                    .intoArray(values, i);
        }
        for (; i < start + count; i++) {
            double v = values[i];
            float y = (float) (v / (1 + Math.exp(-twice * (v + 0.044715 * v * v * v))));
            values[i] = factors == null ? y : y * factors[i];
        }
    }

    /** Products of a query with the 16 keys of a block, [dimension, 16]; four sums by d mod 4. */
    public static void scores(
            float[] query, int start, float[] keys, int dimension, float[] scores, int scoreStart) {
        for (int lane = 0; lane < TOKENS; lane += L) {
            FloatVector a = FloatVector.zero(F);
            FloatVector b = FloatVector.zero(F);
            FloatVector c = FloatVector.zero(F);
            FloatVector e = FloatVector.zero(F);
            int d = 0;
            for (; d <= dimension - 4; d += 4) {
                int key = d * TOKENS + lane;
                a = FloatVector.fromArray(F, keys, key).fma(broadcast(query[start + d]), a);
                b =
                        FloatVector.fromArray(F, keys, key + 16)
                                .fma(broadcast(query[start + d + 1]), b);
                c =
                        FloatVector.fromArray(F, keys, key + 32)
                                .fma(broadcast(query[start + d + 2]), c);
                e =
                        FloatVector.fromArray(F, keys, key + 48)
                                .fma(broadcast(query[start + d + 3]), e);
            }
            for (; d < dimension; d++) {
                a =
                        FloatVector.fromArray(F, keys, d * TOKENS + lane)
                                .fma(broadcast(query[start + d]), a);
            }
            a.add(b).add(c.add(e)).intoArray(scores, scoreStart + lane);
        }
    }

    /** Scores to probabilities in place. */
    public static void softmax(float[] scores, int start, int count, float scale, float cap) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = start; i < start + count; i++) {
            float score = scores[i] * scale;
            scores[i] = cap == 0 ? score : (float) (cap * Math.tanh(score / cap));
            largest = Math.max(largest, scores[i]);
        }
        FloatVector sums = FloatVector.zero(F);
        int i = start;
        for (; i <= start + count - L; i += L) {
            FloatVector y = exp(FloatVector.fromArray(F, scores, i).sub(largest));
            y.intoArray(scores, i);
            sums = sums.add(y);
        }
        double sum = Lanes.sum(sums);
        for (; i < start + count; i++) {
            scores[i] = (float) Math.exp(scores[i] - (double) largest);
            sum += scores[i];
        }
        float factor = (float) (1 / sum);
        for (i = start; i < start + count; i++) {
            scores[i] *= factor;
        }
    }

    /** out += probabilities[from, to) times values [token, dimension], token by token. */
    public static void weigh(
            float[] probabilities,
            int start,
            int from,
            int to,
            float[] values,
            int dimension,
            float[] out,
            int outStart) {
        int d = 0;
        for (; d <= dimension - 4 * L; d += 4 * L) {
            FloatVector a = FloatVector.fromArray(F, out, outStart + d);
            FloatVector b = FloatVector.fromArray(F, out, outStart + d + L);
            FloatVector c = FloatVector.fromArray(F, out, outStart + d + 2 * L);
            FloatVector e = FloatVector.fromArray(F, out, outStart + d + 3 * L);
            for (int t = from; t < to; t++) {
                FloatVector p = broadcast(probabilities[start + t]);
                int value = t * dimension + d;
                a = FloatVector.fromArray(F, values, value).fma(p, a);
                b = FloatVector.fromArray(F, values, value + L).fma(p, b);
                c = FloatVector.fromArray(F, values, value + 2 * L).fma(p, c);
                e = FloatVector.fromArray(F, values, value + 3 * L).fma(p, e);
            }
            a.intoArray(out, outStart + d);
            b.intoArray(out, outStart + d + L);
            c.intoArray(out, outStart + d + 2 * L);
            e.intoArray(out, outStart + d + 3 * L);
        }
        for (; d <= dimension - L; d += L) {
            FloatVector a = FloatVector.fromArray(F, out, outStart + d);
            for (int t = from; t < to; t++) {
                a =
                        FloatVector.fromArray(F, values, t * dimension + d)
                                .fma(broadcast(probabilities[start + t]), a);
            }
            a.intoArray(out, outStart + d);
        }
        for (; d < dimension; d++) {
            float sum = out[outStart + d];
            for (int t = from; t < to; t++) {
                sum = Math.fma(probabilities[start + t], values[t * dimension + d], sum);
            }
            out[outStart + d] = sum;
        }
    }
}
