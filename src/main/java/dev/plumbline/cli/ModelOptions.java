package dev.plumbline.cli;

import dev.plumbline.inference.engine.KernelChoice;
import dev.plumbline.inference.kernel.VectorKernels;
import picocli.CommandLine.Option;

/** What the commands that run a model have in common. */
final class ModelOptions {
    /** Activations as they are, or rounded to 8 bits. */
    enum Activations {
        F32,
        INT8
    }

    @Option(
            names = "--activations",
            description =
                    "f32, or int8: rounded before products with quantised weights (default: f32).",
            defaultValue = "F32")
    private Activations activations = Activations.F32;

    @Option(
            names = "--kernels",
            description =
                    "vector, or scalar: plain loops, slow, needs no module (default: vector).",
            defaultValue = "VECTOR")
    private KernelChoice.Kind kernels = KernelChoice.Kind.VECTOR;

    @Option(names = "--threads", description = "Threads of a step (default: one per core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    KernelChoice kernels() {
        if (threads < 1) {
            throw new UsageException("--threads must be 1 or more, not " + threads + ".");
        }
        return new KernelChoice(
                kernels,
                activations == Activations.INT8
                        ? VectorKernels.Precision.INT8
                        : VectorKernels.Precision.FLOAT,
                threads);
    }
}
