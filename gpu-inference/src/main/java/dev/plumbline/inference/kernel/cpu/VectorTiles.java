package dev.plumbline.inference.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a few decoded matrix rows by four vectors, lanes along the columns: lane j of each sum
 * takes columns j, j + lanes, ... in order, as products with one vector do. Rows and vectors of a
 * tile lie interleaved, a vector of each and then the next. Sums stay in vectors from panel to
 * panel of columns and are folded at the end.
 */
final class VectorTiles {
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final int L = F.length();

    /** Rows of a tile: with its sums, as many as there are registers for. */
    static final int ROWS = L >= 16 ? 4 : 3;

    /** Vectors of a tile. */
    static final int VECTORS = 4;

    /** Floats that the sums of a tile take, [row, vector, lane]. */
    static final int SUMS = ROWS * VECTORS * L;

    private static final float[] NOTHING = new float[SUMS];

    // Lanes of the upper half, and of the upper half of each half.
    private static final VectorMask<Float> UPPER = lanes(L / 2);
    private static final VectorMask<Float> ODD = lanes(L / 4);
    private static final VectorShuffle<Float> BY_HALF = VectorShuffle.fromOp(F, i -> i ^ L / 2);
    private static final VectorShuffle<Float> BY_QUARTER = VectorShuffle.fromOp(F, i -> i ^ L / 4);

    private VectorTiles() {}

    private static VectorMask<Float> lanes(int bit) {
        boolean[] set = new boolean[L];
        for (int i = 0; i < L; i++) {
            set[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(F, set, 0);
    }

    /**
     * Adds the products of a panel to the sums of a tile.
     *
     * @param fresh whether the sums start at nothing
     * @param w decoded rows from {@code wAt} on, [step, row, lane]
     * @param x vectors from {@code xAt} on, [step, vector, lane]
     */
    static void add(
            float[] w,
            int wAt,
            float[] x,
            int xAt,
            int steps,
            boolean fresh,
            float[] sums,
            int at) {
        float[] from = fresh ? NOTHING : sums;
        int start = fresh ? 0 : at;
        if (ROWS == 4) {
            four(w, wAt, x, xAt, steps, from, start, sums, at);
        } else {
            three(w, wAt, x, xAt, steps, from, start, sums, at);
        }
    }

    private static void four(
            float[] w,
            int wAt,
            float[] x,
            int xAt,
            int steps,
            float[] from,
            int start,
            float[] sums,
            int at) {
        FloatVector s00 = FloatVector.fromArray(F, from, start);
        FloatVector s01 = FloatVector.fromArray(F, from, start + L);
        FloatVector s02 = FloatVector.fromArray(F, from, start + 2 * L);
        FloatVector s03 = FloatVector.fromArray(F, from, start + 3 * L);
        FloatVector s10 = FloatVector.fromArray(F, from, start + 4 * L);
        FloatVector s11 = FloatVector.fromArray(F, from, start + 5 * L);
        FloatVector s12 = FloatVector.fromArray(F, from, start + 6 * L);
        FloatVector s13 = FloatVector.fromArray(F, from, start + 7 * L);
        FloatVector s20 = FloatVector.fromArray(F, from, start + 8 * L);
        FloatVector s21 = FloatVector.fromArray(F, from, start + 9 * L);
        FloatVector s22 = FloatVector.fromArray(F, from, start + 10 * L);
        FloatVector s23 = FloatVector.fromArray(F, from, start + 11 * L);
        FloatVector s30 = FloatVector.fromArray(F, from, start + 12 * L);
        FloatVector s31 = FloatVector.fromArray(F, from, start + 13 * L);
        FloatVector s32 = FloatVector.fromArray(F, from, start + 14 * L);
        FloatVector s33 = FloatVector.fromArray(F, from, start + 15 * L);
        for (int k = 0; k < steps; k++) {
            int c = k * 4 * L;
            FloatVector v0 = FloatVector.fromArray(F, x, xAt + c);
            FloatVector v1 = FloatVector.fromArray(F, x, xAt + c + L);
            FloatVector v2 = FloatVector.fromArray(F, x, xAt + c + 2 * L);
            FloatVector v3 = FloatVector.fromArray(F, x, xAt + c + 3 * L);
            FloatVector w0 = FloatVector.fromArray(F, w, wAt + c);
            s00 = w0.fma(v0, s00);
            s01 = w0.fma(v1, s01);
            s02 = w0.fma(v2, s02);
            s03 = w0.fma(v3, s03);
            FloatVector w1 = FloatVector.fromArray(F, w, wAt + c + L);
            s10 = w1.fma(v0, s10);
            s11 = w1.fma(v1, s11);
            s12 = w1.fma(v2, s12);
            s13 = w1.fma(v3, s13);
            FloatVector w2 = FloatVector.fromArray(F, w, wAt + c + 2 * L);
            s20 = w2.fma(v0, s20);
            s21 = w2.fma(v1, s21);
            s22 = w2.fma(v2, s22);
            s23 = w2.fma(v3, s23);
            FloatVector w3 = FloatVector.fromArray(F, w, wAt + c + 3 * L);
            s30 = w3.fma(v0, s30);
            s31 = w3.fma(v1, s31);
            s32 = w3.fma(v2, s32);
            s33 = w3.fma(v3, s33);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + L);
        s02.intoArray(sums, at + 2 * L);
        s03.intoArray(sums, at + 3 * L);
        s10.intoArray(sums, at + 4 * L);
        s11.intoArray(sums, at + 5 * L);
        s12.intoArray(sums, at + 6 * L);
        s13.intoArray(sums, at + 7 * L);
        s20.intoArray(sums, at + 8 * L);
        s21.intoArray(sums, at + 9 * L);
        s22.intoArray(sums, at + 10 * L);
        s23.intoArray(sums, at + 11 * L);
        s30.intoArray(sums, at + 12 * L);
        s31.intoArray(sums, at + 13 * L);
        s32.intoArray(sums, at + 14 * L);
        s33.intoArray(sums, at + 15 * L);
    }

    private static void three(
            float[] w,
            int wAt,
            float[] x,
            int xAt,
            int steps,
            float[] from,
            int start,
            float[] sums,
            int at) {
        FloatVector s00 = FloatVector.fromArray(F, from, start);
        FloatVector s01 = FloatVector.fromArray(F, from, start + L);
        FloatVector s02 = FloatVector.fromArray(F, from, start + 2 * L);
        FloatVector s03 = FloatVector.fromArray(F, from, start + 3 * L);
        FloatVector s10 = FloatVector.fromArray(F, from, start + 4 * L);
        FloatVector s11 = FloatVector.fromArray(F, from, start + 5 * L);
        FloatVector s12 = FloatVector.fromArray(F, from, start + 6 * L);
        FloatVector s13 = FloatVector.fromArray(F, from, start + 7 * L);
        FloatVector s20 = FloatVector.fromArray(F, from, start + 8 * L);
        FloatVector s21 = FloatVector.fromArray(F, from, start + 9 * L);
        FloatVector s22 = FloatVector.fromArray(F, from, start + 10 * L);
        FloatVector s23 = FloatVector.fromArray(F, from, start + 11 * L);
        for (int k = 0; k < steps; k++) {
            int row = wAt + k * 3 * L;
            int c = xAt + k * 4 * L;
            FloatVector w0 = FloatVector.fromArray(F, w, row);
            FloatVector w1 = FloatVector.fromArray(F, w, row + L);
            FloatVector w2 = FloatVector.fromArray(F, w, row + 2 * L);
            FloatVector v = FloatVector.fromArray(F, x, c);
            s00 = w0.fma(v, s00);
            s10 = w1.fma(v, s10);
            s20 = w2.fma(v, s20);
            v = FloatVector.fromArray(F, x, c + L);
            s01 = w0.fma(v, s01);
            s11 = w1.fma(v, s11);
            s21 = w2.fma(v, s21);
            v = FloatVector.fromArray(F, x, c + 2 * L);
            s02 = w0.fma(v, s02);
            s12 = w1.fma(v, s12);
            s22 = w2.fma(v, s22);
            v = FloatVector.fromArray(F, x, c + 3 * L);
            s03 = w0.fma(v, s03);
            s13 = w1.fma(v, s13);
            s23 = w2.fma(v, s23);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + L);
        s02.intoArray(sums, at + 2 * L);
        s03.intoArray(sums, at + 3 * L);
        s10.intoArray(sums, at + 4 * L);
        s11.intoArray(sums, at + 5 * L);
        s12.intoArray(sums, at + 6 * L);
        s13.intoArray(sums, at + 7 * L);
        s20.intoArray(sums, at + 8 * L);
        s21.intoArray(sums, at + 9 * L);
        s22.intoArray(sums, at + 10 * L);
        s23.intoArray(sums, at + 11 * L);
    }

    /**
     * Adds the products of a panel of four rows with one vector to their sums.
     *
     * @param w decoded rows, [step, row, lane]
     * @param x the vector, its columns of the panel from {@code xAt} on
     * @param sums [row, lane]
     */
    static void column(float[] w, float[] x, int xAt, int steps, float[] sums) {
        FloatVector s0 = FloatVector.fromArray(F, sums, 0);
        FloatVector s1 = FloatVector.fromArray(F, sums, L);
        FloatVector s2 = FloatVector.fromArray(F, sums, 2 * L);
        FloatVector s3 = FloatVector.fromArray(F, sums, 3 * L);
        for (int k = 0; k < steps; k++) {
            int row = k * 4 * L;
            FloatVector v = FloatVector.fromArray(F, x, xAt + k * L);
            s0 = FloatVector.fromArray(F, w, row).fma(v, s0);
            s1 = FloatVector.fromArray(F, w, row + L).fma(v, s1);
            s2 = FloatVector.fromArray(F, w, row + 2 * L).fma(v, s2);
            s3 = FloatVector.fromArray(F, w, row + 3 * L).fma(v, s3);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    /**
     * Sums over the lanes of four vectors that lie one after the other, each in the order of {@link
     * Lanes#sum}: halves and quarters of all four together, the rest one by one.
     */
    static void fold(float[] sums, int at, float[] out) {
        FloatVector a = FloatVector.fromArray(F, sums, at);
        FloatVector b = FloatVector.fromArray(F, sums, at + L);
        FloatVector c = FloatVector.fromArray(F, sums, at + 2 * L);
        FloatVector d = FloatVector.fromArray(F, sums, at + 3 * L);
        FloatVector p = a.blend(c, UPPER).add(c.blend(a, UPPER).rearrange(BY_HALF));
        FloatVector q = b.blend(d, UPPER).add(d.blend(b, UPPER).rearrange(BY_HALF));
        p.blend(q, ODD).add(q.blend(p, ODD).rearrange(BY_QUARTER)).intoArray(out, 0);
        if (L == 16) {
            out[0] = (out[0] + out[2]) + (out[1] + out[3]);
            out[1] = (out[4] + out[6]) + (out[5] + out[7]);
            out[2] = (out[8] + out[10]) + (out[9] + out[11]);
            out[3] = (out[12] + out[14]) + (out[13] + out[15]);
        } else if (L == 8) {
            out[0] = out[0] + out[1];
            out[1] = out[2] + out[3];
            out[2] = out[4] + out[5];
            out[3] = out[6] + out[7];
        }
    }
}
