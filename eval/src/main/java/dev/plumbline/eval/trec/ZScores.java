package dev.plumbline.eval.trec;

import java.util.HashMap;
import java.util.Map;

/** Means and standard deviations by topic and value, from earlier runs. */
final class ZScores {
    /** Stands for a value whose mean is not known. */
    static final double MISSING = -1_000_000;

    private record Spread(double mean, double deviation) {}

    private final Map<String, Map<String, Spread>> byTopic = new HashMap<>();

    static ZScores read(String path) {
        LineScanner scanner = LineScanner.ofFile(path, "z scores");
        ZScores scores = new ZScores();
        int number = 0;
        while (!scanner.atEnd()) {
            number++;
            try {
                scores.line(scanner);
            } catch (LineScanner.Malformed malformed) {
                throw new TrecFailure(
                        0xff, "line " + number + " of the z scores '" + path + "' is malformed");
            }
        }
        return scores;
    }

    private void line(LineScanner scanner) throws LineScanner.Malformed {
        scanner.skipBlanks();
        String topic = scanner.field();
        String measure = scanner.field();
        double mean = CNumbers.real(scanner.field());
        if (scanner.at('\n')) {
            throw new LineScanner.Malformed();
        }
        double deviation = CNumbers.real(scanner.lastField());
        scanner.endLine();
        byTopic.computeIfAbsent(topic, t -> new HashMap<>())
                .put(measure, new Spread(mean, deviation));
    }

    double convert(String topic, String name, double value) {
        Spread spread = byTopic.getOrDefault(topic, Map.of()).get(name);
        if (spread == null) {
            return MISSING;
        }
        if (spread.deviation() != 0) {
            return (value - spread.mean()) / spread.deviation();
        }
        return value == spread.mean() ? 0 : MISSING;
    }
}
