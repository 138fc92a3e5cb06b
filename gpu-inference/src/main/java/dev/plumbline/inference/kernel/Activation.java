package dev.plumbline.inference.kernel;

/** Functions between two products. */
public enum Activation {
    IDENTITY,
    SILU,
    /** GELU by its tanh approximation. */
    GELU_TANH,
    /** GELU by the error function. */
    GELU_ERF,
    RELU,
    TANH
}
