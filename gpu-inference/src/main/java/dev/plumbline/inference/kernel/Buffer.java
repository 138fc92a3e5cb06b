package dev.plumbline.inference.kernel;

/**
 * Device memory for float32 values, [rows, columns], row by row. Made by {@link Kernels#allocate}
 * and {@link Kernels#upload}.
 */
public sealed interface Buffer permits HostBuffer {
    /** How many rows there is room for. */
    int rows();

    /** Values of a row. */
    int columns();
}
