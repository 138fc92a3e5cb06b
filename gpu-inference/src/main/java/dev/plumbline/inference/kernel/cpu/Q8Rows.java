package dev.plumbline.inference.kernel.cpu;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Q8_0: blocks of 32 as d (f16) and 32 signed bytes; a weight is d q. */
final class Q8Rows {
    private static final int BLOCK = 32;
    private static final int BYTES = 34;
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final int L = F.length();

    private Q8Rows() {}

    static void four(
            MemorySegment w,
            long a0,
            long a1,
            long a2,
            long a3,
            int columns,
            float[] x,
            float[] sums) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        FloatVector s2 = FloatVector.zero(F);
        FloatVector s3 = FloatVector.zero(F);
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = (long) b * BYTES;
            float d0 = Halves.at(w, a0 + at);
            float d1 = Halves.at(w, a1 + at);
            float d2 = Halves.at(w, a2 + at);
            float d3 = Halves.at(w, a3 + at);
            for (int p = 0; p < BLOCK; p += L) {
                FloatVector v = FloatVector.fromArray(F, x, b * BLOCK + p);
                s0 = Lanes.signed(w, a0 + at + 2 + p).mul(d0).fma(v, s0);
                s1 = Lanes.signed(w, a1 + at + 2 + p).mul(d1).fma(v, s1);
                s2 = Lanes.signed(w, a2 + at + 2 + p).mul(d2).fma(v, s2);
                s3 = Lanes.signed(w, a3 + at + 2 + p).mul(d3).fma(v, s3);
            }
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    static void decode(MemorySegment w, long from, int count, float[] out, int start, int step) {
        int to = start;
        for (int b = 0; b < count / BLOCK; b++) {
            long at = from + (long) b * BYTES;
            float d = Halves.at(w, at);
            for (int p = 0; p < BLOCK; p += L) {
                Lanes.signed(w, at + 2 + p).mul(d).intoArray(out, to);
                to += step;
            }
        }
    }
}
