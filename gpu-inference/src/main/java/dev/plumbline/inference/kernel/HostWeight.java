package dev.plumbline.inference.kernel;

import dev.plumbline.inference.kernel.cpu.Matrix;
import dev.plumbline.inference.tensor.DType;

/** A weight that stays where the model file is mapped. */
record HostWeight(Matrix matrix) implements Weight {
    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int columns() {
        return matrix.columns();
    }

    @Override
    public DType type() {
        return matrix.type();
    }

    static Matrix matrix(Weight weight) {
        return switch (weight) {
            case HostWeight host -> host.matrix;
        };
    }
}
