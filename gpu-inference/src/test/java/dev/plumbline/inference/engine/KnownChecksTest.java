package dev.plumbline.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.VectorKernels;
import dev.plumbline.inference.model.Decoder;
import dev.plumbline.inference.model.StepLimits;
import dev.plumbline.inference.model.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownChecksTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void theSameWeightsPassAgainAndOtherResultsAreRefused() throws IOException {
        KnownChecks known = new KnownChecks(folder.resolve("checks.properties"));
        String hash = check(1);
        known.compare("weights", hash);
        known.compare("weights", check(1));
        assertThat(check(2)).isNotEqualTo(hash);
        assertThatThrownBy(() -> known.compare("weights", check(2)))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("checks.properties");
        known.compare("other weights", check(2));
    }

    @Test
    void aModelThatComputesNoNumbersIsRefused() {
        TinyModel model = TinyModel.decoder(1, false).withoutNumbers("output_norm.weight");
        try (Kernels kernels = new VectorKernels(1)) {
            Decoder decoder =
                    new Decoder(model.config(), model, kernels, new StepLimits(24, 1, 64));
            assertThatThrownBy(() -> SelfCheck.run(decoder))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("logits are not finite");
        }
    }

    private static String check(long seed) {
        TinyModel model = TinyModel.decoder(seed, false);
        try (Kernels kernels = new VectorKernels(1)) {
            return SelfCheck.run(
                    new Decoder(model.config(), model, kernels, new StepLimits(24, 1, 64)));
        }
    }
}
