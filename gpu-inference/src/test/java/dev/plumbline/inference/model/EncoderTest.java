package dev.plumbline.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.Pooling;
import dev.plumbline.inference.kernel.ScalarKernels;
import dev.plumbline.inference.kernel.VectorKernels;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private static final TinyModel MODEL = TinyModel.encoder(11);
    private static final EncoderInput FIRST = new EncoderInput(new int[] {3, 9, 27, 4, 18, 2}, 4);
    private static final EncoderInput SECOND =
            EncoderInput.of(new int[] {8, 1, 5, 40, 33, 2, 7, 60, 19, 11, 3, 3, 3, 2, 6, 6, 9, 50});

    @Test
    void inputsInOneStepEqualThoseAloneBitForBit() {
        try (Kernels kernels = new VectorKernels(2);
                Encoder encoder = encoder(kernels)) {
            float[] both = encoder.pooled(List.of(FIRST, SECOND), Pooling.MEAN);
            float[] second = encoder.pooled(List.of(SECOND), Pooling.MEAN);
            assertThat(Arrays.copyOfRange(both, second.length, both.length)).isEqualTo(second);
        }
    }

    @Test
    void vectorsAndScoresAgreeWithTheScalarOnes() {
        try (Kernels vector = new VectorKernels(2);
                Kernels scalar = new ScalarKernels(1);
                Encoder fast = encoder(vector);
                Encoder exact = encoder(scalar)) {
            List<EncoderInput> inputs = List.of(FIRST, SECOND);
            for (Pooling pooling : Pooling.values()) {
                near(fast.pooled(inputs, pooling), exact.pooled(inputs, pooling));
            }
            near(fast.scores(inputs), exact.scores(inputs));
        }
    }

    @Test
    void theTypeOfASecondTextCounts() {
        try (Kernels kernels = new VectorKernels(1);
                Encoder encoder = encoder(kernels)) {
            assertThat(encoder.scores(List.of(FIRST)))
                    .isNotEqualTo(encoder.scores(List.of(EncoderInput.of(FIRST.tokens()))));
        }
    }

    @Test
    void theFirstTokenSeesTheLast() {
        try (Kernels kernels = new VectorKernels(1);
                Encoder encoder = encoder(kernels)) {
            int[] other = SECOND.tokens().clone();
            other[other.length - 1] = 1;
            assertThat(encoder.pooled(List.of(EncoderInput.of(other)), Pooling.FIRST))
                    .isNotEqualTo(encoder.pooled(List.of(SECOND), Pooling.FIRST));
        }
    }

    @Test
    void aBiasOfAnotherLengthIsRefusedByName() {
        String name = "blk.1.attn_output_norm.bias";
        TinyModel damaged = TinyModel.encoder(1).withVector(name, 35);
        try (Kernels kernels = new VectorKernels(1)) {
            assertThatThrownBy(
                            () ->
                                    new Encoder(
                                            damaged.config(),
                                            damaged,
                                            kernels,
                                            new StepLimits(48, 2, 48)))
                    .hasMessageContaining(name)
                    .hasMessageContaining("[35]");
        }
    }

    @Test
    void moreContextThanPositionsIsRefused() {
        try (Kernels kernels = new VectorKernels(1)) {
            assertThatThrownBy(
                            () ->
                                    new Encoder(
                                            MODEL.config(),
                                            MODEL,
                                            kernels,
                                            new StepLimits(65, 1, 65)))
                    .hasMessageContaining("64 positions")
                    .hasMessageContaining("65");
        }
    }

    private static Encoder encoder(Kernels kernels) {
        return new Encoder(MODEL.config(), MODEL, kernels, new StepLimits(48, 2, 48));
    }

    private static void near(float[] got, float[] want) {
        assertThat(got).hasSameSizeAs(want);
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).isCloseTo(want[i], Offset.offset(1e-5f));
        }
    }
}
