package dev.plumbline.inference.model;

import dev.plumbline.inference.format.ModelConfig;
import dev.plumbline.inference.kernel.Buffer;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvMemory;
import dev.plumbline.inference.kernel.Norm;
import dev.plumbline.inference.kernel.Plan;
import org.jspecify.annotations.Nullable;

/** Runs layers over the stream; holds the buffers between operations. */
final class LayerRunner {
    private final Kernels kernels;
    private final Buffer stream; // [tokens, hidden]
    private final Buffer normed; // [tokens, hidden]
    private final Buffer queries; // [tokens, heads * headDim]
    private final Buffer attended; // [tokens, heads * headDim]

    LayerRunner(ModelConfig config, Kernels kernels, int tokens) {
        this.kernels = kernels;
        int hidden = config.dimensions().hidden();
        int width = config.attention().heads() * config.attention().headDimension();
        stream = kernels.allocate(tokens, hidden);
        normed = kernels.allocate(tokens, hidden);
        queries = kernels.allocate(tokens, width);
        attended = kernels.allocate(tokens, width);
    }

    Buffer stream() {
        return stream;
    }

    /**
     * Adds a layer's two blocks to the stream.
     *
     * @param slot the cache's layer
     */
    void run(Plan plan, LayerWeights layer, KvMemory cache, int slot) {
        Buffer in = before(plan, layer.beforeAttention());
        kernels.attentionInputs(plan, layer.inputs(), in, queries, cache, slot);
        kernels.attend(plan, layer.rule(), queries, cache, slot, attended);
        Norm afterAttention = layer.afterAttention();
        if (afterAttention != null && layer.beforeAttention() != null) {
            kernels.project(plan, layer.output(), afterAttention, attended, stream);
        } else {
            kernels.project(plan, layer.output(), attended, stream);
            after(plan, afterAttention);
        }
        in = before(plan, layer.beforeFeedForward());
        Norm afterFeedForward = layer.afterFeedForward();
        if (afterFeedForward != null && layer.beforeFeedForward() != null) {
            kernels.feedForward(plan, layer.feedForward(), afterFeedForward, in, stream);
        } else {
            kernels.feedForward(plan, layer.feedForward(), in, stream);
            after(plan, afterFeedForward);
        }
    }

    private Buffer before(Plan plan, @Nullable Norm norm) {
        if (norm == null) {
            return stream;
        }
        kernels.normalize(plan, norm, stream, normed);
        return normed;
    }

    private void after(Plan plan, @Nullable Norm norm) {
        if (norm != null) {
            kernels.normalize(plan, norm, stream, stream);
        }
    }
}
