package dev.plumbline.answers.quoting;

import dev.plumbline.answers.quoting.FitExample.Kind;
import dev.plumbline.answers.quoting.LinearFit.Judgement;
import dev.plumbline.answers.quoting.Profile.Models;
import dev.plumbline.gateway.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fits a profile on open data and measures it by cross-validation: no figure comes from an article
 * that its models saw. (Which sentences are encoded is decided by the ranker of the profile at
 * hand.)
 */
public final class QuotingFit {

    private static final int FOLDS = 5;
    private static final double RANKER_PENALTY = 3;
    private static final double ANSWER_PENALTY = 2;
    private static final double REFUSED = .945;

    private static final Set<AnswerFeature> OF_TOKENS =
            EnumSet.of(
                    AnswerFeature.WORD_MATCH,
                    AnswerFeature.HIGHEST_WORD_MATCH,
                    AnswerFeature.RARE_WORD_MATCH,
                    AnswerFeature.WORST_WORD_MATCH,
                    AnswerFeature.TOKEN_MATCH,
                    AnswerFeature.NEAR_WORD_MATCH,
                    AnswerFeature.SENTENCE_COSINE);

    private final Profile start;
    private final List<FitExample> examples;

    private QuotingFit(Profile start, List<FitExample> examples) {
        this.start = start;
        this.examples = examples;
    }

    /**
     * What a fit gives.
     *
     * @param profile the new profile, fitted on all
     * @param report its cross-validated figures by the kind of collection
     */
    public record Outcome(Profile profile, List<FitReport> report) {
        public Outcome {
            report = List.copyOf(report);
        }
    }

    /**
     * Fits on a folder that holds {@code squad}, {@code xquad} and {@code multihop}.
     *
     * @param scale 1 for some 6,000 questions, less for a quick look
     * @throws IOException if the folder lacks one of the files
     */
    public static Outcome fit(Path folder, Embedder embedder, double scale, long seed)
            throws IOException {
        Profile start = Profile.standard();
        List<FitExample> examples =
                new FitExamples(FitArticles.read(folder), embedder, start, seed).make(scale);
        return new QuotingFit(start, examples).outcome();
    }

    private Outcome outcome() {
        List<FitReport.Row> tokens = crossValidate(true);
        double threshold = threshold(tokens);
        Profile fitted =
                new Profile(
                        start.fitted(),
                        models(examples, true, threshold),
                        models(examples, false, threshold(crossValidate(false))),
                        start.passagesMax(),
                        start.sentencesMax(),
                        start.mass(),
                        start.quotesMax());
        return new Outcome(fitted, FitReport.of(tokens, threshold));
    }

    private List<FitReport.Row> crossValidate(boolean withTokens) {
        List<FitReport.Row> rows = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            Models models =
                    models(
                            examples.stream().filter(e -> e.fold(FOLDS) != held).toList(),
                            withTokens,
                            0);
            for (FitExample example : examples) {
                if (example.fold(FOLDS) == held) {
                    Ranking ranking = Ranking.of(example.encoded(), models.ranker());
                    double sum = models.answerability().score(ranking.features(example.examined()));
                    rows.add(
                            new FitReport.Row(
                                    example,
                                    LinearModel.probability(sum),
                                    Quotes.of(ranking, start.mass(), start.quotesMax())));
                }
            }
        }
        return rows;
    }

    /** The confidence below which a fixed share of the questions about other things lies. */
    private static double threshold(List<FitReport.Row> rows) {
        double[] elsewhere =
                rows.stream()
                        .filter(r -> r.example().kind() == Kind.ELSEWHERE)
                        .mapToDouble(FitReport.Row::confidence)
                        .sorted()
                        .toArray();
        return elsewhere.length == 0 ? .5 : elsewhere[(int) (REFUSED * (elsewhere.length - 1))];
    }

    private static Models models(List<FitExample> from, boolean withTokens, double threshold) {
        List<String> ofSentences =
                Arrays.stream(SentenceFeature.values())
                        .filter(f -> withTokens || !f.ofTokens)
                        .map(Enum::name)
                        .toList();
        LinearModel ranker =
                new LinearFit(ofSentences, RANKER_PENALTY)
                        .choosing(
                                from.stream()
                                        .filter(e -> e.kind() == Kind.ANSWERED)
                                        .filter(
                                                e ->
                                                        e.encoded().stream().anyMatch(e::isRight)
                                                                && !e.encoded().stream()
                                                                        .allMatch(e::isRight))
                                        .map(e -> e.choice(e.encoded()))
                                        .toList());
        List<Judgement> judgements = new ArrayList<>();
        for (FitExample example : from) {
            Map<String, Double> features =
                    Ranking.of(example.encoded(), ranker).features(example.examined());
            judgements.add(
                    new Judgement(features, example.kind() == Kind.ANSWERED, example.weight()));
        }
        List<String> ofAll =
                Arrays.stream(AnswerFeature.values())
                        .filter(f -> withTokens || !OF_TOKENS.contains(f))
                        .map(Enum::name)
                        .toList();
        return new Models(
                ranker, new LinearFit(ofAll, ANSWER_PENALTY).judging(judgements), threshold);
    }
}
