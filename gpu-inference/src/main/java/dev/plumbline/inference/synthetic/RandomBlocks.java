package dev.plumbline.inference.synthetic;

import dev.plumbline.inference.tensor.DType;
import java.nio.ByteBuffer;

/**
 * Makes blocks of random bytes into weights of about a given deviation, by setting their scales.
 */
final class RandomBlocks {
    private static final int Q4_K_SCALES = 12;

    private RandomBlocks() {}

    static void tame(DType type, ByteBuffer block, int at, float deviation) {
        switch (type) {
            case F32 -> block.putFloat(at, block.getInt(at) * 0x1p-31f * 1.7f * deviation);
            case F16 ->
                    block.putShort(
                            at,
                            Float.floatToFloat16(block.getShort(at) * 0x1p-15f * 1.7f * deviation));
            case BF16 -> {
                float value = block.getShort(at) * 0x1p-15f * 1.7f * deviation;
                block.putShort(at, (short) (Float.floatToRawIntBits(value) >>> 16));
            }
            case Q8_0 -> half(block, at, deviation / 74);
            case Q4_0 -> half(block, at, deviation / 4.6f);
            case Q4_K -> {
                half(block, at, deviation / 4.6f / 32);
                half(block, at + 2, deviation / 4.6f / 32 * 7.5f);
                for (int i = 0; i < Q4_K_SCALES; i++) {
                    // equal scales and minima of 32: sub-blocks 0 to 3 hold them whole, 4 to 7 in
                    // two parts
                    block.put(at + 4 + i, (byte) (i < 8 ? 32 | 2 << 6 : 0));
                }
            }
            case Q6_K -> {
                half(block, at + 208, deviation / 18.5f / 64);
                for (int i = 0; i < 16; i++) {
                    block.put(at + 192 + i, (byte) 64);
                }
            }
            default -> throw new IllegalArgumentException("no random blocks of " + type);
        }
    }

    private static void half(ByteBuffer block, int at, float value) {
        block.putShort(at, Float.floatToFloat16(value));
    }
}
