package dev.plumbline.inference.format;

import dev.plumbline.inference.tensor.TensorView;
import java.util.Map;

/** Takes tensors apart that files store as one; rows are contiguous, so the parts are views. */
final class FusedTensors {
    private FusedTensors() {}

    /** [experts, rows, columns] to prefix.E.weight, each [rows, columns]. */
    static void experts(TensorView view, String prefix, Map<String, TensorView> result) {
        if (view.shape().size() != 3) {
            throw FormatException.corrupt(
                    "Stacked experts %s have the shape %s, not [experts, rows, columns]."
                            .formatted(view.name(), view.shape()));
        }
        for (long expert = 0; expert < view.shape().getFirst(); expert++) {
            String name = prefix + "." + expert + ".weight";
            result.put(name, view.part(name, expert));
        }
    }

    /** Rows of q, then of k, then of v, matrix or bias. */
    static void queryKeyValue(
            TensorView view, int heads, int keyValueHeads, Map<String, TensorView> result) {
        long rows = view.shape().getFirst();
        long groups = heads + 2L * keyValueHeads;
        if (groups <= 0 || rows % groups != 0) {
            throw FormatException.corrupt(
                    "The fused tensor %s has %d rows, no multiple of %d + 2 x %d heads."
                            .formatted(view.name(), rows, heads, keyValueHeads));
        }
        long queries = rows / groups * heads;
        long keys = rows / groups * keyValueHeads;
        part(view, "attn_qkv", "attn_q", new Rows(0, queries), result);
        part(view, "attn_qkv", "attn_k", new Rows(queries, keys), result);
        part(view, "attn_qkv", "attn_v", new Rows(queries + keys, keys), result);
    }

    /** Rows of the gate, then as many of up. */
    static void gateUp(TensorView view, Map<String, TensorView> result) {
        long half = view.shape().getFirst() / 2;
        part(view, "ffn_up", "ffn_gate", new Rows(0, half), result);
        part(view, "ffn_up", "ffn_up", new Rows(half, half), result);
    }

    private record Rows(long first, long count) {}

    private static void part(
            TensorView view, String from, String to, Rows rows, Map<String, TensorView> result) {
        String name = view.name().replace("." + from + ".", "." + to + ".");
        result.put(name, view.range(name, rows.first, rows.count));
    }
}
