package dev.plumbline.eval.abstention;

/** Newton's method on Platt's regularised loss, as Lin, Lin and Weng (2007) have it. */
final class PlattFit {
    private static final int ROUNDS_MAX = 100;
    private static final double STEP_MIN = 1e-10;
    private static final double GRADIENT_SMALL = 1e-9;

    private final double[] scores;
    private final double[] targets;
    private final double scale;
    private double slope;
    private double offset;

    /** Scores are centred and scaled while fitting, so that large ones do no harm. */
    PlattFit(double[] scores, boolean[] outcomes) {
        double right = 0;
        for (boolean outcome : outcomes) {
            right += outcome ? 1 : 0;
        }
        double wrong = outcomes.length - right;
        this.targets = new double[outcomes.length];
        double largest = 0;
        for (int i = 0; i < outcomes.length; i++) {
            targets[i] = outcomes[i] ? (right + 1) / (right + 2) : 1 / (wrong + 2);
            largest = Math.max(largest, Math.abs(scores[i]));
        }
        this.scale = largest == 0 ? 1 : largest;
        this.scores = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            this.scores[i] = scores[i] / scale;
        }
        this.offset = Math.log((wrong + 1) / (right + 1));
    }

    Calibration.Sigmoid sigmoid() {
        double loss = loss(slope, offset);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            double[] step = step();
            double stride = 1;
            double next = loss;
            while (stride >= STEP_MIN) {
                next = loss(slope + stride * step[0], offset + stride * step[1]);
                if (next < loss) {
                    break;
                }
                stride /= 2;
            }
            if (!(next < loss)) {
                break;
            }
            slope += stride * step[0];
            offset += stride * step[1];
            loss = next;
        }
        return new Calibration.Sigmoid(slope / scale, offset);
    }

    /** The Newton step from where the fit stands; zero where the gradient is. */
    private double[] step() {
        double slopeGradient = 0;
        double offsetGradient = 0;
        double slopes = 1e-12;
        double mixed = 0;
        double offsets = 1e-12;
        for (int i = 0; i < scores.length; i++) {
            double p = 1 / (1 + Math.exp(slope * scores[i] + offset));
            double error = targets[i] - p;
            slopeGradient += scores[i] * error;
            offsetGradient += error;
            double weight = p * (1 - p);
            slopes += scores[i] * scores[i] * weight;
            mixed += scores[i] * weight;
            offsets += weight;
        }
        if (Math.abs(slopeGradient) + Math.abs(offsetGradient) < GRADIENT_SMALL) {
            return new double[2];
        }
        double determinant = slopes * offsets - mixed * mixed;
        return new double[] {
            -(offsets * slopeGradient - mixed * offsetGradient) / determinant,
            -(slopes * offsetGradient - mixed * slopeGradient) / determinant
        };
    }

    /** The cross-entropy of targets and probabilities, without overflow. */
    private double loss(double atSlope, double atOffset) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double z = atSlope * scores[i] + atOffset;
            loss += targets[i] * z + (z >= 0 ? Math.log1p(Math.exp(-z)) : softened(z));
        }
        return loss;
    }

    private static double softened(double z) {
        return Math.log1p(Math.exp(z)) - z;
    }
}
