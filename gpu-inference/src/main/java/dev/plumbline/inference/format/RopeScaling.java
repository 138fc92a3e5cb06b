package dev.plumbline.inference.format;

import java.util.List;

/** How rotary frequencies are stretched to contexts longer than the model was first trained on. */
public sealed interface RopeScaling {

    /** Frequencies as they are. */
    record Unscaled() implements RopeScaling {}

    /** Positions divided by {@code factor}. */
    record Linear(double factor) implements RopeScaling {}

    /** Llama 3.1: low frequencies divided by {@code factor}, high ones kept, smooth between. */
    record Llama3(
            double factor,
            double lowFrequencyFactor,
            double highFrequencyFactor,
            int originalContext)
            implements RopeScaling {}

    /**
     * YaRN: high frequencies kept, low ones interpolated, a ramp between.
     *
     * @param attentionFactor what cosines and sines are multiplied by
     * @param ends where the ramp begins and ends
     */
    record Yarn(
            double factor,
            int originalContext,
            double betaFast,
            double betaSlow,
            double attentionFactor,
            RampEnds ends)
            implements RopeScaling {}

    /** Whether YaRN's ramp goes between whole frequency indexes or between exact fractions. */
    enum RampEnds {
        WHOLE,
        EXACT
    }

    /** NTK by length: unscaled up to the original context, beyond which it is not run. */
    record Dynamic(int originalContext) implements RopeScaling {}

    /** Each frequency divided by its own number, as a GGUF file's rope_freqs.weight says. */
    record Divisors(List<Double> divisors) implements RopeScaling {
        public Divisors {
            divisors = List.copyOf(divisors);
        }
    }

    /** Phi-3 LongRoPE: one list of divisors up to the original context, another for longer ones. */
    record LongRope(
            List<Double> shortDivisors,
            List<Double> longDivisors,
            int originalContext,
            double attentionFactor)
            implements RopeScaling {
        public LongRope {
            shortDivisors = List.copyOf(shortDivisors);
            longDivisors = List.copyOf(longDivisors);
        }
    }
}
