package dev.plumbline.answers.quoting;

import dev.plumbline.gateway.TokenVectors;

/**
 * A sentence's vectors, those of its tokens as 8-bit numbers: a quarter of the memory at no visible
 * loss.
 */
final class EncodedSentence {

    private final float[] pooled;
    private final int count;
    private final byte[] values; // [tokens, dimension]
    private final float[] scales; // [tokens]

    private EncodedSentence(float[] pooled, int count, byte[] values, float[] scales) {
        this.pooled = pooled;
        this.count = count;
        this.values = values;
        this.scales = scales;
    }

    static EncodedSentence of(TokenVectors tokens) {
        int dimension = tokens.pooled().length;
        byte[] values = new byte[tokens.values().length];
        float[] scales = new float[tokens.count()];
        for (int t = 0; t < scales.length; t++) {
            float largest = 1e-9f;
            for (int i = t * dimension; i < (t + 1) * dimension; i++) {
                largest = Math.max(largest, Math.abs(tokens.values()[i]));
            }
            scales[t] = largest / 127;
            for (int i = t * dimension; i < (t + 1) * dimension; i++) {
                values[i] = (byte) Math.round(tokens.values()[i] / scales[t]);
            }
        }
        return new EncodedSentence(tokens.pooled(), scales.length, values, scales);
    }

    float[] pooled() {
        return pooled;
    }

    /** The highest cosine of a vector of unit length with any token; 0 where there are none. */
    double best(float[] vector) {
        double best = count == 0 ? 0 : -1;
        for (int t = 0; t < count; t++) {
            float sum = 0;
            int from = t * vector.length;
            for (int i = 0; i < vector.length; i++) {
                sum += vector[i] * values[from + i];
            }
            best = Math.max(best, (double) sum * scales[t]);
        }
        return best;
    }

    /** Memory taken, in bytes, roughly. */
    long bytes() {
        return values.length + 4L * (scales.length + pooled.length) + 200;
    }
}
