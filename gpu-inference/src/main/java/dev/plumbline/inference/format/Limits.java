package dev.plumbline.inference.format;

/** Checks of numbers that files state. */
final class Limits {
    private static final int LAYERS_MAX = 1024;

    private Limits() {}

    static int layers(int layers) {
        if (layers < 1 || layers > LAYERS_MAX) {
            throw FormatException.corrupt(
                    "%d layers are stated; 1 to %d can be.".formatted(layers, LAYERS_MAX));
        }
        return layers;
    }

    static int size(String what, long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw FormatException.corrupt(
                    "%s is %s.".formatted(what, Long.toUnsignedString(value)));
        }
        return (int) value;
    }

    static double positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw FormatException.corrupt(
                    "%s is %s, not a positive number.".formatted(what, value));
        }
        return value;
    }

    static int uniform(String key, int[] values) {
        for (int value : values) {
            if (value != values[0]) {
                throw FormatException.unsupported(
                        "%s differs from layer to layer, which is not run.".formatted(key));
            }
        }
        if (values.length == 0 || values[0] < 0) {
            throw FormatException.corrupt("%s holds no size.".formatted(key));
        }
        return values[0];
    }
}
