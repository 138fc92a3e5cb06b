package dev.plumbline.inference.kernel;

/** Activations rounded to 8 bits per 32, as integer products would see them. */
final class ActivationRounding {
    static final int BLOCK = 32;

    private ActivationRounding() {}

    /** out = in with each block of 32 rounded to multiples of its largest magnitude / 127. */
    static void round(float[] in, float[] out, int count) {
        for (int start = 0; start < count; start += BLOCK) {
            float largest = 0;
            for (int i = start; i < start + BLOCK; i++) {
                largest = Math.max(largest, Math.abs(in[i]));
            }
            float scale = largest / 127;
            float inverse = scale == 0 ? 0 : 1 / scale;
            for (int i = start; i < start + BLOCK; i++) {
                out[i] = Math.round(in[i] * inverse) * scale;
            }
        }
    }
}
