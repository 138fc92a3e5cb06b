package dev.plumbline.eval.trec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The measures of trec_eval 10.0, with {@code -c}, for Java callers: every judged topic counts.
 *
 * @param summary figures over all topics by trec_eval's names
 * @param topics the same for each topic
 */
public record RankingScores(Map<String, Double> summary, Map<String, Map<String, Double>> topics) {
    /**
     * Measures rankings.
     *
     * @param grades relevance by document, by topic
     * @param rankings score by document, by topic; a topic without one counts as having found
     *     nothing
     * @param measures names with parameters, such as {@code ndcg_cut.10}
     * @throws IllegalArgumentException if a measure is not known, or no topic has a judged document
     */
    public static RankingScores of(
            Map<String, Map<String, Integer>> grades,
            Map<String, Map<String, Double>> rankings,
            List<String> measures) {
        try {
            List<TrecTable> tables = tables(grades, measures);
            Judging judging = new Judging(1, Long.MAX_VALUE, false);
            Map<String, Map<String, Double>> topics = new LinkedHashMap<>();
            for (String topic : new TreeMap<>(grades).keySet()) {
                topics.put(topic, score(topic, grades, rankings, judging, tables));
            }
            Map<String, Double> summary = new LinkedHashMap<>();
            for (TrecTable table : tables) {
                put(table.names(), table.average(topics.size()), summary);
            }
            return new RankingScores(summary, topics);
        } catch (TrecFailure failure) {
            throw new IllegalArgumentException(failure.sentence(), failure);
        }
    }

    private static Map<String, Double> score(
            String topic,
            Map<String, Map<String, Integer>> grades,
            Map<String, Map<String, Double>> rankings,
            Judging judging,
            List<TrecTable> tables) {
        Map<String, Integer> judged = new TreeMap<>(grades.getOrDefault(topic, Map.of()));
        Map<String, Double> found = new TreeMap<>(rankings.getOrDefault(topic, Map.of()));
        TopicQrels qrels =
                new TopicQrels(
                        topic,
                        judged.keySet().toArray(String[]::new),
                        judged.values().stream().mapToLong(Integer::longValue).toArray());
        TopicRun run =
                found.isEmpty()
                        ? TopicRun.missing(topic)
                        : new TopicRun(
                                topic,
                                found.keySet().toArray(String[]::new),
                                found.values().stream().mapToDouble(Double::doubleValue).toArray());
        JudgedRanking ranking = judging.judge(qrels, run);
        Map<String, Double> figures = new LinkedHashMap<>();
        for (TrecTable table : tables) {
            table.score(ranking, 0, found.isEmpty());
            table.add();
            put(table.names(), table.values(), figures);
        }
        return figures;
    }

    private static void put(List<String> names, double[] values, Map<String, Double> into) {
        for (int i = 0; i < values.length; i++) {
            into.put(names.get(i), values[i]);
        }
    }

    private static List<TrecTable> tables(
            Map<String, Map<String, Integer>> grades, List<String> measures) {
        long relevant =
                grades.values().stream()
                        .flatMap(topic -> topic.values().stream())
                        .filter(grade -> grade > 0)
                        .count();
        TrecTable.Settings settings =
                new TrecTable.Settings(TrecVersion.V10_0, true, false, grades.size(), relevant);
        List<String> arguments = new ArrayList<>();
        for (String measure : measures) {
            arguments.add("-m");
            arguments.add(measure);
        }
        arguments.addAll(List.of("qrels", "run"));
        TrecOptions options = TrecOptions.parse(arguments, TrecVersion.V10_0);
        List<TrecTable> tables = new ArrayList<>();
        for (Measure measure : options.measures()) {
            String text = options.parametersOf(measure);
            Parameters parameters =
                    text == null ? measure.standard() : Parameters.parse(measure.kind(), text);
            tables.add(new TrecTable(measure, measure.names(parameters), parameters, settings));
        }
        return tables;
    }
}
