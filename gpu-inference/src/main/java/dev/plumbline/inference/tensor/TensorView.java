package dev.plumbline.inference.tensor;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/**
 * A named tensor in mapped memory, rows contiguous, little endian. The memory belongs to the model
 * file it came from and is readable until that is closed.
 *
 * @param name the canonical name
 * @param dtype how elements are stored
 * @param shape outermost dimension first: a matrix is [rows, columns], whatever order the file
 *     writes
 * @param memory exactly the tensor's bytes
 */
public record TensorView(String name, DType dtype, List<Long> shape, MemorySegment memory) {

    public TensorView {
        shape = List.copyOf(shape);
        if (shape.isEmpty()) {
            throw new IllegalArgumentException("tensor " + name + " has no dimension");
        }
        long rows = 1;
        for (long length : shape.subList(0, shape.size() - 1)) {
            rows = Math.multiplyExact(rows, length);
        }
        long bytes = Math.multiplyExact(rows, dtype.bytes(shape.getLast()));
        if (bytes != memory.byteSize()) {
            throw new IllegalArgumentException(
                    "tensor %s: shape %s of %s takes %d bytes, memory has %d"
                            .formatted(name, shape, dtype, bytes, memory.byteSize()));
        }
    }

    /** Product of all dimensions. */
    public long elements() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    /** Length of a row: the last dimension. */
    public long columns() {
        return shape.getLast();
    }

    /** Number of rows: the product of all dimensions but the last. */
    public long rows() {
        return columns() == 0 ? 0 : elements() / columns();
    }

    /** Bytes of one row. */
    public long rowBytes() {
        return dtype.bytes(columns());
    }

    /**
     * Part {@code index} of the outermost dimension, that dimension gone: [experts, rows, columns]
     * gives an expert's [rows, columns].
     */
    public TensorView part(String partName, long index) {
        if (shape.size() < 2) {
            throw new IllegalArgumentException(
                    "tensor " + name + " of shape " + shape + " has no parts");
        }
        List<Long> rest = shape.subList(1, shape.size());
        long bytes = memory.byteSize() / shape.getFirst();
        return new TensorView(partName, dtype, rest, memory.asSlice(index * bytes, bytes));
    }

    /**
     * {@code count} entries of the outermost dimension from {@code first} on; a vector only at
     * whole blocks.
     */
    public TensorView range(String partName, long first, long count) {
        Long[] lengths = shape.toArray(Long[]::new);
        lengths[0] = count;
        boolean vector = shape.size() == 1;
        long start = vector ? dtype.bytes(first) : first * (memory.byteSize() / shape.getFirst());
        long bytes = vector ? dtype.bytes(count) : count * (memory.byteSize() / shape.getFirst());
        return new TensorView(
                partName, dtype, Arrays.asList(lengths), memory.asSlice(start, bytes));
    }

    /** The same memory under another name. */
    public TensorView named(String otherName) {
        return new TensorView(otherName, dtype, shape, memory);
    }
}
