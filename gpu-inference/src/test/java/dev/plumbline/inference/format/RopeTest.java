package dev.plumbline.inference.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YaRN, which no file of the fixtures scales by, against its formula worked out elsewhere. */
class RopeTest {
    /** 64 dimensions, base 10,000, 4 times 4,096: the ramp goes from frequency 10 to 23. */
    private static final Rope YARN =
            new Rope(RotaryStyle.HALVES, 64, 1e4, new RopeScaling.Yarn(4, 4096, 32, 1, 1.25));

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

    @Test
    void yarnScalesCosinesAndSines() {
        assertThat(YARN.magnitude()).isEqualTo(1.25);
    }
}
