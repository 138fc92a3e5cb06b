package dev.plumbline.inference.format;

import dev.plumbline.inference.tensor.TensorView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From the tensors of a GGUF file to canonical ones: fused matrices and stacked experts are taken
 * apart, a tied head is filled in.
 */
final class GgufTensors {
    private static final String TOKENS = "token_embd.weight";
    private static final String HEAD = "output.weight";

    private final GgufDirectory directory;
    private final Map<String, TensorView> result = new LinkedHashMap<>();

    GgufTensors(GgufDirectory directory) {
        this.directory = directory;
    }

    Map<String, TensorView> canonical() {
        for (TensorView view : directory.tensors().values()) {
            add(view);
        }
        TensorView tokens = result.get(TOKENS);
        if (tokens != null
                && !result.containsKey(HEAD)
                && !directory.tensors().containsKey("token_types.weight")) {
            result.put(HEAD, tokens.named(HEAD));
        }
        return result;
    }

    private void add(TensorView view) {
        String name = view.name();
        if (name.endsWith("_exps.weight")) {
            FusedTensors.experts(
                    view, name.substring(0, name.length() - "_exps.weight".length()), result);
        } else if (name.contains(".attn_qkv.")) {
            FusedTensors.queryKeyValue(
                    view, size("attention.head_count"), size("attention.head_count_kv"), result);
        } else if (name.contains(".ffn_up.") && fusedGate(name, view)) {
            FusedTensors.gateUp(view, result);
        } else {
            result.put(name, view);
        }
    }

    /** Phi-3's ffn_up holds the gate's rows before its own: twice as many as the inner size. */
    private boolean fusedGate(String name, TensorView view) {
        return !directory.tensors().containsKey(name.replace(".ffn_up.", ".ffn_gate."))
                && view.shape().getFirst() == 2L * size("feed_forward_length");
    }

    private int size(String key) {
        String architecture = directory.metadata().string("general.architecture").orElse("");
        return directory.metadata().size(architecture + "." + key).orElse(0);
    }
}
