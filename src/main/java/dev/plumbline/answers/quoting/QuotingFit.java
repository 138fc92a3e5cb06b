package dev.plumbline.answers.quoting;

import dev.plumbline.answers.quoting.FitExample.Kind;
import dev.plumbline.answers.quoting.FitExample.Setting;
import dev.plumbline.answers.quoting.LinearFit.Judgement;
import dev.plumbline.answers.quoting.Profile.Few;
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
    private static final String LOG_ODDS = "LOG_ODDS";

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

    private QuotingFit(Path folder, Embedder embedder, double scale, long seed) throws IOException {
        this.start = Profile.standard();
        this.examples =
                new FitExamples(FitArticles.read(folder), embedder, start, seed).make(scale);
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
        return new QuotingFit(folder, embedder, scale, seed).fitted();
    }

    /**
     * As {@link #fit}, but with the ranker, the answerability and the thresholds of the profile
     * that ships: what is fitted is the correction for few passages.
     */
    public static Outcome keep(Path folder, Embedder embedder, double scale, long seed)
            throws IOException {
        return new QuotingFit(folder, embedder, scale, seed).kept();
    }

    private Outcome fitted() {
        List<Scored> tokens = crossValidate(true);
        Few few = few(tokens);
        double threshold = threshold(corrected(tokens, few));
        double ofWords = threshold(corrected(crossValidate(false), few));
        Profile fitted =
                new Profile(
                        start.fitted(),
                        models(examples, true, threshold),
                        models(examples, false, ofWords),
                        start.passagesMax(),
                        start.sentencesMax(),
                        start.mass(),
                        start.quotesMax(),
                        few);
        return new Outcome(fitted, FitReport.of(corrected(tokens, few), threshold));
    }

    private Outcome kept() {
        List<Scored> rows = examples.stream().map(e -> score(e, start.tokens())).toList();
        Few few = few(rows);
        Profile kept =
                new Profile(
                        start.fitted(),
                        start.tokens(),
                        start.words(),
                        start.passagesMax(),
                        start.sentencesMax(),
                        start.mass(),
                        start.quotesMax(),
                        few);
        return new Outcome(kept, FitReport.of(corrected(rows, few), start.tokens().threshold()));
    }

    /** A question with what models that had not seen its article make of it. */
    private record Scored(FitExample example, double logOdds, List<Quote> quotes) {}

    private Scored score(FitExample example, Models models) {
        Ranking ranking = Ranking.of(example.encoded(), models.ranker());
        return new Scored(
                example,
                models.answerability().score(ranking.features(example.examined())),
                Quotes.of(ranking, start.mass(), start.quotesMax()));
    }

    /** Fitted where two sentences are all that there is; half of the questions are answered. */
    private static Few few(List<Scored> rows) {
        List<Scored> alone =
                rows.stream()
                        .filter(row -> row.example().setting() == Setting.SENTENCES)
                        .filter(row -> row.example().examined().passageCount() == 1)
                        .toList();
        long answered = alone.stream().filter(QuotingFit::isAnswered).count();
        if (answered == 0 || answered == alone.size()) {
            return new Few(1, 0);
        }
        double weight = (double) (alone.size() - answered) / answered;
        List<Judgement> judgements =
                alone.stream()
                        .map(
                                row ->
                                        new Judgement(
                                                Map.of(LOG_ODDS, row.logOdds()),
                                                isAnswered(row),
                                                isAnswered(row) ? weight : 1))
                        .toList();
        LinearModel line = new LinearFit(List.of(LOG_ODDS), .001).judging(judgements);
        double bias = line.score(Map.of(LOG_ODDS, 0.0));
        return new Few(line.score(Map.of(LOG_ODDS, 1.0)) - bias, bias);
    }

    private static boolean isAnswered(Scored row) {
        return row.example().kind() == Kind.ANSWERED;
    }

    private static List<FitReport.Row> corrected(List<Scored> rows, Few few) {
        return rows.stream()
                .map(
                        row ->
                                new FitReport.Row(
                                        row.example(),
                                        LinearModel.probability(
                                                few.corrected(
                                                        row.logOdds(),
                                                        row.example().examined().passageCount())),
                                        row.quotes()))
                .toList();
    }

    private List<Scored> crossValidate(boolean withTokens) {
        List<Scored> rows = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            Models models =
                    models(
                            examples.stream().filter(e -> e.fold(FOLDS) != held).toList(),
                            withTokens,
                            0);
            for (FitExample example : examples) {
                if (example.fold(FOLDS) == held) {
                    rows.add(score(example, models));
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
                        .filter(r -> r.example().setting() != Setting.SENTENCES)
                        .mapToDouble(FitReport.Row::confidence)
                        .sorted()
                        .toArray();
        return elsewhere.length == 0 ? .5 : elsewhere[(int) (REFUSED * (elsewhere.length - 1))];
    }

    private static Models models(List<FitExample> all, boolean withTokens, double threshold) {
        List<FitExample> from = all.stream().filter(e -> e.setting() != Setting.SENTENCES).toList();
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
