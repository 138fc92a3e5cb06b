package dev.plumbline.gateway;

/** Arithmetic on vectors of floats. */
public final class Vectors {

    private Vectors() {}

    /** The dot product of two vectors of one length. */
    public static float dot(float[] a, float[] b) {
        return dot(a, 0, b, 0, a.length);
    }

    /** The dot product of {@code length} numbers of both, from the given places on. */
    public static float dot(float[] a, int fromA, float[] b, int fromB, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += a[fromA + i] * b[fromB + i];
            s1 += a[fromA + i + 1] * b[fromB + i + 1];
            s2 += a[fromA + i + 2] * b[fromB + i + 2];
            s3 += a[fromA + i + 3] * b[fromB + i + 3];
        }
        for (; i < length; i++) {
            s0 += a[fromA + i] * b[fromB + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Scales {@code length} numbers from a place on to length 1, in place; zeros stay zeros. */
    static void normalize(float[] values, int from, int length) {
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            squares += (double) values[i] * values[i];
        }
        if (squares == 0) {
            return;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = from; i < from + length; i++) {
            values[i] *= scale;
        }
    }

    /** Whether a vector points nowhere. */
    public static boolean zero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
