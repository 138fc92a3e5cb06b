package dev.plumbline.inference.kernel;

/** Activation functions in float64. */
final class Activations {
    private static final double ROOT_2_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double ROOT_2 = Math.sqrt(2);

    private Activations() {}

    static double of(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case SILU -> x / (1 + Math.exp(-x));
            case GELU_TANH -> x / 2 * (1 + Math.tanh(ROOT_2_OVER_PI * (x + 0.044715 * x * x * x)));
            case GELU_ERF -> x / 2 * (1 + erf(x / ROOT_2));
            case RELU -> Math.max(0, x);
            case TANH -> Math.tanh(x);
        };
    }

    /**
     * The error function to about 1e-15: its Maclaurin series near zero, else one minus the
     * continued fraction of its complement (Abramowitz and Stegun 7.1.6 and 7.1.14).
     */
    static double erf(double x) {
        double a = Math.abs(x);
        if (a > 6) {
            return Math.signum(x);
        }
        if (a < 2.5) {
            double term = a;
            double sum = a;
            for (int n = 1; Math.abs(term) > 1e-17 * sum && n < 100; n++) {
                term *= 2 * a * a / (2 * n + 1);
                sum += term;
            }
            return Math.signum(x) * 2 / Math.sqrt(Math.PI) * Math.exp(-a * a) * sum;
        }
        double fraction = a;
        for (int k = 60; k >= 1; k--) {
            fraction = a + k / 2.0 / fraction;
        }
        return Math.signum(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * fraction));
    }
}
