package dev.plumbline.inference.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of four decoded matrix rows by four vectors, lanes along the columns: lane j of each sum
 * takes columns j, j + lanes, ... in order, as {@link VectorRows} does. Sums stay in vectors from
 * panel to panel of columns and are folded at the end.
 */
final class VectorTiles {
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final int L = F.length();

    /** Floats that the sums of a tile take. */
    static final int SUMS = 16 * L;

    private VectorTiles() {}

    /**
     * Adds the products of a panel to the sums of a tile.
     *
     * @param w four decoded rows, {@code stride} floats apart, from {@code wStart} on
     * @param x vectors; the tile's four begin at x0 to x3
     * @param columns a multiple of the lanes
     */
    static void add(
            float[] w,
            int wStart,
            int stride,
            float[] x,
            int x0,
            int x1,
            int x2,
            int x3,
            int columns,
            float[] sums,
            int at) {
        FloatVector s00 = FloatVector.fromArray(F, sums, at);
        FloatVector s01 = FloatVector.fromArray(F, sums, at + L);
        FloatVector s02 = FloatVector.fromArray(F, sums, at + 2 * L);
        FloatVector s03 = FloatVector.fromArray(F, sums, at + 3 * L);
        FloatVector s10 = FloatVector.fromArray(F, sums, at + 4 * L);
        FloatVector s11 = FloatVector.fromArray(F, sums, at + 5 * L);
        FloatVector s12 = FloatVector.fromArray(F, sums, at + 6 * L);
        FloatVector s13 = FloatVector.fromArray(F, sums, at + 7 * L);
        FloatVector s20 = FloatVector.fromArray(F, sums, at + 8 * L);
        FloatVector s21 = FloatVector.fromArray(F, sums, at + 9 * L);
        FloatVector s22 = FloatVector.fromArray(F, sums, at + 10 * L);
        FloatVector s23 = FloatVector.fromArray(F, sums, at + 11 * L);
        FloatVector s30 = FloatVector.fromArray(F, sums, at + 12 * L);
        FloatVector s31 = FloatVector.fromArray(F, sums, at + 13 * L);
        FloatVector s32 = FloatVector.fromArray(F, sums, at + 14 * L);
        FloatVector s33 = FloatVector.fromArray(F, sums, at + 15 * L);
        for (int c = 0; c < columns; c += L) {
            FloatVector v0 = FloatVector.fromArray(F, x, x0 + c);
            FloatVector v1 = FloatVector.fromArray(F, x, x1 + c);
            FloatVector v2 = FloatVector.fromArray(F, x, x2 + c);
            FloatVector v3 = FloatVector.fromArray(F, x, x3 + c);
            FloatVector w0 = FloatVector.fromArray(F, w, wStart + c);
            s00 = w0.fma(v0, s00);
            s01 = w0.fma(v1, s01);
            s02 = w0.fma(v2, s02);
            s03 = w0.fma(v3, s03);
            FloatVector w1 = FloatVector.fromArray(F, w, wStart + stride + c);
            s10 = w1.fma(v0, s10);
            s11 = w1.fma(v1, s11);
            s12 = w1.fma(v2, s12);
            s13 = w1.fma(v3, s13);
            FloatVector w2 = FloatVector.fromArray(F, w, wStart + 2 * stride + c);
            s20 = w2.fma(v0, s20);
            s21 = w2.fma(v1, s21);
            s22 = w2.fma(v2, s22);
            s23 = w2.fma(v3, s23);
            FloatVector w3 = FloatVector.fromArray(F, w, wStart + 3 * stride + c);
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

    /** The sum over the lanes of one of a tile's sums. */
    static float fold(float[] sums, int at) {
        return Lanes.sum(FloatVector.fromArray(F, sums, at));
    }
}
