package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrix rows with one vector. Rows [from, to) are cut into four stretches, and one row
 * of each is walked together: four streams from memory. In every type lane j sums the elements at
 * columns j, j + lanes, ... in that order, each weight decoded to a float first, as {@link
 * VectorDecode} and {@link VectorTiles} do: so a product with one vector equals, bit for bit, that
 * within many. The methods repeat each other and are long on purpose: a shared helper would get its
 * vectors allocated.
 */
final class VectorRows {
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final VectorSpecies<Byte> B = Lanes.BYTES;
    private static final VectorSpecies<Short> S = Lanes.SHORTS;
    private static final VectorSpecies<Integer> I = Lanes.INTS;
    private static final int L = F.length();
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private VectorRows() {}

    static void f32(
            Matrix matrix, float[] x, int xStart, float[] out, int outStart, int from, int to) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        int quarter = (to - from + 3) / 4;
        for (int i = 0; i < quarter; i++) {
            int r0 = Math.min(from + i, to - 1);
            int r1 = Math.min(from + quarter + i, to - 1);
            int r2 = Math.min(from + 2 * quarter + i, to - 1);
            int r3 = Math.min(from + 3 * quarter + i, to - 1);
            long a0 = r0 * matrix.rowBytes();
            long a1 = r1 * matrix.rowBytes();
            long a2 = r2 * matrix.rowBytes();
            long a3 = r3 * matrix.rowBytes();
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = FloatVector.zero(F);
            FloatVector s2 = FloatVector.zero(F);
            FloatVector s3 = FloatVector.zero(F);
            int c = 0;
            for (; c <= columns - L; c += L) {
                FloatVector v = FloatVector.fromArray(F, x, xStart + c);
                s0 = FloatVector.fromMemorySegment(F, w, a0 + c * 4L, LE).fma(v, s0);
                s1 = FloatVector.fromMemorySegment(F, w, a1 + c * 4L, LE).fma(v, s1);
                s2 = FloatVector.fromMemorySegment(F, w, a2 + c * 4L, LE).fma(v, s2);
                s3 = FloatVector.fromMemorySegment(F, w, a3 + c * 4L, LE).fma(v, s3);
            }
            float y0 = Lanes.sum(s0);
            float y1 = Lanes.sum(s1);
            float y2 = Lanes.sum(s2);
            float y3 = Lanes.sum(s3);
            for (; c < columns; c++) {
                float v = x[xStart + c];
                y0 = Math.fma(w.get(JAVA_FLOAT_UNALIGNED, a0 + c * 4L), v, y0);
                y1 = Math.fma(w.get(JAVA_FLOAT_UNALIGNED, a1 + c * 4L), v, y1);
                y2 = Math.fma(w.get(JAVA_FLOAT_UNALIGNED, a2 + c * 4L), v, y2);
                y3 = Math.fma(w.get(JAVA_FLOAT_UNALIGNED, a3 + c * 4L), v, y3);
            }
            out[outStart + r0] = y0;
            out[outStart + r1] = y1;
            out[outStart + r2] = y2;
            out[outStart + r3] = y3;
        }
    }

    static void bf16(
            Matrix matrix, float[] x, int xStart, float[] out, int outStart, int from, int to) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        int quarter = (to - from + 3) / 4;
        for (int i = 0; i < quarter; i++) {
            int r0 = Math.min(from + i, to - 1);
            int r1 = Math.min(from + quarter + i, to - 1);
            int r2 = Math.min(from + 2 * quarter + i, to - 1);
            int r3 = Math.min(from + 3 * quarter + i, to - 1);
            long a0 = r0 * matrix.rowBytes();
            long a1 = r1 * matrix.rowBytes();
            long a2 = r2 * matrix.rowBytes();
            long a3 = r3 * matrix.rowBytes();
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = FloatVector.zero(F);
            FloatVector s2 = FloatVector.zero(F);
            FloatVector s3 = FloatVector.zero(F);
            int c = 0;
            for (; c <= columns - L; c += L) {
                FloatVector v = FloatVector.fromArray(F, x, xStart + c);
                s0 =
                        ShortVector.fromMemorySegment(S, w, a0 + c * 2L, LE)
                                .convertShape(VectorOperators.S2I, I, 0)
                                .lanewise(VectorOperators.LSHL, 16)
                                .reinterpretAsFloats()
                                .fma(v, s0);
                s1 =
                        ShortVector.fromMemorySegment(S, w, a1 + c * 2L, LE)
                                .convertShape(VectorOperators.S2I, I, 0)
                                .lanewise(VectorOperators.LSHL, 16)
                                .reinterpretAsFloats()
                                .fma(v, s1);
                s2 =
                        ShortVector.fromMemorySegment(S, w, a2 + c * 2L, LE)
                                .convertShape(VectorOperators.S2I, I, 0)
                                .lanewise(VectorOperators.LSHL, 16)
                                .reinterpretAsFloats()
                                .fma(v, s2);
                s3 =
                        ShortVector.fromMemorySegment(S, w, a3 + c * 2L, LE)
                                .convertShape(VectorOperators.S2I, I, 0)
                                .lanewise(VectorOperators.LSHL, 16)
                                .reinterpretAsFloats()
                                .fma(v, s3);
            }
            float y0 = Lanes.sum(s0);
            float y1 = Lanes.sum(s1);
            float y2 = Lanes.sum(s2);
            float y3 = Lanes.sum(s3);
            for (; c < columns; c++) {
                float v = x[xStart + c];
                y0 =
                        Math.fma(
                                Float.intBitsToFloat(
                                        w.get(JAVA_SHORT_UNALIGNED, a0 + c * 2L) << 16),
                                v,
                                y0);
                y1 =
                        Math.fma(
                                Float.intBitsToFloat(
                                        w.get(JAVA_SHORT_UNALIGNED, a1 + c * 2L) << 16),
                                v,
                                y1);
                y2 =
                        Math.fma(
                                Float.intBitsToFloat(
                                        w.get(JAVA_SHORT_UNALIGNED, a2 + c * 2L) << 16),
                                v,
                                y2);
                y3 =
                        Math.fma(
                                Float.intBitsToFloat(
                                        w.get(JAVA_SHORT_UNALIGNED, a3 + c * 2L) << 16),
                                v,
                                y3);
            }
            out[outStart + r0] = y0;
            out[outStart + r1] = y1;
            out[outStart + r2] = y2;
            out[outStart + r3] = y3;
        }
    }

    static void f16(
            Matrix matrix, float[] x, int xStart, float[] out, int outStart, int from, int to) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        int quarter = (to - from + 3) / 4;
        for (int i = 0; i < quarter; i++) {
            int r0 = Math.min(from + i, to - 1);
            int r1 = Math.min(from + quarter + i, to - 1);
            int r2 = Math.min(from + 2 * quarter + i, to - 1);
            int r3 = Math.min(from + 3 * quarter + i, to - 1);
            long a0 = r0 * matrix.rowBytes();
            long a1 = r1 * matrix.rowBytes();
            long a2 = r2 * matrix.rowBytes();
            long a3 = r3 * matrix.rowBytes();
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = FloatVector.zero(F);
            FloatVector s2 = FloatVector.zero(F);
            FloatVector s3 = FloatVector.zero(F);
            int c = 0;
            for (; c <= columns - L; c += L) {
                FloatVector v = FloatVector.fromArray(F, x, xStart + c);
                s0 =
                        ShortVector.fromMemorySegment(S, w, a0 + c * 2L, LE)
                                .convertShape(VectorOperators.S2I, I, 0)
                                .lanewise(VectorOperators.LSHL, 13)
                                .lanewise(VectorOperators.AND, Lanes.HALF_MASK)
                                .reinterpretAsFloats()
                                .mul(Lanes.HALF_SCALE)
                                .fma(v, s0);
                s1 =
                        ShortVector.fromMemorySegment(S, w, a1 + c * 2L, LE)
                                .convertShape(VectorOperators.S2I, I, 0)
                                .lanewise(VectorOperators.LSHL, 13)
                                .lanewise(VectorOperators.AND, Lanes.HALF_MASK)
                                .reinterpretAsFloats()
                                .mul(Lanes.HALF_SCALE)
                                .fma(v, s1);
                s2 =
                        ShortVector.fromMemorySegment(S, w, a2 + c * 2L, LE)
                                .convertShape(VectorOperators.S2I, I, 0)
                                .lanewise(VectorOperators.LSHL, 13)
                                .lanewise(VectorOperators.AND, Lanes.HALF_MASK)
                                .reinterpretAsFloats()
                                .mul(Lanes.HALF_SCALE)
                                .fma(v, s2);
                s3 =
                        ShortVector.fromMemorySegment(S, w, a3 + c * 2L, LE)
                                .convertShape(VectorOperators.S2I, I, 0)
                                .lanewise(VectorOperators.LSHL, 13)
                                .lanewise(VectorOperators.AND, Lanes.HALF_MASK)
                                .reinterpretAsFloats()
                                .mul(Lanes.HALF_SCALE)
                                .fma(v, s3);
            }
            float y0 = Lanes.sum(s0);
            float y1 = Lanes.sum(s1);
            float y2 = Lanes.sum(s2);
            float y3 = Lanes.sum(s3);
            for (; c < columns; c++) {
                float v = x[xStart + c];
                y0 =
                        Math.fma(
                                Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a0 + c * 2L)),
                                v,
                                y0);
                y1 =
                        Math.fma(
                                Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a1 + c * 2L)),
                                v,
                                y1);
                y2 =
                        Math.fma(
                                Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a2 + c * 2L)),
                                v,
                                y2);
                y3 =
                        Math.fma(
                                Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a3 + c * 2L)),
                                v,
                                y3);
            }
            out[outStart + r0] = y0;
            out[outStart + r1] = y1;
            out[outStart + r2] = y2;
            out[outStart + r3] = y3;
        }
    }

    static void q8(
            Matrix matrix, float[] x, int xStart, float[] out, int outStart, int from, int to) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        int quarter = (to - from + 3) / 4;
        int blocks = columns / 32;
        for (int i = 0; i < quarter; i++) {
            int r0 = Math.min(from + i, to - 1);
            int r1 = Math.min(from + quarter + i, to - 1);
            int r2 = Math.min(from + 2 * quarter + i, to - 1);
            int r3 = Math.min(from + 3 * quarter + i, to - 1);
            long a0 = r0 * matrix.rowBytes();
            long a1 = r1 * matrix.rowBytes();
            long a2 = r2 * matrix.rowBytes();
            long a3 = r3 * matrix.rowBytes();
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = FloatVector.zero(F);
            FloatVector s2 = FloatVector.zero(F);
            FloatVector s3 = FloatVector.zero(F);
            for (int b = 0; b < blocks; b++) {
                float d0 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a0));
                float d1 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a1));
                float d2 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a2));
                float d3 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a3));
                for (int p = 0; p < 32; p += L) {
                    FloatVector v = FloatVector.fromArray(F, x, xStart + b * 32 + p);
                    s0 =
                            ((FloatVector)
                                            ByteVector.fromMemorySegment(B, w, a0 + 2 + p, LE)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d0)
                                    .fma(v, s0);
                    s1 =
                            ((FloatVector)
                                            ByteVector.fromMemorySegment(B, w, a1 + 2 + p, LE)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d1)
                                    .fma(v, s1);
                    s2 =
                            ((FloatVector)
                                            ByteVector.fromMemorySegment(B, w, a2 + 2 + p, LE)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d2)
                                    .fma(v, s2);
                    s3 =
                            ((FloatVector)
                                            ByteVector.fromMemorySegment(B, w, a3 + 2 + p, LE)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d3)
                                    .fma(v, s3);
                }
                a0 += 34;
                a1 += 34;
                a2 += 34;
                a3 += 34;
            }
            float y0 = Lanes.sum(s0);
            float y1 = Lanes.sum(s1);
            float y2 = Lanes.sum(s2);
            float y3 = Lanes.sum(s3);
            out[outStart + r0] = y0;
            out[outStart + r1] = y1;
            out[outStart + r2] = y2;
            out[outStart + r3] = y3;
        }
    }

    static void q4(
            Matrix matrix, float[] x, int xStart, float[] out, int outStart, int from, int to) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        int quarter = (to - from + 3) / 4;
        int blocks = columns / 32;
        for (int i = 0; i < quarter; i++) {
            int r0 = Math.min(from + i, to - 1);
            int r1 = Math.min(from + quarter + i, to - 1);
            int r2 = Math.min(from + 2 * quarter + i, to - 1);
            int r3 = Math.min(from + 3 * quarter + i, to - 1);
            long a0 = r0 * matrix.rowBytes();
            long a1 = r1 * matrix.rowBytes();
            long a2 = r2 * matrix.rowBytes();
            long a3 = r3 * matrix.rowBytes();
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = FloatVector.zero(F);
            FloatVector s2 = FloatVector.zero(F);
            FloatVector s3 = FloatVector.zero(F);
            for (int b = 0; b < blocks; b++) {
                float d0 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a0));
                float d1 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a1));
                float d2 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a2));
                float d3 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a3));
                for (int p = 0; p < 16; p += L) {
                    FloatVector v = FloatVector.fromArray(F, x, xStart + b * 32 + p);
                    FloatVector u = FloatVector.fromArray(F, x, xStart + b * 32 + 16 + p);
                    ByteVector q0 = ByteVector.fromMemorySegment(B, w, a0 + 2 + p, LE);
                    s0 =
                            ((FloatVector)
                                            q0.and((byte) 15)
                                                    .sub((byte) 8)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d0)
                                    .fma(v, s0);
                    ByteVector q1 = ByteVector.fromMemorySegment(B, w, a1 + 2 + p, LE);
                    s1 =
                            ((FloatVector)
                                            q1.and((byte) 15)
                                                    .sub((byte) 8)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d1)
                                    .fma(v, s1);
                    ByteVector q2 = ByteVector.fromMemorySegment(B, w, a2 + 2 + p, LE);
                    s2 =
                            ((FloatVector)
                                            q2.and((byte) 15)
                                                    .sub((byte) 8)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d2)
                                    .fma(v, s2);
                    ByteVector q3 = ByteVector.fromMemorySegment(B, w, a3 + 2 + p, LE);
                    s3 =
                            ((FloatVector)
                                            q3.and((byte) 15)
                                                    .sub((byte) 8)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d3)
                                    .fma(v, s3);
                    s0 =
                            ((FloatVector)
                                            q0.lanewise(VectorOperators.LSHR, 4)
                                                    .sub((byte) 8)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d0)
                                    .fma(u, s0);
                    s1 =
                            ((FloatVector)
                                            q1.lanewise(VectorOperators.LSHR, 4)
                                                    .sub((byte) 8)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d1)
                                    .fma(u, s1);
                    s2 =
                            ((FloatVector)
                                            q2.lanewise(VectorOperators.LSHR, 4)
                                                    .sub((byte) 8)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d2)
                                    .fma(u, s2);
                    s3 =
                            ((FloatVector)
                                            q3.lanewise(VectorOperators.LSHR, 4)
                                                    .sub((byte) 8)
                                                    .convertShape(VectorOperators.B2F, F, 0))
                                    .mul(d3)
                                    .fma(u, s3);
                }
                a0 += 18;
                a1 += 18;
                a2 += 18;
                a3 += 18;
            }
            float y0 = Lanes.sum(s0);
            float y1 = Lanes.sum(s1);
            float y2 = Lanes.sum(s2);
            float y3 = Lanes.sum(s3);
            out[outStart + r0] = y0;
            out[outStart + r1] = y1;
            out[outStart + r2] = y2;
            out[outStart + r3] = y3;
        }
    }

    static void q4k(
            Matrix matrix, float[] x, int xStart, float[] out, int outStart, int from, int to) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        int quarter = (to - from + 3) / 4;
        int blocks = columns / 256;
        for (int i = 0; i < quarter; i++) {
            int r0 = Math.min(from + i, to - 1);
            int r1 = Math.min(from + quarter + i, to - 1);
            int r2 = Math.min(from + 2 * quarter + i, to - 1);
            int r3 = Math.min(from + 3 * quarter + i, to - 1);
            long a0 = r0 * matrix.rowBytes();
            long a1 = r1 * matrix.rowBytes();
            long a2 = r2 * matrix.rowBytes();
            long a3 = r3 * matrix.rowBytes();
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = FloatVector.zero(F);
            FloatVector s2 = FloatVector.zero(F);
            FloatVector s3 = FloatVector.zero(F);
            for (int b = 0; b < blocks; b++) {
                float d0 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a0));
                float d1 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a1));
                float d2 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a2));
                float d3 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a3));
                float m0 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a0 + 2));
                float m1 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a1 + 2));
                float m2 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a2 + 2));
                float m3 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a3 + 2));
                for (int pair = 0; pair < 4; pair++) {
                    float low0 = d0 * VectorKQuants.scale(w, a0, 2 * pair);
                    float lowLeast0 = m0 * VectorKQuants.scale(w, a0, 2 * pair + 8);
                    float high0 = d0 * VectorKQuants.scale(w, a0, 2 * pair + 1);
                    float highLeast0 = m0 * VectorKQuants.scale(w, a0, 2 * pair + 9);
                    float low1 = d1 * VectorKQuants.scale(w, a1, 2 * pair);
                    float lowLeast1 = m1 * VectorKQuants.scale(w, a1, 2 * pair + 8);
                    float high1 = d1 * VectorKQuants.scale(w, a1, 2 * pair + 1);
                    float highLeast1 = m1 * VectorKQuants.scale(w, a1, 2 * pair + 9);
                    float low2 = d2 * VectorKQuants.scale(w, a2, 2 * pair);
                    float lowLeast2 = m2 * VectorKQuants.scale(w, a2, 2 * pair + 8);
                    float high2 = d2 * VectorKQuants.scale(w, a2, 2 * pair + 1);
                    float highLeast2 = m2 * VectorKQuants.scale(w, a2, 2 * pair + 9);
                    float low3 = d3 * VectorKQuants.scale(w, a3, 2 * pair);
                    float lowLeast3 = m3 * VectorKQuants.scale(w, a3, 2 * pair + 8);
                    float high3 = d3 * VectorKQuants.scale(w, a3, 2 * pair + 1);
                    float highLeast3 = m3 * VectorKQuants.scale(w, a3, 2 * pair + 9);
                    int at = xStart + b * 256 + pair * 64;
                    for (int p = 0; p < 32; p += L) {
                        FloatVector v = FloatVector.fromArray(F, x, at + p);
                        s0 =
                                ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                B, w, a0 + (16 + pair * 32 + p), LE)
                                                        .and((byte) 15)
                                                        .convertShape(VectorOperators.B2F, F, 0))
                                        .mul(low0)
                                        .sub(lowLeast0)
                                        .fma(v, s0);
                        s1 =
                                ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                B, w, a1 + (16 + pair * 32 + p), LE)
                                                        .and((byte) 15)
                                                        .convertShape(VectorOperators.B2F, F, 0))
                                        .mul(low1)
                                        .sub(lowLeast1)
                                        .fma(v, s1);
                        s2 =
                                ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                B, w, a2 + (16 + pair * 32 + p), LE)
                                                        .and((byte) 15)
                                                        .convertShape(VectorOperators.B2F, F, 0))
                                        .mul(low2)
                                        .sub(lowLeast2)
                                        .fma(v, s2);
                        s3 =
                                ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                B, w, a3 + (16 + pair * 32 + p), LE)
                                                        .and((byte) 15)
                                                        .convertShape(VectorOperators.B2F, F, 0))
                                        .mul(low3)
                                        .sub(lowLeast3)
                                        .fma(v, s3);
                    }
                    for (int p = 0; p < 32; p += L) {
                        FloatVector v = FloatVector.fromArray(F, x, at + 32 + p);
                        s0 =
                                ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                B, w, a0 + (16 + pair * 32 + p), LE)
                                                        .lanewise(VectorOperators.LSHR, 4)
                                                        .convertShape(VectorOperators.B2F, F, 0))
                                        .mul(high0)
                                        .sub(highLeast0)
                                        .fma(v, s0);
                        s1 =
                                ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                B, w, a1 + (16 + pair * 32 + p), LE)
                                                        .lanewise(VectorOperators.LSHR, 4)
                                                        .convertShape(VectorOperators.B2F, F, 0))
                                        .mul(high1)
                                        .sub(highLeast1)
                                        .fma(v, s1);
                        s2 =
                                ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                B, w, a2 + (16 + pair * 32 + p), LE)
                                                        .lanewise(VectorOperators.LSHR, 4)
                                                        .convertShape(VectorOperators.B2F, F, 0))
                                        .mul(high2)
                                        .sub(highLeast2)
                                        .fma(v, s2);
                        s3 =
                                ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                B, w, a3 + (16 + pair * 32 + p), LE)
                                                        .lanewise(VectorOperators.LSHR, 4)
                                                        .convertShape(VectorOperators.B2F, F, 0))
                                        .mul(high3)
                                        .sub(highLeast3)
                                        .fma(v, s3);
                    }
                }
                a0 += VectorKQuants.Q4_BYTES;
                a1 += VectorKQuants.Q4_BYTES;
                a2 += VectorKQuants.Q4_BYTES;
                a3 += VectorKQuants.Q4_BYTES;
            }
            float y0 = Lanes.sum(s0);
            float y1 = Lanes.sum(s1);
            float y2 = Lanes.sum(s2);
            float y3 = Lanes.sum(s3);
            out[outStart + r0] = y0;
            out[outStart + r1] = y1;
            out[outStart + r2] = y2;
            out[outStart + r3] = y3;
        }
    }

    static void q6k(
            Matrix matrix, float[] x, int xStart, float[] out, int outStart, int from, int to) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        int quarter = (to - from + 3) / 4;
        int blocks = columns / 256;
        for (int i = 0; i < quarter; i++) {
            int r0 = Math.min(from + i, to - 1);
            int r1 = Math.min(from + quarter + i, to - 1);
            int r2 = Math.min(from + 2 * quarter + i, to - 1);
            int r3 = Math.min(from + 3 * quarter + i, to - 1);
            long a0 = r0 * matrix.rowBytes();
            long a1 = r1 * matrix.rowBytes();
            long a2 = r2 * matrix.rowBytes();
            long a3 = r3 * matrix.rowBytes();
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = FloatVector.zero(F);
            FloatVector s2 = FloatVector.zero(F);
            FloatVector s3 = FloatVector.zero(F);
            for (int b = 0; b < blocks; b++) {
                float d0 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a0 + 208));
                float d1 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a1 + 208));
                float d2 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a2 + 208));
                float d3 = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a3 + 208));
                for (int half = 0; half < 2; half++) {
                    for (int part = 0; part < 4; part++) {
                        int low = half * 64 + (part & 1) * 32;
                        int high = 128 + half * 32;
                        int shift = part < 2 ? 0 : 4;
                        int group = 192 + half * 8 + part * 2;
                        int at = xStart + b * 256 + half * 128 + part * 32;
                        for (int p = 0; p < 32; p += L) {
                            FloatVector v = FloatVector.fromArray(F, x, at + p);
                            float e0 = d0 * w.get(JAVA_BYTE, a0 + (group + p / 16));
                            s0 =
                                    ((FloatVector)
                                                    ByteVector.fromMemorySegment(
                                                                    B, w, a0 + (low + p), LE)
                                                            .lanewise(VectorOperators.LSHR, shift)
                                                            .and((byte) 15)
                                                            .or(
                                                                    ByteVector.fromMemorySegment(
                                                                                    B,
                                                                                    w,
                                                                                    a0 + (high + p),
                                                                                    LE)
                                                                            .lanewise(
                                                                                    VectorOperators
                                                                                            .LSHR,
                                                                                    2L * part)
                                                                            .and((byte) 3)
                                                                            .lanewise(
                                                                                    VectorOperators
                                                                                            .LSHL,
                                                                                    4))
                                                            .sub((byte) 32)
                                                            .convertShape(
                                                                    VectorOperators.B2F, F, 0))
                                            .mul(e0)
                                            .fma(v, s0);
                            float e1 = d1 * w.get(JAVA_BYTE, a1 + (group + p / 16));
                            s1 =
                                    ((FloatVector)
                                                    ByteVector.fromMemorySegment(
                                                                    B, w, a1 + (low + p), LE)
                                                            .lanewise(VectorOperators.LSHR, shift)
                                                            .and((byte) 15)
                                                            .or(
                                                                    ByteVector.fromMemorySegment(
                                                                                    B,
                                                                                    w,
                                                                                    a1 + (high + p),
                                                                                    LE)
                                                                            .lanewise(
                                                                                    VectorOperators
                                                                                            .LSHR,
                                                                                    2L * part)
                                                                            .and((byte) 3)
                                                                            .lanewise(
                                                                                    VectorOperators
                                                                                            .LSHL,
                                                                                    4))
                                                            .sub((byte) 32)
                                                            .convertShape(
                                                                    VectorOperators.B2F, F, 0))
                                            .mul(e1)
                                            .fma(v, s1);
                            float e2 = d2 * w.get(JAVA_BYTE, a2 + (group + p / 16));
                            s2 =
                                    ((FloatVector)
                                                    ByteVector.fromMemorySegment(
                                                                    B, w, a2 + (low + p), LE)
                                                            .lanewise(VectorOperators.LSHR, shift)
                                                            .and((byte) 15)
                                                            .or(
                                                                    ByteVector.fromMemorySegment(
                                                                                    B,
                                                                                    w,
                                                                                    a2 + (high + p),
                                                                                    LE)
                                                                            .lanewise(
                                                                                    VectorOperators
                                                                                            .LSHR,
                                                                                    2L * part)
                                                                            .and((byte) 3)
                                                                            .lanewise(
                                                                                    VectorOperators
                                                                                            .LSHL,
                                                                                    4))
                                                            .sub((byte) 32)
                                                            .convertShape(
                                                                    VectorOperators.B2F, F, 0))
                                            .mul(e2)
                                            .fma(v, s2);
                            float e3 = d3 * w.get(JAVA_BYTE, a3 + (group + p / 16));
                            s3 =
                                    ((FloatVector)
                                                    ByteVector.fromMemorySegment(
                                                                    B, w, a3 + (low + p), LE)
                                                            .lanewise(VectorOperators.LSHR, shift)
                                                            .and((byte) 15)
                                                            .or(
                                                                    ByteVector.fromMemorySegment(
                                                                                    B,
                                                                                    w,
                                                                                    a3 + (high + p),
                                                                                    LE)
                                                                            .lanewise(
                                                                                    VectorOperators
                                                                                            .LSHR,
                                                                                    2L * part)
                                                                            .and((byte) 3)
                                                                            .lanewise(
                                                                                    VectorOperators
                                                                                            .LSHL,
                                                                                    4))
                                                            .sub((byte) 32)
                                                            .convertShape(
                                                                    VectorOperators.B2F, F, 0))
                                            .mul(e3)
                                            .fma(v, s3);
                        }
                    }
                }
                a0 += VectorKQuants.Q6_BYTES;
                a1 += VectorKQuants.Q6_BYTES;
                a2 += VectorKQuants.Q6_BYTES;
                a3 += VectorKQuants.Q6_BYTES;
            }
            float y0 = Lanes.sum(s0);
            float y1 = Lanes.sum(s1);
            float y2 = Lanes.sum(s2);
            float y3 = Lanes.sum(s3);
            out[outStart + r0] = y0;
            out[outStart + r1] = y1;
            out[outStart + r2] = y2;
            out[outStart + r3] = y3;
        }
    }
}
