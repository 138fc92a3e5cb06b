package dev.plumbline.eval.retrieval;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.data.JudgedQuestion;
import dev.plumbline.eval.metric.RankingMeasures;
import dev.plumbline.eval.trec.RankingScores;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A retriever's rankings of a collection's questions, and their figures. */
public final class RetrievalEvaluation {
    private static final List<String> MEASURES =
            List.of(
                    "num_q",
                    "num_ret",
                    "num_rel",
                    "num_rel_ret",
                    "map",
                    "Rprec",
                    "bpref",
                    "recip_rank",
                    "P.5,10",
                    "recall.1,5,10,20,50,100,1000",
                    "ndcg",
                    "ndcg_cut.5,10,20,100",
                    "success.1,5,10");
    private static final List<String> COMPARED =
            List.of("ndcg_cut_10", "recall_10", "recall_100", "recip_rank", "map", "success_1");
    private static final int DEPTH = 10;
    private static final Comparator<RankedDocument> BEST_FIRST =
            Comparator.comparingDouble(RankedDocument::score)
                    .thenComparing(RankedDocument::id)
                    .reversed();

    private final List<JudgedQuestion> questions;
    private final Map<String, List<RankedDocument>> rankings = new LinkedHashMap<>();

    private RetrievalEvaluation(List<JudgedQuestion> questions) {
        this.questions = List.copyOf(questions);
    }

    /**
     * Asks each question.
     *
     * @param depth documents wanted for each
     * @param progress told how many questions are done
     */
    public static RetrievalEvaluation run(
            Retriever retriever, List<JudgedQuestion> questions, int depth, IntConsumer progress) {
        RetrievalEvaluation evaluation = new RetrievalEvaluation(questions);
        for (JudgedQuestion question : questions) {
            List<RankedDocument> found =
                    new ArrayList<>(retriever.retrieve(question.text(), depth));
            found.sort(BEST_FIRST);
            evaluation.rankings.put(question.id(), List.copyOf(found));
            progress.accept(evaluation.rankings.size());
        }
        return evaluation;
    }

    /**
     * The figures over all questions: trec_eval's by their names, {@code ndcg_exp_cut_10} with
     * exponential gain, and {@code judged_10}.
     */
    public Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        scores().summary().forEach((name, value) -> figures.put(name, counted(name, value)));
        double gain = 0;
        double judged = 0;
        for (JudgedQuestion question : questions) {
            List<String> ranking =
                    rankings.getOrDefault(question.id(), List.of()).stream()
                            .map(RankedDocument::id)
                            .toList();
            gain += RankingMeasures.exponentialGain(ranking, question.grades(), DEPTH);
            judged += RankingMeasures.judged(ranking, question.grades(), DEPTH);
        }
        figures.put("ndcg_exp_cut_10", gain / questions.size());
        figures.put("judged_10", judged / questions.size());
        return figures;
    }

    private RankingScores scores() {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        questions.forEach(question -> grades.put(question.id(), question.grades()));
        Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
        rankings.forEach((id, ranking) -> scores.put(id, byDocument(ranking)));
        return RankingScores.of(grades, scores, MEASURES);
    }

    /** Writes each question's scores as {@code eval compare} reads them. */
    public void writeResults(Path file) throws IOException {
        Map<String, Map<String, Double>> topics = scores().topics();
        JsonMapper mapper = new JsonMapper();
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (JudgedQuestion question : questions) {
                Map<String, Double> all = topics.getOrDefault(question.id(), Map.of());
                Map<String, Double> scores = new LinkedHashMap<>();
                COMPARED.forEach(name -> scores.put(name, all.getOrDefault(name, 0.0)));
                out.write(mapper.writeValueAsString(Map.of("id", question.id(), "scores", scores)));
                out.write('\n');
            }
        }
    }

    private static Number counted(String name, double value) {
        return name.startsWith("num_") ? (Number) (long) value : (Number) value;
    }

    private static Map<String, Double> byDocument(List<RankedDocument> ranking) {
        Map<String, Double> scores = new LinkedHashMap<>();
        ranking.forEach(document -> scores.put(document.id(), document.score()));
        return scores;
    }

    /** Writes the rankings as a TREC run; scores are written exactly. */
    public void write(Path file, String runId) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, List<RankedDocument>> entry : rankings.entrySet()) {
                int rank = 0;
                for (RankedDocument document : entry.getValue()) {
                    out.write(entry.getKey() + " Q0 " + document.id() + " " + ++rank + " ");
                    out.write(document.score() + " " + runId + "\n");
                }
            }
        }
    }
}
