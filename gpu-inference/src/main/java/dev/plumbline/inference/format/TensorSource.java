package dev.plumbline.inference.format;

import dev.plumbline.inference.tensor.TensorView;
import java.util.Optional;
import java.util.Set;

/**
 * The weights of a model under canonical names, which are GGUF's, with what files fuse taken apart:
 *
 * <pre>
 * token_embd.weight  output_norm.weight  output.weight (the embedding where tied)  rope_freqs.weight
 * blk.N.attn_norm.weight  blk.N.attn_{q,k,v,output}.{weight,bias}  blk.N.attn_{q,k}_norm.weight  blk.N.post_attention_norm.weight
 * blk.N.ffn_norm.weight   blk.N.ffn_{gate,up,down}.{weight,bias}   blk.N.post_ffw_norm.weight
 * blk.N.ffn_gate_inp.weight (router)  blk.N.ffn_{gate,up,down}.E.weight (expert E of layer N)
 * encoders: position_embd.weight  token_types.weight  token_embd_norm.{weight,bias}  blk.N.attn_output_norm.{weight,bias}
 *           blk.N.layer_output_norm.{weight,bias}  cls.{weight,bias} (pooler)  cls.output.{weight,bias} (classifier)
 * </pre>
 *
 * Fused QKV and gate-up matrices and stacked experts are seen as views of their rows. The rows of q
 * and k are ordered as {@link RotaryStyle} of the configuration says, and norms may lack one (see
 * {@link Norms#weightOffset}).
 */
public interface TensorSource {

    /** The tensor of that name, if the model has it. */
    Optional<TensorView> find(String canonicalName);

    /** All canonical names, in the order of the file. */
    Set<String> names();

    /**
     * The tensor of that name.
     *
     * @throws FormatException code {@code missing} where the model lacks it
     */
    default TensorView tensor(String canonicalName) {
        return find(canonicalName)
                .orElseThrow(
                        () ->
                                FormatException.missing(
                                        "The model has no tensor " + canonicalName + "."));
    }
}
