package dev.plumbline.answers.quoting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Fits linear models by Newton's method with an L2 penalty on standardised features. Deterministic.
 */
final class LinearFit {

    private static final int ROUNDS = 100;
    private static final double STEP_MAX = .5;
    private static final double ENOUGH = 1e-5;

    private final List<String> names;
    private final double penalty;

    LinearFit(List<String> names, double penalty) {
        this.names = names;
        this.penalty = penalty;
    }

    /** A choice: what may be chosen, by features, and which of it is right. */
    record Choice(List<Map<String, Double>> options, List<Boolean> right) {}

    /** A judgement: features, whether it is so, and how much it counts. */
    record Judgement(Map<String, Double> features, boolean so, double weight) {}

    /** The model whose softmax gives the right options of all choices the highest likelihood. */
    LinearModel choosing(List<Choice> choices) {
        Scaling scaling =
                Scaling.of(choices.stream().flatMap(c -> c.options().stream()).toList(), names);
        double[][][] all =
                choices.stream()
                        .map(c -> c.options().stream().map(scaling::apply).toArray(double[][]::new))
                        .toArray(double[][][]::new); // [choices, options, features]
        double[] weights = new double[names.size()];
        for (int round = 0; round < ROUNDS; round++) {
            Newton newton = new Newton(weights, penalty, weights.length);
            for (int c = 0; c < all.length; c++) {
                addChoice(newton, all[c], choices.get(c).right(), weights);
            }
            if (newton.step(weights) < ENOUGH) {
                break;
            }
        }
        return scaling.model(weights, 0);
    }

    private static void addChoice(
            Newton newton, double[][] options, List<Boolean> right, double[] weights) {
        double[] beliefs =
                softmax(Arrays.stream(options).mapToDouble(o -> dot(o, weights)).toArray());
        double correct = 1e-300;
        for (int i = 0; i < beliefs.length; i++) {
            correct += right.get(i) ? beliefs[i] : 0;
        }
        double[] mean = new double[weights.length];
        for (int i = 0; i < beliefs.length; i++) {
            newton.gradient(options[i], beliefs[i] - (right.get(i) ? beliefs[i] / correct : 0));
            newton.curvature(options[i], beliefs[i]);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += beliefs[i] * options[i][k];
            }
        }
        newton.curvature(mean, -1);
    }

    /** The model whose logistic gives the judgements the highest likelihood. */
    LinearModel judging(List<Judgement> judgements) {
        Scaling scaling = Scaling.of(judgements.stream().map(Judgement::features).toList(), names);
        double[][] all =
                judgements.stream()
                        .map(j -> Arrays.copyOf(scaling.apply(j.features()), names.size() + 1))
                        .toArray(double[][]::new);
        double[] weights = new double[names.size() + 1]; // the bias last
        for (int round = 0; round < ROUNDS; round++) {
            Newton newton = new Newton(weights, penalty, names.size());
            for (int i = 0; i < all.length; i++) {
                all[i][names.size()] = 1;
                double p = LinearModel.probability(dot(all[i], weights));
                double weight = judgements.get(i).weight();
                newton.gradient(all[i], weight * (p - (judgements.get(i).so() ? 1 : 0)));
                newton.curvature(all[i], weight * p * (1 - p));
            }
            if (newton.step(weights) < ENOUGH) {
                break;
            }
        }
        return scaling.model(Arrays.copyOf(weights, names.size()), weights[names.size()]);
    }

    private static double[] softmax(double[] scores) {
        double highest = Arrays.stream(scores).max().orElse(0);
        double[] out = Arrays.stream(scores).map(s -> Math.exp(s - highest)).toArray();
        double sum = Arrays.stream(out).sum();
        return Arrays.stream(out).map(p -> p / sum).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Mean and spread of each feature. */
    private record Scaling(List<String> names, List<Double> means, List<Double> scales) {

        static Scaling of(List<Map<String, Double>> rows, List<String> names) {
            List<Double> means = new ArrayList<>();
            List<Double> scales = new ArrayList<>();
            for (String name : names) {
                double mean =
                        rows.stream()
                                .mapToDouble(r -> r.getOrDefault(name, 0.0))
                                .average()
                                .orElse(0);
                double square =
                        rows.stream()
                                .mapToDouble(r -> Math.pow(r.getOrDefault(name, 0.0) - mean, 2))
                                .average()
                                .orElse(0);
                means.add(mean);
                scales.add(Math.sqrt(square) + 1e-9);
            }
            return new Scaling(names, means, scales);
        }

        double[] apply(Map<String, Double> row) {
            double[] out = new double[names.size()];
            for (int i = 0; i < out.length; i++) {
                out[i] = (row.getOrDefault(names.get(i), 0.0) - means.get(i)) / scales.get(i);
            }
            return out;
        }

        LinearModel model(double[] weights, double bias) {
            return new LinearModel(
                    names, means, scales, Arrays.stream(weights).boxed().toList(), bias);
        }
    }

    /** Gradient and curvature of one round. */
    private static final class Newton {
        private final double[] gradient;
        private final double[][] curvature;

        Newton(double[] weights, double penalty, int penalised) {
            gradient = new double[weights.length];
            curvature = new double[weights.length][weights.length];
            for (int i = 0; i < penalised; i++) {
                gradient[i] = penalty * weights[i];
                curvature[i][i] = penalty;
            }
        }

        void gradient(double[] row, double factor) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += factor * row[i];
            }
        }

        void curvature(double[] row, double factor) {
            for (int i = 0; i < gradient.length; i++) {
                for (int j = 0; j < gradient.length; j++) {
                    curvature[i][j] += factor * row[i] * row[j];
                }
            }
        }

        /** Moves the weights, by no more than {@link #STEP_MAX} each; says by how much. */
        double step(double[] weights) {
            double[] move = solve();
            double largest = Arrays.stream(move).map(Math::abs).max().orElse(0);
            double damping = largest > STEP_MAX ? STEP_MAX / largest : 1;
            for (int i = 0; i < weights.length; i++) {
                weights[i] -= damping * move[i];
            }
            return largest;
        }

        /** Gauss elimination with pivots. */
        private double[] solve() {
            int n = gradient.length;
            for (int k = 0; k < n; k++) {
                int pivot = k;
                for (int i = k + 1; i < n; i++) {
                    pivot = Math.abs(curvature[i][k]) > Math.abs(curvature[pivot][k]) ? i : pivot;
                }
                double[] row = curvature[k];
                curvature[k] = curvature[pivot];
                curvature[pivot] = row;
                double value = gradient[k];
                gradient[k] = gradient[pivot];
                gradient[pivot] = value;
                for (int i = k + 1; i < n; i++) {
                    double factor = curvature[i][k] / curvature[k][k];
                    for (int j = k; j < n; j++) {
                        curvature[i][j] -= factor * curvature[k][j];
                    }
                    gradient[i] -= factor * gradient[k];
                }
            }
            double[] out = new double[n];
            for (int i = n - 1; i >= 0; i--) {
                double sum = gradient[i];
                for (int j = i + 1; j < n; j++) {
                    sum -= curvature[i][j] * out[j];
                }
                out[i] = sum / curvature[i][i];
            }
            return out;
        }
    }
}
