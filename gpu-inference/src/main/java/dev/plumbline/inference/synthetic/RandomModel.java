package dev.plumbline.inference.synthetic;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.tensor.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writes a model of a given shape with random weights of a given type. Norms are ones, biases
 * zeros; a seed decides the rest.
 */
public final class RandomModel {
    /** Types that can be written. */
    public static final Set<DType> TYPES =
            EnumSet.of(
                    DType.F32,
                    DType.F16,
                    DType.BF16,
                    DType.Q8_0,
                    DType.Q4_0,
                    DType.Q4_K,
                    DType.Q6_K);

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int CONTEXT = 8192;
    private static final int BYTES = 256;

    /** Control tokens of Llama 3 by id: engines for that family do not start without them. */
    private static final Map<Integer, String> LLAMA3_CONTROLS =
            Map.of(
                    128_000, "<|begin_of_text|>",
                    128_001, "<|end_of_text|>",
                    128_006, "<|start_header_id|>",
                    128_007, "<|end_header_id|>",
                    128_009, "<|eot_id|>");

    private static final int LLAMA3_VOCABULARY = 128_256;

    private final Shape shape;
    private final DType type;
    private final SplittableRandom random;

    private RandomModel(Shape shape, DType type, long seed) {
        this.shape = shape;
        this.type = type;
        random = new SplittableRandom(seed);
    }

    /**
     * Writes a file.
     *
     * @throws InferenceException code {@code unsupported} where the type cannot be written or does
     *     not fit the shape's rows
     */
    public static void write(Path file, Shape shape, DType type, long seed) throws IOException {
        if (!TYPES.contains(type)) {
            throw new InferenceException(
                    "unsupported",
                    "Random weights are written as " + TYPES + ", not as " + type + ".");
        }
        new RandomModel(shape, type, seed).write(file);
    }

    private void write(Path file) throws IOException {
        GgufWriter writer = new GgufWriter();
        describe(writer);
        tensors(writer);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            put(channel, ByteBuffer.wrap(writer.header()));
            for (GgufWriter.Entry entry : writer.entries()) {
                if (entry.rows() == 0) {
                    constant(channel, entry, entry.name().endsWith(".bias") ? 0 : 1);
                } else {
                    weights(channel, entry);
                }
                int padding = (int) (GgufWriter.padded(entry.bytes()) - entry.bytes());
                put(channel, ByteBuffer.allocate(padding));
            }
        }
    }

    private void describe(GgufWriter writer) {
        String prefix = shape.architecture() + ".";
        writer.text("general.architecture", shape.architecture());
        writer.text("general.name", "random weights");
        writer.number(prefix + "vocab_size", shape.vocabulary());
        writer.number(prefix + "block_count", shape.layers());
        writer.number(prefix + "context_length", CONTEXT);
        writer.number(prefix + "embedding_length", shape.hidden());
        writer.number(prefix + "feed_forward_length", shape.inner());
        writer.number(prefix + "attention.head_count", shape.heads());
        writer.number(prefix + "attention.head_count_kv", shape.keyHeads());
        writer.number(prefix + "attention.key_length", shape.dimension());
        writer.number(prefix + "attention.value_length", shape.dimension());
        writer.real(prefix + "attention.layer_norm_rms_epsilon", 1e-5f);
        writer.real(prefix + "rope.freq_base", shape.ropeBase());
        writer.number(prefix + "rope.dimension_count", shape.dimension());
        writer.text("tokenizer.ggml.model", "gpt2");
        writer.text("tokenizer.ggml.pre", "gpt-2");
        writer.texts("tokenizer.ggml.tokens", vocabulary());
        Map<Integer, String> controls = controls();
        List<Integer> types = new ArrayList<>();
        for (int i = 0; i < shape.vocabulary(); i++) {
            types.add(controls.containsKey(i) ? 3 : 1);
        }
        writer.numbers("tokenizer.ggml.token_type", types);
        writer.texts("tokenizer.ggml.merges", List.of());
        writer.number("tokenizer.ggml.eos_token_id", shape.vocabulary() - 1);
        writer.flag("tokenizer.ggml.add_bos_token", false);
    }

    /** The bytes, as byte-level vocabularies write them, then made-up words. */
    private List<String> vocabulary() {
        List<String> words = new ArrayList<>();
        int next = BYTES;
        for (int b = 0; b < BYTES; b++) {
            boolean shown = (b > ' ' && b < 0x7F) || (b > 0xA0 && b != 0xAD);
            words.add(String.valueOf((char) (shown ? b : next++)));
        }
        Map<Integer, String> controls = controls();
        for (int id = BYTES; id < shape.vocabulary(); id++) {
            words.add(controls.getOrDefault(id, "\u0120w" + Integer.toString(id, 36)));
        }
        return words;
    }

    private Map<Integer, String> controls() {
        Map<Integer, String> controls =
                new HashMap<>(shape.vocabulary() == LLAMA3_VOCABULARY ? LLAMA3_CONTROLS : Map.of());
        controls.put(shape.vocabulary() - 1, "<|end|>");
        return controls;
    }

    private void tensors(GgufWriter writer) {
        int width = shape.heads() * shape.dimension();
        int keys = shape.keyHeads() * shape.dimension();
        matrix(writer, "token_embd.weight", shape.vocabulary(), shape.hidden());
        vector(writer, "output_norm.weight", shape.hidden());
        if (!shape.tied()) {
            matrix(writer, "output.weight", shape.vocabulary(), shape.hidden());
        }
        for (int layer = 0; layer < shape.layers(); layer++) {
            String name = "blk." + layer + ".";
            vector(writer, name + "attn_norm.weight", shape.hidden());
            matrix(writer, name + "attn_q.weight", width, shape.hidden());
            matrix(writer, name + "attn_k.weight", keys, shape.hidden());
            matrix(writer, name + "attn_v.weight", keys, shape.hidden());
            if (shape.biases()) {
                vector(writer, name + "attn_q.bias", width);
                vector(writer, name + "attn_k.bias", keys);
                vector(writer, name + "attn_v.bias", keys);
            }
            matrix(writer, name + "attn_output.weight", shape.hidden(), width);
            vector(writer, name + "ffn_norm.weight", shape.hidden());
            matrix(writer, name + "ffn_gate.weight", shape.inner(), shape.hidden());
            matrix(writer, name + "ffn_up.weight", shape.inner(), shape.hidden());
            matrix(writer, name + "ffn_down.weight", shape.hidden(), shape.inner());
        }
    }

    private void matrix(GgufWriter writer, String name, int rows, int columns) {
        if (columns % type.blockElements() != 0) {
            throw new InferenceException(
                    "unsupported",
                    "Rows of %d weights are no whole number of %s blocks of %d; choose another type."
                            .formatted(columns, type, type.blockElements()));
        }
        writer.tensor(new GgufWriter.Entry(name, type, rows, columns));
    }

    private static void vector(GgufWriter writer, String name, int columns) {
        writer.tensor(new GgufWriter.Entry(name, DType.F32, 0, columns));
    }

    private static void constant(FileChannel channel, GgufWriter.Entry entry, float value)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(entry.columns() * 4).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            buffer.putFloat(value);
        }
        put(channel, buffer.flip());
    }

    private void weights(FileChannel channel, GgufWriter.Entry entry) throws IOException {
        float deviation = (float) (1 / Math.sqrt(entry.columns()));
        int block = type.blockBytes();
        int most = CHUNK_BYTES / block * block;
        long left = entry.bytes();
        byte[] content = new byte[most];
        while (left > 0) {
            int count = (int) Math.min(left, most);
            random.nextBytes(content);
            ByteBuffer buffer = ByteBuffer.wrap(content, 0, count).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < count; at += block) {
                RandomBlocks.tame(type, buffer, at, deviation);
            }
            put(channel, buffer);
            left -= count;
        }
    }

    private static void put(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
