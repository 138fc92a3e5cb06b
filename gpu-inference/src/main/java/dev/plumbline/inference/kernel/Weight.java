package dev.plumbline.inference.kernel;

import dev.plumbline.inference.tensor.DType;

/**
 * A weight matrix [rows, columns] that the device can read, in its stored type. Made by {@link
 * Kernels#load}.
 */
public sealed interface Weight permits HostWeight {
    /** Outputs. */
    int rows();

    /** Inputs. */
    int columns();

    /** The stored type. */
    DType type();
}
