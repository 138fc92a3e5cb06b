package dev.plumbline.inference.tensor;

import static dev.plumbline.inference.tensor.BlockCodec.half;
import static dev.plumbline.inference.tensor.BlockCodec.octet;
import static dev.plumbline.inference.tensor.BlockCodec.signed;
import static dev.plumbline.inference.tensor.BlockCodec.word;

import java.lang.foreign.MemorySegment;

/**
 * Types with one scale for each block of 16 to 128 elements. In 4-bit and 5-bit types byte j of a
 * block holds element j in its low and element j + half in its high four bits.
 */
final class SmallBlocks {
    static final byte[] IQ4_LEVELS = {
        -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
    };

    /** Twice the values of a 4-bit float with two exponent bits. */
    private static final byte[] FP4_LEVELS = {
        0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12
    };

    private SmallBlocks() {}

    static void q40(MemorySegment memory, long at, float[] out, int to) {
        float scale = half(memory, at, 0);
        for (int j = 0; j < 16; j++) {
            int pair = octet(memory, at, 2 + j);
            out[to + j] = ((pair & 15) - 8) * scale;
            out[to + 16 + j] = ((pair >> 4) - 8) * scale;
        }
    }

    static void q41(MemorySegment memory, long at, float[] out, int to) {
        float scale = half(memory, at, 0);
        float minimum = half(memory, at, 2);
        for (int j = 0; j < 16; j++) {
            int pair = octet(memory, at, 4 + j);
            out[to + j] = (pair & 15) * scale + minimum;
            out[to + 16 + j] = (pair >> 4) * scale + minimum;
        }
    }

    static void q50(MemorySegment memory, long at, float[] out, int to) {
        float scale = half(memory, at, 0);
        int high = word(memory, at, 2);
        for (int j = 0; j < 16; j++) {
            int pair = octet(memory, at, 6 + j);
            out[to + j] = (((pair & 15) | (high >>> j & 1) << 4) - 16) * scale;
            out[to + 16 + j] = ((pair >> 4 | (high >>> (j + 16) & 1) << 4) - 16) * scale;
        }
    }

    static void q51(MemorySegment memory, long at, float[] out, int to) {
        float scale = half(memory, at, 0);
        float minimum = half(memory, at, 2);
        int high = word(memory, at, 4);
        for (int j = 0; j < 16; j++) {
            int pair = octet(memory, at, 8 + j);
            out[to + j] = ((pair & 15) | (high >>> j & 1) << 4) * scale + minimum;
            out[to + 16 + j] = (pair >> 4 | (high >>> (j + 16) & 1) << 4) * scale + minimum;
        }
    }

    static void q80(MemorySegment memory, long at, float[] out, int to) {
        bytes(memory, at + 2, half(memory, at, 0), out, to, 32);
    }

    static void q81(MemorySegment memory, long at, float[] out, int to) {
        bytes(memory, at + 4, half(memory, at, 0), out, to, 32);
    }

    static void q8k(MemorySegment memory, long at, float[] out, int to) {
        bytes(memory, at + 4, memory.get(BlockCodec.FLOAT, at), out, to, 256);
    }

    private static void bytes(
            MemorySegment memory, long at, float scale, float[] out, int to, int count) {
        for (int j = 0; j < count; j++) {
            out[to + j] = signed(memory, at, j) * scale;
        }
    }

    /** One bit an element: plus or minus the scale. */
    static void q10(MemorySegment memory, long at, float[] out, int to) {
        float scale = half(memory, at, 0);
        for (int j = 0; j < 128; j++) {
            out[to + j] = (octet(memory, at, 2 + j / 8) >> j % 8 & 1) == 1 ? scale : -scale;
        }
    }

    /** Two bits an element: -1, 0, 1, 2 times the scale. */
    static void q20(MemorySegment memory, long at, float[] out, int to) {
        float scale = half(memory, at, 0);
        for (int j = 0; j < 64; j++) {
            out[to + j] = ((octet(memory, at, 2 + j / 4) >> (j % 4 * 2) & 3) - 1) * scale;
        }
    }

    static void iq4nl(MemorySegment memory, long at, float[] out, int to) {
        levels(memory, at + 2, IQ4_LEVELS, half(memory, at, 0), out, to, 16);
    }

    /**
     * The scale is a power of two: its exponent, biased by 127 (and by one more, since levels are
     * doubled).
     */
    static void mxfp4(MemorySegment memory, long at, float[] out, int to) {
        float scale = Math.scalb(1f, octet(memory, at, 0) - 128);
        levels(memory, at + 1, FP4_LEVELS, scale, out, to, 16);
    }

    /**
     * Four groups of 16, each with an 8-bit float of four exponent and three mantissa bits as
     * scale.
     */
    static void nvfp4(MemorySegment memory, long at, float[] out, int to) {
        for (int group = 0; group < 4; group++) {
            float scale = smallFloat(octet(memory, at, group)) * 0.5f;
            int values = 4 + group * 8;
            levels(memory, at + values, FP4_LEVELS, scale, out, to + group * 16, 8);
        }
    }

    private static float smallFloat(int bits) {
        if (bits == 0x7F) {
            return 0;
        }
        int exponent = bits >> 3 & 15;
        int mantissa = bits & 7;
        return exponent == 0
                ? Math.scalb((float) mantissa, -9)
                : Math.scalb(1 + mantissa / 8f, exponent - 7);
    }

    /** {@code half} bytes of two level numbers each: the low ones are elements 0 to half - 1. */
    static void levels(
            MemorySegment memory,
            long at,
            byte[] levels,
            float scale,
            float[] out,
            int to,
            int half) {
        for (int j = 0; j < half; j++) {
            int pair = octet(memory, at, j);
            out[to + j] = levels[pair & 15] * scale;
            out[to + half + j] = levels[pair >> 4] * scale;
        }
    }
}
