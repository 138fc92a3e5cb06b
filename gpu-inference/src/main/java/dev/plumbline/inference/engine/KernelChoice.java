package dev.plumbline.inference.engine;

import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.ScalarKernels;
import dev.plumbline.inference.kernel.VectorKernels;

/**
 * Which kernels run a model.
 *
 * @param threads threads of a step; one per core is best
 */
public record KernelChoice(Kind kind, VectorKernels.Precision precision, int threads) {
    /** Vector loops, or the slow plain ones that they are tested against. */
    public enum Kind {
        VECTOR,
        SCALAR
    }

    /** Vector loops with float activations on all cores. */
    public static KernelChoice standard() {
        return new KernelChoice(
                Kind.VECTOR,
                VectorKernels.Precision.FLOAT,
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * Starts them.
     *
     * @throws dev.plumbline.inference.InferenceException code {@code no_vector_module} where Java
     *     lacks the module
     */
    public Kernels open() {
        return switch (kind) {
            case VECTOR -> new VectorKernels(threads, precision);
            case SCALAR -> new ScalarKernels(threads);
        };
    }
}
