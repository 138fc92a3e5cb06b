/**
 * Networks as sequences of kernel operations: one decoder and one encoder, each told what it is by
 * its configuration. Knows neither the format a model came in nor the device it runs on: nothing
 * here reads memory or waits for a result.
 *
 * <pre>
 * ModelConfig + TensorSource --WeightReader--> LayerWeights[] --+-> Decoder.forward(Step) -> logits
 *                                                               +-> Encoder.forward(Step) -> vectors, scores
 * </pre>
 *
 * Start at {@code Decoder}.
 */
@NullMarked
package dev.plumbline.inference.model;

import org.jspecify.annotations.NullMarked;
