package dev.plumbline.eval.judge;

/** A logistic regression. */
final class LogisticModel {

    private final double intercept;
    private final double[] coefficients;

    /**
     * A fitted regression.
     *
     * @param intercept the log odds where all features are 0
     * @param coefficients one per feature; the array is not to be changed any more
     */
    LogisticModel(double intercept, double[] coefficients) {
        this.intercept = intercept;
        this.coefficients = coefficients;
    }

    double intercept() {
        return intercept;
    }

    double coefficient(int feature) {
        return coefficients[feature];
    }

    /** The log odds of the positive class. */
    double logit(double[] features) {
        double sum = intercept;
        for (int i = 0; i < coefficients.length; i++) {
            sum += coefficients[i] * features[i];
        }
        return sum;
    }

    static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /**
     * Fits by Newton's method with an L2 penalty on standardised features.
     *
     * @param rows features, one row per example
     * @param positive the class of each row
     * @param weights of the rows
     * @param penalty on the squared standardised coefficients
     */
    static LogisticModel fit(
            double[][] rows, boolean[] positive, double[] weights, double penalty) {
        int features = rows[0].length;
        double[] mean = new double[features];
        double[] deviation = new double[features];
        standardise(rows, mean, deviation);
        double[] beta = new double[features + 1];
        for (int round = 0; round < 50; round++) {
            double[] step = step(rows, positive, weights, penalty, mean, deviation, beta);
            double size = 0;
            for (int i = 0; i < beta.length; i++) {
                beta[i] += step[i];
                size = Math.max(size, Math.abs(step[i]));
            }
            if (size < 1e-9) {
                break;
            }
        }
        double intercept = beta[features];
        double[] coefficients = new double[features];
        for (int i = 0; i < features; i++) {
            coefficients[i] = beta[i] / deviation[i];
            intercept -= coefficients[i] * mean[i];
        }
        return new LogisticModel(intercept, coefficients);
    }

    private static void standardise(double[][] rows, double[] mean, double[] deviation) {
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / rows.length;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            deviation[i] = deviation[i] < 1e-12 ? 1 : Math.sqrt(deviation[i]);
        }
    }

    private static double[] step(
            double[][] rows,
            boolean[] positive,
            double[] weights,
            double penalty,
            double[] mean,
            double[] deviation,
            double[] beta) {
        int size = beta.length;
        double[][] hessian = new double[size][size];
        double[] gradient = new double[size];
        double[] x = new double[size];
        for (int r = 0; r < rows.length; r++) {
            double logit = beta[size - 1];
            x[size - 1] = 1;
            for (int i = 0; i < size - 1; i++) {
                x[i] = (rows[r][i] - mean[i]) / deviation[i];
                logit += beta[i] * x[i];
            }
            double p = probability(logit);
            double residual = weights[r] * ((positive[r] ? 1 : 0) - p);
            double curvature = weights[r] * Math.max(p * (1 - p), 1e-9);
            for (int i = 0; i < size; i++) {
                gradient[i] += residual * x[i];
                for (int j = 0; j <= i; j++) {
                    hessian[i][j] += curvature * x[i] * x[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                hessian[j][i] = hessian[i][j];
            }
            if (i < size - 1) {
                gradient[i] -= penalty * beta[i];
                hessian[i][i] += penalty;
            }
            hessian[i][i] += 1e-9;
        }
        return solved(hessian, gradient);
    }

    /** Gaussian elimination with pivoting; overwrites its arguments. */
    private static double[] solved(double[][] matrix, double[] right) {
        int size = right.length;
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swap = matrix[column];
            matrix[column] = matrix[pivot];
            matrix[pivot] = swap;
            double value = right[column];
            right[column] = right[pivot];
            right[pivot] = value;
            for (int row = column + 1; row < size; row++) {
                double factor = matrix[row][column] / matrix[column][column];
                for (int i = column; i < size; i++) {
                    matrix[row][i] -= factor * matrix[column][i];
                }
                right[row] -= factor * right[column];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int i = row + 1; i < size; i++) {
                right[row] -= matrix[row][i] * right[i];
            }
            right[row] /= matrix[row][row];
        }
        return right;
    }
}
