package dev.plumbline.eval.trec;

import dev.plumbline.eval.trec.Measure.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The values of one measure over topics, and the lines that show them. */
final class TrecTable {
    /** What the whole table has in common. */
    record Settings(
            TrecVersion version,
            boolean complete,
            boolean zScores,
            long topicsJudged,
            long relevantJudged) {}

    private final Measure measure;
    private final Parameters parameters;
    private final List<String> names;
    private final Settings settings;
    private final double[] sums;
    private double[] values;
    private String levels = "";

    TrecTable(Measure measure, List<String> names, Parameters parameters, Settings settings) {
        this.measure = measure;
        this.parameters = parameters;
        this.settings = settings;
        this.names = names;
        this.sums = new double[names.size()];
        this.values = new double[names.size()];
    }

    /** Scores a topic; {@link #add} then takes it into the average. */
    void score(JudgedRanking ranking, long collectionSize, boolean missing) {
        values = new double[names.size()];
        Topic topic = new Topic(ranking, parameters, settings.version(), collectionSize);
        measure.scorer().score(topic, values);
        if (measure.print() == Measure.Print.LEVELS) {
            levels = levels(ranking);
        }
        if (missing) {
            forget();
        }
    }

    /** A topic that the run lacks was scored with a document in its place, which must not count. */
    private void forget() {
        for (int i = 0; i < values.length; i++) {
            switch (names.get(i)) {
                case "num_ret", "utility", "rbp_resid" -> values[i] = 0;
                case "relstring" -> levels = "";
                default -> values[i] = names.get(i).startsWith("unj") ? 0 : values[i];
            }
        }
    }

    private String levels(JudgedRanking ranking) {
        long length = Math.min((long) parameters.numbers()[0], ranking.retrieved());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            long level = ranking.levels()[i];
            if (level > 9) {
                text.append('>');
            } else if (level >= 0) {
                text.append(level);
            } else {
                text.append(level == JudgedRanking.NOT_POOLED ? '-' : '.');
            }
        }
        return text.toString();
    }

    boolean looksAtRanking() {
        return measure.print() != Measure.Print.RUN_ID
                && measure.print() != Measure.Print.WHOLE_SUMMARY;
    }

    void convert(ZScores scores, String topic) {
        for (int i = 0; i < values.length; i++) {
            values[i] = scores.convert(topic, names.get(i), values[i]);
        }
    }

    void add() {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /** Names and the values of the topic scored last. */
    List<String> names() {
        return names;
    }

    double[] values() {
        return values.clone();
    }

    Measure measure() {
        return measure;
    }

    void printTopic(StringBuilder out, String topic) {
        switch (measure.print()) {
            case REAL, WHOLE -> print(out, topic, values);
            case LEVELS ->
                    out.append(
                            String.format(
                                    Locale.ROOT,
                                    "%-22s\t%s\t'%s'\n",
                                    names.getFirst(),
                                    topic,
                                    levels));
            case REAL_SUMMARY, WHOLE_SUMMARY, RUN_ID -> {}
        }
    }

    void printSummary(StringBuilder out, String runId, long topics) {
        switch (measure.print()) {
            case REAL, WHOLE, REAL_SUMMARY, WHOLE_SUMMARY -> print(out, "all", average(topics));
            case RUN_ID ->
                    out.append(
                            String.format(Locale.ROOT, "%-22s\t%s\t%s\n", "runid", "all", runId));
            case LEVELS -> {}
        }
    }

    /** The figures over all topics. */
    double[] average(long topics) {
        long count = settings.complete() ? settings.topicsJudged() : topics;
        return switch (measure.average()) {
            case MEAN -> Arrays.stream(sums).map(sum -> count == 0 ? sum : sum / count).toArray();
            case SUM, NONE -> sums.clone();
            case TOPICS -> new double[] {count};
            case RELEVANT ->
                    settings.complete() ? new double[] {settings.relevantJudged()} : sums.clone();
            case GEOMETRIC -> new double[] {geometric(count, count - topics)};
        };
    }

    private double geometric(long count, long absent) {
        double floor = Math.log(BinaryMeasures.GEOMETRIC_LEAST);
        double sum = settings.complete() ? sums[0] + absent * floor : sums[0];
        return Math.exp(sum / count);
    }

    private void print(StringBuilder out, String topic, double[] figures) {
        boolean whole =
                measure.print() == Measure.Print.WHOLE
                        || measure.print() == Measure.Print.WHOLE_SUMMARY;
        for (int i = 0; i < figures.length; i++) {
            String number =
                    whole && !settings.zScores()
                            ? Long.toString((long) figures[i])
                            : String.format(Locale.ROOT, "%6s", CNumbers.fixed(figures[i], 4));
            out.append(settings.zScores() ? "Z" : "")
                    .append(
                            String.format(
                                    Locale.ROOT, "%-22s\t%s\t%s\n", names.get(i), topic, number));
        }
    }
}
