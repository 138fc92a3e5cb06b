package dev.plumbline.inference.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scalings that no file of the fixtures has, against their formulas worked out elsewhere. */
class RopeTest {
    /** 64 dimensions, base 10,000, 4 times 4,096: the ramp goes from frequency 10 to 23. */
    private static final Rope YARN =
            new Rope(
                    RotaryStyle.HALVES,
                    64,
                    1e4,
                    new RopeScaling.Yarn(4, 4096, 32, 1, 1.25, RopeScaling.RampEnds.WHOLE));

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "10, .05623413251903491",
        "11, .039736785900001015",
        "16, .006538461538461538",
        "22, .0005471628953965915",
        "23, .000333380358040831",
        "31, 3.33380358040831e-05",
    })
    void yarnKeepsHighFrequenciesAndStretchesLowOnes(int index, double frequency) {
        assertThat(YARN.frequencies(16_384)[index]).isCloseTo(frequency, withinPercentage(1e-9));
    }

    /** The same without rounding the ramp's ends, 10.4722 and 22.5134. */
    @ParameterizedTest
    @CsvSource({
        "10, .05623413251903491",
        "11, .04078344584405298",
        "22, .0005014396573872045",
        "23, .000333380358040831",
    })
    void yarnMayKeepTheExactEndsOfItsRamp(int index, double frequency) {
        Rope exact =
                new Rope(
                        RotaryStyle.HALVES,
                        64,
                        1e4,
                        new RopeScaling.Yarn(4, 4096, 32, 1, 1.25, RopeScaling.RampEnds.EXACT));
        assertThat(exact.frequencies(16_384)[index]).isCloseTo(frequency, withinPercentage(1e-9));
    }

    @Test
    void dynamicScalingIsRefusedWhereItWouldChangeAnything() {
        Rope dynamic = new Rope(RotaryStyle.HALVES, 64, 1e4, new RopeScaling.Dynamic(512));
        Rope plain = new Rope(RotaryStyle.HALVES, 64, 1e4, new RopeScaling.Unscaled());
        assertThat(dynamic.frequencies(512)).isEqualTo(plain.frequencies(512));
        assertThatThrownBy(() -> dynamic.frequencies(513))
                .hasMessageContaining("up to 512 tokens")
                .hasMessageContaining("513 are asked for");
    }

    @Test
    void yarnScalesCosinesAndSines() {
        assertThat(YARN.magnitude()).isEqualTo(1.25);
    }
}
