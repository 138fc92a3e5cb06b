package dev.plumbline.inference.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws one token from one row of logits on the host. Ties go to the smaller id. */
final class Sampler {
    private final Sampling rule;

    Sampler(Sampling rule) {
        this.rule = rule;
    }

    Sampled draw(float[] logits, int start, int count) {
        float[] row = java.util.Arrays.copyOfRange(logits, start, start + count);
        float logSum = rule.alternatives() >= 0 ? logSum(row) : Float.NaN;
        List<Sampled.Alternative> alternatives =
                rule.alternatives() > 0 ? best(row, logSum) : List.of();
        float[] adjusted = adjusted(row);
        int token = rule.temperature() <= 0 ? largest(adjusted) : pick(adjusted);
        return new Sampled(token, row[token] - logSum, alternatives);
    }

    private float[] adjusted(float[] row) {
        Sampling.Penalties penalties = rule.penalties();
        if (rule.bias().isEmpty() && penalties.seen().isEmpty()) {
            return row;
        }
        float[] result = row.clone();
        for (Map.Entry<Integer, Float> entry : rule.bias().entrySet()) {
            result[entry.getKey()] += entry.getValue();
        }
        for (Map.Entry<Integer, Integer> entry : penalties.seen().entrySet()) {
            float logit = result[entry.getKey()];
            logit = logit > 0 ? logit / penalties.repetition() : logit * penalties.repetition();
            result[entry.getKey()] =
                    logit - penalties.frequency() * entry.getValue() - penalties.presence();
        }
        return result;
    }

    private int pick(float[] row) {
        int best = largest(row);
        double[] weights = new double[row.length];
        double all = 0;
        for (int i = 0; i < row.length; i++) {
            weights[i] = Math.exp((row[i] - (double) row[best]) / rule.temperature());
            all += weights[i];
        }
        if (rule.topK() == 0 && rule.topP() >= 1 && rule.minP() == 0) {
            return walk(weights, all);
        }
        Heap heap = new Heap(weights);
        List<Integer> kept = new ArrayList<>();
        int limit = rule.topK() == 0 ? row.length : Math.min(rule.topK(), row.length);
        double ofLimit = rule.topK() == 0 ? all : heap.sumOfLargest(limit);
        double sum = 0;
        while (kept.size() < limit && !(sum >= rule.topP() * ofLimit && !kept.isEmpty())) {
            int next = heap.pop();
            if (weights[next] < rule.minP() * weights[best]) {
                break;
            }
            kept.add(next);
            sum += weights[next];
        }
        double at = uniform(rule.seed(), rule.draw()) * sum;
        for (int token : kept) {
            at -= weights[token];
            if (at < 0) {
                return token;
            }
        }
        return kept.getLast();
    }

    private int walk(double[] weights, double all) {
        double at = uniform(rule.seed(), rule.draw()) * all;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                at -= weights[i];
                if (at < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    /** A number in [0, 1) that depends on both arguments alone (SplitMix64's finaliser). */
    static double uniform(long seed, int draw) {
        long z = mix(seed) + (draw + 1) * 0x9E3779B97F4A7C15L;
        return (mix(z) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static int largest(float[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            if (row[i] > row[best]) {
                best = i;
            }
        }
        return best;
    }

    private static float logSum(float[] row) {
        float largest = row[largest(row)];
        double sum = 0;
        for (float logit : row) {
            sum += Math.exp(logit - (double) largest);
        }
        return (float) (largest + Math.log(sum));
    }

    private List<Sampled.Alternative> best(float[] row, float logSum) {
        double[] values = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            values[i] = row[i];
        }
        Heap heap = new Heap(values);
        List<Sampled.Alternative> result = new ArrayList<>();
        for (int i = 0; i < Math.min(rule.alternatives(), row.length); i++) {
            int token = heap.pop();
            result.add(new Sampled.Alternative(token, row[token] - logSum));
        }
        return result;
    }

    /** Indexes by falling value; made in linear time, since only a few are ever taken. */
    private static final class Heap {
        private final double[] values;
        private final int[] heap;
        private int size;

        Heap(double[] values) {
            this.values = values;
            size = values.length;
            heap = new int[size];
            for (int i = 0; i < size; i++) {
                heap[i] = i;
            }
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i);
            }
        }

        int pop() {
            int top = heap[0];
            heap[0] = heap[--size];
            sink(0);
            return top;
        }

        double sumOfLargest(int count) {
            Heap copy = new Heap(values);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[copy.pop()];
            }
            return sum;
        }

        private boolean before(int a, int b) {
            return values[a] > values[b] || (values[a] == values[b] && a < b);
        }

        private void sink(int from) {
            int at = from;
            while (true) {
                int child = 2 * at + 1;
                if (child >= size) {
                    return;
                }
                if (child + 1 < size && before(heap[child + 1], heap[child])) {
                    child++;
                }
                if (!before(heap[child], heap[at])) {
                    return;
                }
                int moved = heap[at];
                heap[at] = heap[child];
                heap[child] = moved;
                at = child;
            }
        }
    }
}
