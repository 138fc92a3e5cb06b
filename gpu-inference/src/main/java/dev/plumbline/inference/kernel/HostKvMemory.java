package dev.plumbline.inference.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A paged cache outside the heap, one piece of memory per layer. A block holds keys [head,
 * dimension, token], then values [head, token, dimension], then, for INT8, scales of keys and of
 * values [head, token]: with keys across, a vector holds one element of 16 tokens and scores need
 * no sum over lanes.
 */
final class HostKvMemory implements KvMemory {
    private static final int TOKENS = KvLayout.BLOCK_TOKENS;

    private final KvLayout layout;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment[] layers;

    HostKvMemory(KvLayout layout) {
        this.layout = layout;
        layers = new MemorySegment[layout.layers()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = arena.allocate(layout.blockBytes() * layout.blocks(), 64);
        }
    }

    static HostKvMemory of(KvMemory memory) {
        return switch (memory) {
            case HostKvMemory host -> host;
        };
    }

    @Override
    public KvLayout layout() {
        return layout;
    }

    /** Stores a head's key and value of one token. */
    void store(
            int layer,
            int block,
            int slot,
            int head,
            float[] keys,
            int key,
            float[] values,
            int value) {
        MemorySegment memory = layers[layer];
        int dimension = layout.dimension();
        long keyStart = keyStart(block, head);
        long valueStart = valueStart(block, head);
        switch (layout.type()) {
            case F32 -> {
                for (int d = 0; d < dimension; d++) {
                    memory.set(
                            JAVA_FLOAT_UNALIGNED,
                            keyStart + ((long) d * TOKENS + slot) * 4,
                            keys[key + d]);
                    memory.set(
                            JAVA_FLOAT_UNALIGNED,
                            valueStart + ((long) slot * dimension + d) * 4,
                            values[value + d]);
                }
            }
            case F16 -> {
                for (int d = 0; d < dimension; d++) {
                    memory.set(
                            JAVA_SHORT_UNALIGNED,
                            keyStart + ((long) d * TOKENS + slot) * 2,
                            Float.floatToFloat16(keys[key + d]));
                    memory.set(
                            JAVA_SHORT_UNALIGNED,
                            valueStart + ((long) slot * dimension + d) * 2,
                            Float.floatToFloat16(values[value + d]));
                }
            }
            case INT8 -> {
                float keyScale = scale(keys, key, dimension);
                float valueScale = scale(values, value, dimension);
                memory.set(JAVA_FLOAT_UNALIGNED, scaleStart(block, head, 0) + slot * 4L, keyScale);
                memory.set(
                        JAVA_FLOAT_UNALIGNED, scaleStart(block, head, 1) + slot * 4L, valueScale);
                for (int d = 0; d < dimension; d++) {
                    memory.set(
                            JAVA_BYTE,
                            keyStart + (long) d * TOKENS + slot,
                            rounded(keys[key + d], keyScale));
                    memory.set(
                            JAVA_BYTE,
                            valueStart + (long) slot * dimension + d,
                            rounded(values[value + d], valueScale));
                }
            }
        }
    }

    /** Copies a head's keys of a block, [dimension, token]. */
    void keys(int layer, int block, int head, float[] out) {
        int count = layout.dimension() * TOKENS;
        read(layers[layer], keyStart(block, head), count, out);
        if (layout.type() == KvLayout.Type.INT8) {
            long scales = scaleStart(block, head, 0);
            for (int slot = 0; slot < TOKENS; slot++) {
                float scale = layers[layer].get(JAVA_FLOAT_UNALIGNED, scales + slot * 4L);
                for (int i = slot; i < count; i += TOKENS) {
                    out[i] *= scale;
                }
            }
        }
    }

    /** Copies a head's values of a block, [token, dimension]. */
    void values(int layer, int block, int head, float[] out) {
        int dimension = layout.dimension();
        read(layers[layer], valueStart(block, head), dimension * TOKENS, out);
        if (layout.type() == KvLayout.Type.INT8) {
            long scales = scaleStart(block, head, 1);
            for (int slot = 0; slot < TOKENS; slot++) {
                float scale = layers[layer].get(JAVA_FLOAT_UNALIGNED, scales + slot * 4L);
                for (int i = slot * dimension; i < (slot + 1) * dimension; i++) {
                    out[i] *= scale;
                }
            }
        }
    }

    private void read(MemorySegment memory, long start, int count, float[] out) {
        switch (layout.type()) {
            case F32 -> MemorySegment.copy(memory, JAVA_FLOAT_UNALIGNED, start, out, 0, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    out[i] = Float.float16ToFloat(memory.get(JAVA_SHORT_UNALIGNED, start + i * 2L));
                }
            }
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    out[i] = memory.get(JAVA_BYTE, start + i);
                }
            }
        }
    }

    private long headBytes() {
        return (long) layout.dimension() * TOKENS * layout.type().bytes();
    }

    private long keyStart(int block, int head) {
        return block * layout.blockBytes() + head * headBytes();
    }

    private long valueStart(int block, int head) {
        return block * layout.blockBytes() + (layout.heads() + head) * headBytes();
    }

    private long scaleStart(int block, int head, int which) {
        long rows = (long) which * layout.heads() + head;
        return block * layout.blockBytes()
                + 2L * layout.heads() * headBytes()
                + rows * TOKENS * Float.BYTES;
    }

    private static float scale(float[] values, int start, int count) {
        float largest = 0;
        for (int i = start; i < start + count; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest / 127;
    }

    private static byte rounded(float value, float scale) {
        return scale == 0 ? 0 : (byte) Math.round(value / scale);
    }

    @Override
    public void close() {
        arena.close();
    }
}
