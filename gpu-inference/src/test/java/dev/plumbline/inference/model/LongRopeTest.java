package dev.plumbline.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.engine.LogitsRun;
import dev.plumbline.inference.format.RopeScaling;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.VectorKernels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LongRoPE's factors go by what a sequence comes to, not by how much room there is. */
class LongRopeTest {
    private static final List<Double> SHORT = List.of(1.0, 1.1, 1.2, 1.5, 2.0);
    private static final List<Double> LONG = List.of(1.0, 3.0, 5.0, 9.0, 16.0);

    @ParameterizedTest
    @CsvSource({"10, 6, false", "16, 0, false", "10, 7, true", "17, 0, true", "40, 20, true"})
    void aSequenceTurnsByTheFactorsOfItsLength(int prompt, int tokens, boolean longer) {
        TinyModel model = TinyModel.decoder(3, false);
        TinyModel scaled = model.turnedBy(new RopeScaling.LongRope(SHORT, LONG, 16, 1));
        TinyModel want = model.turnedBy(new RopeScaling.Divisors(longer ? LONG : SHORT));
        int[] ids = new Random(3).ints(prompt, 0, TinyModel.VOCABULARY).toArray();
        try (Kernels kernels = new VectorKernels(1)) {
            LogitsRun.Result got = run(scaled, kernels, ids, tokens);
            LogitsRun.Result expected = run(want, kernels, ids, tokens);
            assertThat(got.last()).isEqualTo(expected.last());
            assertThat(got.greedy()).isEqualTo(expected.greedy());
        }
    }

    private static LogitsRun.Result run(
            TinyModel model, Kernels kernels, int[] prompt, int tokens) {
        Decoder decoder = new Decoder(model.config(), model, kernels, new StepLimits(8, 1, 64));
        try (LogitsRun run = new LogitsRun(decoder)) {
            return run.run(prompt, tokens);
        }
    }
}
