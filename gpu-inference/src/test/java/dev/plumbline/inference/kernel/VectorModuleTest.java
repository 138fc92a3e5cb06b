package dev.plumbline.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.InferenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What happens where Java was started without the module of the Vector API. */
class VectorModuleTest {
    /** Started without the module. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try (Kernels scalar = new ScalarKernels(1)) {
                System.out.println(scalar.description());
            }
            try (Kernels vector = new VectorKernels(1)) {
                System.out.println(vector.description());
            } catch (InferenceException refused) {
                System.out.println(refused.code() + ": " + refused.getMessage());
            }
        }
    }

    @Test
    void withoutTheModuleVectorKernelsNameTheFlagAndScalarOnesRun()
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed)
                .contains("scalar, 1 threads")
                .contains("no_vector_module")
                .contains("--add-modules=jdk.incubator.vector");
    }
}
