package dev.plumbline.inference.tensor;

import static dev.plumbline.inference.tensor.BlockCodec.half;
import static dev.plumbline.inference.tensor.BlockCodec.octet;
import static dev.plumbline.inference.tensor.BlockCodec.pair;
import static dev.plumbline.inference.tensor.BlockCodec.signed;

import java.lang.foreign.MemorySegment;

/**
 * Types with blocks of 256 elements whose groups of 16 or 32 have quantised scales of their own:
 * the K types and the ternary ones.
 */
final class SuperBlocks {
    private static final int[] POWERS_OF_THREE = {1, 3, 9, 27, 81};

    private SuperBlocks() {}

    /** 16 bytes of scale (low) and minimum (high), 64 bytes of 2-bit values, d, dmin. */
    static void q2k(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 80);
        float dmin = half(memory, at, 82);
        for (int group = 0; group < 16; group++) {
            int packed = octet(memory, at, group);
            float scale = d * (packed & 15);
            float minimum = dmin * (packed >> 4);
            int values = 16 + group / 8 * 32 + group % 2 * 16;
            int shift = group % 8 / 2 * 2;
            for (int l = 0; l < 16; l++) {
                out[to + group * 16 + l] =
                        scale * (octet(memory, at, values + l) >> shift & 3) - minimum;
            }
        }
    }

    /** 32 bytes of high bits, 64 bytes of low bit pairs, 12 bytes of 6-bit scales, d. */
    static void q3k(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 108);
        for (int group = 0; group < 16; group++) {
            float scale = d * (q3kScale(memory, at + 96, group) - 32);
            int low = 32 + group / 8 * 32 + group % 2 * 16;
            int high = group % 2 * 16;
            int shift = group % 8 / 2 * 2;
            for (int l = 0; l < 16; l++) {
                int value = octet(memory, at, low + l) >> shift & 3;
                int bit = octet(memory, at, high + l) >> (group / 2) & 1;
                out[to + group * 16 + l] = scale * (value - (bit == 1 ? 0 : 4));
            }
        }
    }

    /**
     * Low four bits of scales 0-7 and 8-15 share bytes 0-7; bytes 8-11 hold their two high bits.
     */
    private static int q3kScale(MemorySegment memory, long at, int group) {
        int low = octet(memory, at, group % 8) >> (group / 8 * 4) & 15;
        int high = octet(memory, at, 8 + group % 4) >> (group / 4 * 2) & 3;
        return low | high << 4;
    }

    /** d, dmin, 12 bytes of 6-bit scales and minima, 128 bytes of 4-bit values. */
    static void q4k(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        float dmin = half(memory, at, 2);
        for (int group = 0; group < 8; group++) {
            float scale = d * scaleOf(memory, at + 4, group);
            float minimum = dmin * minimumOf(memory, at + 4, group);
            int values = 16 + group / 2 * 32;
            int shift = group % 2 * 4;
            for (int l = 0; l < 32; l++) {
                out[to + group * 32 + l] =
                        scale * (octet(memory, at, values + l) >> shift & 15) - minimum;
            }
        }
    }

    /** As Q4_K, with 32 bytes of fifth bits before the values. */
    static void q5k(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        float dmin = half(memory, at, 2);
        for (int group = 0; group < 8; group++) {
            float scale = d * scaleOf(memory, at + 4, group);
            float minimum = dmin * minimumOf(memory, at + 4, group);
            int values = 48 + group / 2 * 32;
            int shift = group % 2 * 4;
            for (int l = 0; l < 32; l++) {
                int high = octet(memory, at, 16 + l) >> group & 1;
                int value = (octet(memory, at, values + l) >> shift & 15) | high << 4;
                out[to + group * 32 + l] = scale * value - minimum;
            }
        }
    }

    static int scaleOf(MemorySegment memory, long at, int group) {
        return group < 4
                ? octet(memory, at, group) & 63
                : (octet(memory, at, group + 4) & 15) | octet(memory, at, group - 4) >> 6 << 4;
    }

    static int minimumOf(MemorySegment memory, long at, int group) {
        return group < 4
                ? octet(memory, at, group + 4) & 63
                : octet(memory, at, group + 4) >> 4 | octet(memory, at, group) >> 6 << 4;
    }

    /** 128 bytes of low four bits, 64 bytes of high bit pairs, 16 signed scales, d. */
    static void q6k(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 208);
        for (int i = 0; i < 256; i++) {
            int part = i / 128;
            int quarter = i % 128 / 32;
            int l = i % 32;
            int low = octet(memory, at, part * 64 + quarter % 2 * 32 + l) >> (quarter / 2 * 4) & 15;
            int high = octet(memory, at, 128 + part * 32 + l) >> (quarter * 2) & 3;
            float scale = d * signed(memory, at, 192 + i / 16);
            out[to + i] = scale * ((low | high << 4) - 32);
        }
    }

    /**
     * 48 bytes of five ternary digits each, 4 bytes of four, d; a byte is the digits' number scaled
     * to 256.
     */
    static void tq10(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 52);
        int next = ternary(memory, at, new int[] {32, 5}, d, out, to);
        next = ternary(memory, at + 32, new int[] {16, 5}, d, out, next);
        ternary(memory, at + 48, new int[] {4, 4}, d, out, next);
    }

    private static int ternary(
            MemorySegment memory, long at, int[] bytesAndDigits, float d, float[] out, int to) {
        int next = to;
        for (int digit = 0; digit < bytesAndDigits[1]; digit++) {
            for (int j = 0; j < bytesAndDigits[0]; j++) {
                int shifted = octet(memory, at, j) * POWERS_OF_THREE[digit] & 0xFF;
                out[next++] = (((shifted * 3) >> 8) - 1) * d;
            }
        }
        return next;
    }

    /** 64 bytes of 2-bit values -1, 0, 1, d. */
    static void tq20(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 64);
        for (int i = 0; i < 256; i++) {
            int value = octet(memory, at, i / 128 * 32 + i % 32) >> (i % 128 / 32 * 2) & 3;
            out[to + i] = (value - 1) * d;
        }
    }

    /** d, 2 bytes and 4 bytes of 6-bit scales (high and low parts), 128 bytes of level numbers. */
    static void iq4xs(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        int high = pair(memory, at, 2);
        for (int group = 0; group < 8; group++) {
            int low = octet(memory, at, 4 + group / 2) >> (group % 2 * 4) & 15;
            float scale = d * ((low | (high >> (2 * group) & 3) << 4) - 32);
            int values = 8 + group * 16;
            SmallBlocks.levels(
                    memory, at + values, SmallBlocks.IQ4_LEVELS, scale, out, to + group * 32, 16);
        }
    }
}
