package dev.plumbline.eval.retrieval;

import dev.plumbline.eval.data.JudgedQuestion;
import dev.plumbline.eval.metric.RankingMeasures;
import dev.plumbline.eval.trec.RankingScorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** The figures of a retriever's rankings of a collection's questions; sums alone are held. */
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
    private static final int DEPTH = 10;
    private static final Comparator<RankedDocument> BEST_FIRST =
            Comparator.comparingDouble(RankedDocument::score)
                    .thenComparing(RankedDocument::id)
                    .reversed();

    private final RankingScorer scorer;
    private double gain;
    private double judged;
    private int done;

    private RetrievalEvaluation(List<JudgedQuestion> questions) {
        long relevant =
                questions.stream()
                        .flatMap(question -> question.grades().values().stream())
                        .filter(grade -> grade > 0)
                        .count();
        this.scorer = new RankingScorer(questions.size(), relevant, MEASURES);
    }

    /**
     * Asks each question.
     *
     * @param depth documents wanted for each
     * @param receiver told each ranking, of which none is held
     * @param progress told how many questions are done
     */
    public static RetrievalEvaluation run(
            Retriever retriever,
            List<JudgedQuestion> questions,
            int depth,
            Consumer<ScoredRanking> receiver,
            IntConsumer progress) {
        return of(
                question -> retriever.retrieve(question.text(), depth),
                questions,
                depth,
                receiver,
                progress);
    }

    /** The same of a run that some system wrote; questions that it lacks count as not found. */
    public static RetrievalEvaluation run(
            RankedRun run,
            List<JudgedQuestion> questions,
            int depth,
            Consumer<ScoredRanking> receiver,
            IntConsumer progress) {
        return of(question -> run.of(question.id()), questions, depth, receiver, progress);
    }

    private static RetrievalEvaluation of(
            Function<JudgedQuestion, List<RankedDocument>> finder,
            List<JudgedQuestion> questions,
            int depth,
            Consumer<ScoredRanking> receiver,
            IntConsumer progress) {
        RetrievalEvaluation evaluation = new RetrievalEvaluation(questions);
        for (JudgedQuestion question : questions) {
            List<RankedDocument> found = new ArrayList<>(finder.apply(question));
            found.sort(BEST_FIRST);
            List<RankedDocument> best = found.subList(0, Math.min(depth, found.size()));
            receiver.accept(evaluation.scored(question, best));
            progress.accept(evaluation.done);
        }
        return evaluation;
    }

    private ScoredRanking scored(JudgedQuestion question, List<RankedDocument> found) {
        Map<String, Double> byDocument = new LinkedHashMap<>();
        found.forEach(document -> byDocument.put(document.id(), document.score()));
        List<String> ranking = found.stream().map(RankedDocument::id).toList();
        gain += RankingMeasures.exponentialGain(ranking, question.grades(), DEPTH);
        judged += RankingMeasures.judged(ranking, question.grades(), DEPTH);
        done++;
        return new ScoredRanking(
                question, found, scorer.score(question.id(), question.grades(), byDocument));
    }

    /**
     * The figures over all questions: trec_eval's by their names, {@code ndcg_exp_cut_10} with
     * exponential gain, and {@code judged_10}.
     */
    public Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        scorer.summary().forEach((name, value) -> figures.put(name, counted(name, value)));
        figures.put("ndcg_exp_cut_10", gain / done);
        figures.put("judged_10", judged / done);
        return figures;
    }

    private static Number counted(String name, double value) {
        return name.startsWith("num_") ? (Number) (long) value : (Number) value;
    }
}
