package dev.plumbline.inference.kernel.cpu;

import dev.plumbline.inference.tensor.DType;
import java.lang.foreign.MemorySegment;

/**
 * A matrix as it lies in memory, rows contiguous.
 *
 * @param memory exactly the matrix; readable by all threads
 */
public record Matrix(DType type, int rows, int columns, long rowBytes, MemorySegment memory) {
    /** A matrix whose row length follows from the type. */
    public static Matrix of(DType type, int rows, int columns, MemorySegment memory) {
        return new Matrix(type, rows, columns, type.bytes(columns), memory);
    }
}
