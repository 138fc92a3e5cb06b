package dev.plumbline.eval.abstention;

import java.util.Locale;

/** How a calibration is fitted. */
public enum CalibrationMethod {
    /** A rising staircase: fits any shape, needs some hundred outcomes. */
    ISOTONIC {
        @Override
        Calibration fit(double[] scores, boolean[] outcomes) {
            return Calibration.isotonic(scores, outcomes);
        }
    },
    /** Platt's sigmoid: two numbers, for few outcomes. */
    PLATT {
        @Override
        Calibration fit(double[] scores, boolean[] outcomes) {
            return Calibration.sigmoid(scores, outcomes);
        }
    };

    /** The name in files and on the command line: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract Calibration fit(double[] scores, boolean[] outcomes);
}
