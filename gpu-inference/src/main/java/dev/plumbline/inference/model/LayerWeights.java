package dev.plumbline.inference.model;

import dev.plumbline.inference.kernel.AttentionInputs;
import dev.plumbline.inference.kernel.AttentionRule;
import dev.plumbline.inference.kernel.FeedForwardWeights;
import dev.plumbline.inference.kernel.Linear;
import dev.plumbline.inference.kernel.Norm;
import org.jspecify.annotations.Nullable;

/**
 * A layer, ready to run.
 *
 * @param beforeAttention null where norms follow the residual addition
 * @param afterAttention of attention's output before it is added, or of the stream after it where
 *     norms follow the addition
 * @param beforeFeedForward like beforeAttention
 * @param afterFeedForward like afterAttention
 */
record LayerWeights(
        @Nullable Norm beforeAttention,
        AttentionInputs inputs,
        AttentionRule rule,
        Linear output,
        @Nullable Norm afterAttention,
        @Nullable Norm beforeFeedForward,
        FeedForwardWeights feedForward,
        @Nullable Norm afterFeedForward) {}
