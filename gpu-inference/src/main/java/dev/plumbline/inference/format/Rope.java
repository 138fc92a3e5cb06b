package dev.plumbline.inference.format;

import java.util.List;
import java.util.OptionalInt;

/**
 * Rotary position embedding.
 *
 * @param style which elements are rotated together
 * @param dimensions how many elements of a head are rotated, from its first on; even
 * @param base theta: frequency i is base^(-2i / dimensions)
 * @param scaling how frequencies are stretched
 */
public record Rope(RotaryStyle style, int dimensions, double base, RopeScaling scaling) {
    /** No rotation at all. */
    public static final Rope NONE = new Rope(RotaryStyle.NONE, 0, 1, new RopeScaling.Unscaled());

    public Rope {
        if (dimensions < 0 || dimensions % 2 != 0) {
            throw FormatException.corrupt(
                    "Rotary dimensions must be an even count, not " + dimensions + ".");
        }
        if (!(base > 0) || Double.isInfinite(base)) {
            throw FormatException.corrupt(
                    "The rotary base must be a positive number, not " + base + ".");
        }
    }

    /**
     * The angle per position of each rotated pair, [dimensions / 2].
     *
     * @param reach tokens that a sequence may come to; only scalings that depend on it ask
     * @throws FormatException code {@code unsupported} where the model cannot reach so far
     */
    public double[] frequencies(int reach) {
        double[] plain = new double[dimensions / 2];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Math.pow(base, -2.0 * i / dimensions);
        }
        return switch (scaling) {
            case RopeScaling.Unscaled() -> plain;
            case RopeScaling.Linear(double factor) -> divided(plain, factor);
            case RopeScaling.Llama3 llama -> llama3(plain, llama);
            case RopeScaling.Yarn yarn -> yarn(plain, yarn);
            case RopeScaling.Divisors(List<Double> divisors) -> divided(plain, divisors);
            case RopeScaling.Dynamic(int originalContext) -> {
                if (reach > originalContext) {
                    throw FormatException.unsupported(
                            "Dynamic rotary scaling is run up to %d tokens, where it changes nothing; %d are asked for."
                                    .formatted(originalContext, reach));
                }
                yield plain;
            }
            case RopeScaling.LongRope longer ->
                    divided(
                            plain,
                            reach > longer.originalContext()
                                    ? longer.longDivisors()
                                    : longer.shortDivisors());
        };
    }

    /** Tokens up to which a sequence turns by other frequencies than a longer one, if so. */
    public OptionalInt shortReach() {
        return scaling instanceof RopeScaling.LongRope longer
                ? OptionalInt.of(longer.originalContext())
                : OptionalInt.empty();
    }

    /** What cosines and sines are multiplied by: 1 but for YaRN and LongRoPE. */
    public double magnitude() {
        return switch (scaling) {
            case RopeScaling.Unscaled() -> 1;
            case RopeScaling.Linear _ -> 1;
            case RopeScaling.Llama3 _ -> 1;
            case RopeScaling.Divisors _ -> 1;
            case RopeScaling.Dynamic _ -> 1;
            case RopeScaling.Yarn yarn -> yarn.attentionFactor();
            case RopeScaling.LongRope longer -> longer.attentionFactor();
        };
    }

    private static double[] divided(double[] plain, double factor) {
        double[] result = plain.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] /= factor;
        }
        return result;
    }

    private static double[] divided(double[] plain, List<Double> divisors) {
        if (divisors.size() != plain.length) {
            throw FormatException.corrupt(
                    "There are %d rotary divisors for %d frequencies."
                            .formatted(divisors.size(), plain.length));
        }
        double[] result = plain.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] /= divisors.get(i);
        }
        return result;
    }

    private static double[] llama3(double[] plain, RopeScaling.Llama3 scaling) {
        double[] result = plain.clone();
        double longest = scaling.originalContext() / scaling.lowFrequencyFactor();
        double shortest = scaling.originalContext() / scaling.highFrequencyFactor();
        for (int i = 0; i < result.length; i++) {
            double wavelength = 2 * Math.PI / plain[i];
            if (wavelength > longest) {
                result[i] = plain[i] / scaling.factor();
            } else if (wavelength >= shortest) {
                double smooth =
                        (scaling.originalContext() / wavelength - scaling.lowFrequencyFactor())
                                / (scaling.highFrequencyFactor() - scaling.lowFrequencyFactor());
                result[i] = (1 - smooth) * plain[i] / scaling.factor() + smooth * plain[i];
            }
        }
        return result;
    }

    private double[] yarn(double[] plain, RopeScaling.Yarn yarn) {
        double first = correctionDimension(yarn.betaFast(), yarn.originalContext());
        double last = correctionDimension(yarn.betaSlow(), yarn.originalContext());
        if (yarn.ends() == RopeScaling.RampEnds.WHOLE) {
            first = Math.floor(first);
            last = Math.ceil(last);
        }
        first = Math.max(0, first);
        last = Math.min(dimensions - 1, last);
        double[] result = plain.clone();
        for (int i = 0; i < result.length; i++) {
            double ramp = Math.clamp((i - first) / Math.max(0.001, last - first), 0, 1);
            result[i] = plain[i] / yarn.factor() * ramp + plain[i] * (1 - ramp);
        }
        return result;
    }

    /**
     * The (fractional) index of the frequency that turns {@code rotations} times within the
     * original context.
     */
    private double correctionDimension(double rotations, int originalContext) {
        return dimensions
                * Math.log(originalContext / (rotations * 2 * Math.PI))
                / (2 * Math.log(base));
    }
}
