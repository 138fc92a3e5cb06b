package dev.plumbline.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.kernel.KvMemory;
import dev.plumbline.inference.kernel.Step;
import dev.plumbline.inference.kernel.VectorKernels;
import dev.plumbline.inference.synthetic.RandomModel;
import dev.plumbline.inference.synthetic.Shape;
import dev.plumbline.inference.tensor.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights are read where the file is mapped. */
class WeightsTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void anOpenModelHoldsNoCopyOfItsMatrices() throws IOException {
        Path file = folder.resolve("model.gguf");
        RandomModel.write(
                file,
                new Shape("llama", 2, 512, 8, 2, 64, 2048, 16_000, true, false, 1e4f),
                DType.Q8_0,
                1);
        try (ModelFile model = ModelFile.open(file);
                Kernels kernels = new VectorKernels(1)) {
            assertThat(model.rawTensors().values())
                    .allSatisfy(view -> assertThat(view.memory().isMapped()).isTrue());
            long before = used();
            Decoder decoder = new Decoder(model.config(), model, kernels, new StepLimits(1, 1, 64));
            try (KvMemory cache =
                    kernels.allocateCache(decoder.cacheLayout(4, KvLayout.Type.F16))) {
                decoder.forward(
                        new Step(
                                new int[] {7},
                                new int[1],
                                new int[1],
                                List.of(new int[] {0}),
                                new int[] {1},
                                new int[1],
                                new int[0]),
                        cache);
            }
            assertThat(used() - before).isLessThan(model.weightBytes() / 4);
            assertThat(decoder.limits().tokens()).isEqualTo(1);
        }
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
