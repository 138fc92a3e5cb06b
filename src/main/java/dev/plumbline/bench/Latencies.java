package dev.plumbline.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long calls took.
 *
 * @param nanos of each, ascending
 * @param during the time in which they were made
 */
record Latencies(List<Long> nanos, Duration during) {
    Latencies {
        nanos = nanos.stream().sorted().toList();
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("No call was finished in " + during);
        }
    }

    /** The smallest time that so many in a hundred calls did not exceed, in milliseconds. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * nanos.size());
        return nanos.get(Math.max(rank, 1) - 1) / 1e6;
    }

    double perSecond() {
        return nanos.size() / (during.toNanos() / 1e9);
    }

    /** As figures with the names that reports have. */
    Map<String, Object> figures(double... percents) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calls", nanos.size());
        figures.put("per_second", perSecond());
        Arrays.stream(percents)
                .forEach(percent -> figures.put("p" + (int) percent + "_ms", percentile(percent)));
        return figures;
    }
}
