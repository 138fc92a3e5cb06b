package dev.plumbline.inference.kernel;

/**
 * From the stream to logits.
 *
 * @param norm the last one
 * @param output [vocabulary, hidden]
 * @param softCap c in c * tanh(logit / c); 0 means none
 */
public record Head(Norm norm, Linear output, float softCap) {}
