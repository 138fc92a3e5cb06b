package dev.plumbline.inference.kernel;

/** A step as the device holds it. Made by {@link Kernels#plan}; valid until the next one. */
public sealed interface Plan permits HostPlan {
    /** Tokens of the step. */
    int tokens();

    /** Tokens whose logits or vectors are wanted. */
    int outputs();
}
