package dev.plumbline.inference.tensor;

import static dev.plumbline.inference.tensor.BlockCodec.half;
import static dev.plumbline.inference.tensor.BlockCodec.octet;
import static dev.plumbline.inference.tensor.BlockCodec.pair;
import static dev.plumbline.inference.tensor.BlockCodec.word;

import java.lang.foreign.MemorySegment;

/**
 * Types that name entries of a codebook for 8 (or 4) elements at a time, with their signs beside:
 * blocks of 256, scales per 32 or 16.
 */
final class GridBlocks {
    private static final float IQ1_DELTA = 0.125f;

    private GridBlocks() {}

    static void iq2xxs(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        for (int group = 0; group < 8; group++) {
            int signs = word(memory, at, 2 + group * 8 + 4);
            float scale = d * (0.5f + (signs >>> 28)) * 0.25f;
            for (int l = 0; l < 4; l++) {
                int entry = octet(memory, at, 2 + group * 8 + l);
                eight(
                        Grids.IQ2_XXS,
                        entry,
                        evenSigns(signs >>> (7 * l) & 127),
                        scale,
                        out,
                        to + group * 32 + l * 8);
            }
        }
    }

    static void iq2xs(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        for (int eighth = 0; eighth < 32; eighth++) {
            int packed = pair(memory, at, 2 + eighth * 2);
            float scale = d * (0.5f + nibble(memory, at + 66, eighth / 2)) * 0.25f;
            eight(Grids.IQ2_XS, packed & 511, evenSigns(packed >> 9), scale, out, to + eighth * 8);
        }
    }

    static void iq2s(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        for (int eighth = 0; eighth < 32; eighth++) {
            int high = octet(memory, at, 66 + eighth / 4) >> (eighth % 4 * 2) & 3;
            int entry = octet(memory, at, 2 + eighth) | high << 8;
            float scale = d * (0.5f + nibble(memory, at + 74, eighth / 2)) * 0.25f;
            eight(Grids.IQ2_S, entry, octet(memory, at, 34 + eighth), scale, out, to + eighth * 8);
        }
    }

    static void iq3xxs(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        for (int eighth = 0; eighth < 32; eighth++) {
            int packed = word(memory, at, 66 + eighth / 4 * 4);
            float scale = d * (0.5f + (packed >>> 28)) * 0.5f;
            int signs = evenSigns(packed >>> (eighth % 4 * 7) & 127);
            for (int half = 0; half < 2; half++) {
                int entry = octet(memory, at, 2 + eighth * 2 + half);
                four(
                        Grids.IQ3_XXS,
                        entry,
                        signs >> (half * 4),
                        scale,
                        out,
                        to + eighth * 8 + half * 4);
            }
        }
    }

    static void iq3s(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        for (int eighth = 0; eighth < 32; eighth++) {
            float scale = d * (1 + 2 * nibble(memory, at + 106, eighth / 4));
            int signs = octet(memory, at, 74 + eighth);
            for (int half = 0; half < 2; half++) {
                int quad = eighth * 2 + half;
                int high = octet(memory, at, 66 + quad / 8) >> quad % 8 & 1;
                int entry = octet(memory, at, 2 + quad) | high << 8;
                four(Grids.IQ3_S, entry, signs >> (half * 4), scale, out, to + quad * 4);
            }
        }
    }

    static void iq1s(MemorySegment memory, long at, float[] out, int to) {
        float d = half(memory, at, 0);
        for (int eighth = 0; eighth < 32; eighth++) {
            int packed = pair(memory, at, 34 + eighth / 4 * 2);
            float scale = d * (2 * (packed >> 12 & 7) + 1);
            float delta = (packed & 0x8000) != 0 ? -IQ1_DELTA : IQ1_DELTA;
            int entry = octet(memory, at, 2 + eighth) | (packed >> (eighth % 4 * 3) & 7) << 8;
            shifted(entry, delta, scale, out, to + eighth * 8);
        }
    }

    static void iq1m(MemorySegment memory, long at, float[] out, int to) {
        float d = iq1mScale(memory, at + 48);
        for (int eighth = 0; eighth < 32; eighth++) {
            int group = eighth / 2;
            int packed = pair(memory, at, 48 + group / 4 * 2) >> (group % 4 * 3);
            float scale = d * (2 * (packed & 7) + 1);
            int high = octet(memory, at, 32 + group) >> (eighth % 2 * 4);
            float delta = (high & 8) != 0 ? -IQ1_DELTA : IQ1_DELTA;
            shifted(
                    octet(memory, at, eighth) | (high & 7) << 8,
                    delta,
                    scale,
                    out,
                    to + eighth * 8);
        }
    }

    /** The half-precision scale lies in the four top bits of the four words of scales. */
    private static float iq1mScale(MemorySegment memory, long at) {
        int bits = 0;
        for (int word = 0; word < 4; word++) {
            bits |= pair(memory, at, word * 2) >> 12 << (word * 4);
        }
        return Float.float16ToFloat((short) bits);
    }

    private static int nibble(MemorySegment memory, long at, int index) {
        return octet(memory, at, index / 2) >> (index % 2 * 4) & 15;
    }

    /** Seven signs are stored; the eighth makes their number even. */
    private static int evenSigns(int seven) {
        return seven | (Integer.bitCount(seven) & 1) << 7;
    }

    private static void eight(byte[] grid, int entry, int signs, float scale, float[] out, int to) {
        withSigns(grid, entry * 8, signs, scale, out, to, 8);
    }

    private static void four(byte[] grid, int entry, int signs, float scale, float[] out, int to) {
        withSigns(grid, entry * 4, signs, scale, out, to, 4);
    }

    private static void withSigns(
            byte[] grid, int from, int signs, float scale, float[] out, int to, int count) {
        for (int j = 0; j < count; j++) {
            float value = scale * grid[from + j];
            out[to + j] = (signs >> j & 1) == 1 ? -value : value;
        }
    }

    private static void shifted(int entry, float delta, float scale, float[] out, int to) {
        for (int j = 0; j < 8; j++) {
            out[to + j] = scale * (Grids.IQ1[entry * 8 + j] + delta);
        }
    }
}
