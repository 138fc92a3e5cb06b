package dev.plumbline.eval.trec;

import dev.plumbline.eval.trec.Measure.Average;
import dev.plumbline.eval.trec.Measure.Print;
import dev.plumbline.eval.trec.Measure.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The measures of judged rankings in the order in which they print, and the names of groups. */
final class MeasureCatalogue {
    private static final Parameters RANKS =
            Parameters.standard(5, 10, 15, 20, 30, 100, 200, 500, 1000);
    private static final Parameters ELEVEN_POINTS =
            Parameters.standard(0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1);
    private static final Parameters MULTIPLES =
            Parameters.standard(.2, .4, .6, .8, 1, 1.2, 1.4, 1.6, 1.8, 2);

    /** Not in 9.0.8. */
    private static final Set<String> ADDED_IN_10 =
            Set.of("dcg", "ideal_dcg", "rbp", "rbp_resid", "unj");

    private static final List<Measure> ALL = all();

    private static final List<String> OFFICIAL =
            List.of(
                    "runid",
                    "num_q",
                    "num_ret",
                    "num_rel",
                    "num_rel_ret",
                    "map",
                    "gm_map",
                    "Rprec",
                    "bpref",
                    "recip_rank",
                    "iprec_at_recall",
                    "P");
    private static final List<String> STANDARD =
            List.of(
                    "relstring",
                    "recall",
                    "unj",
                    "rbp",
                    "rbp_resid",
                    "infAP",
                    "gm_bpref",
                    "utility",
                    "11pt_avg",
                    "ndcg",
                    "relative_P",
                    "Rprec_mult",
                    "success",
                    "map_cut",
                    "ndcg_cut",
                    "ndcg_rel",
                    "Rndcg",
                    "binG",
                    "G",
                    "set_P",
                    "set_recall",
                    "set_relative_P",
                    "set_map",
                    "set_F",
                    "num_nonrel_judged_ret");
    private static final Map<String, List<String>> GROUPS =
            Map.of(
                    "official",
                    OFFICIAL,
                    "all_trec",
                    join(OFFICIAL, STANDARD),
                    "set",
                    List.of(
                            "runid",
                            "num_q",
                            "num_ret",
                            "num_rel",
                            "num_rel_ret",
                            "utility",
                            "set_P",
                            "set_recall",
                            "set_relative_P",
                            "set_map",
                            "set_F"));

    private MeasureCatalogue() {}

    /** The measures that a release has, in their order. */
    static List<Measure> of(TrecVersion version) {
        return version == TrecVersion.V10_0
                ? ALL
                : ALL.stream().filter(measure -> !ADDED_IN_10.contains(measure.name())).toList();
    }

    /** What a group, or else a measure, stands for; empty where a release knows no such name. */
    static Optional<List<Measure>> named(String name, TrecVersion version) {
        List<String> names = GROUPS.getOrDefault(name, List.of(name));
        List<Measure> found =
                of(version).stream().filter(measure -> names.contains(measure.name())).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }

    private static List<Measure> all() {
        List<Measure> all = new ArrayList<>();
        all.addAll(counts());
        all.addAll(ranked());
        all.addAll(graded());
        all.addAll(cutAndSets());
        return List.copyOf(all);
    }

    private static List<Measure> counts() {
        return List.of(
                of("runid", Average.NONE, Print.RUN_ID, t -> 0),
                of("num_q", Average.TOPICS, Print.WHOLE_SUMMARY, t -> 1),
                of("num_ret", Average.SUM, Print.WHOLE, t -> t.ranking().retrieved()),
                of("num_rel", Average.RELEVANT, Print.WHOLE, t -> t.ranking().relevant()),
                of("num_rel_ret", Average.SUM, Print.WHOLE, t -> t.ranking().relevantRetrieved()));
    }

    private static List<Measure> ranked() {
        return List.of(
                of("map", t -> BinaryMeasures.averagePrecision(t.ranking())),
                of(
                        "gm_map",
                        Average.GEOMETRIC,
                        Print.REAL_SUMMARY,
                        t ->
                                BinaryMeasures.geometric(
                                        BinaryMeasures.averagePrecision(t.ranking()))),
                of("Rprec", t -> BinaryMeasures.rPrecision(t.ranking())),
                of("bpref", t -> BinaryMeasures.binaryPreference(t.ranking())),
                of("recip_rank", t -> BinaryMeasures.reciprocalRank(t.ranking())),
                many(
                        "iprec_at_recall",
                        Parameters.Kind.FRACTIONS,
                        ELEVEN_POINTS,
                        RecallCurve::interpolatedPrecision),
                ranks("P", RANKS, BinaryMeasures::precision),
                new Measure(
                        "relstring",
                        Parameters.Kind.COEFFICIENTS,
                        Parameters.standard(10),
                        Average.NONE,
                        Print.LEVELS,
                        (topic, values) -> {}),
                ranks("recall", RANKS, BinaryMeasures::recall),
                of("infAP", t -> BinaryMeasures.inferredAveragePrecision(t.ranking())),
                of(
                        "gm_bpref",
                        Average.GEOMETRIC,
                        Print.REAL_SUMMARY,
                        t ->
                                BinaryMeasures.geometric(
                                        BinaryMeasures.binaryPreference(t.ranking()))),
                many(
                        "Rprec_mult",
                        Parameters.Kind.FRACTIONS,
                        MULTIPLES,
                        RecallCurve::precisionAtMultiples),
                weighed("utility", Parameters.standard(1, -1, 0, 0), MeasureCatalogue::utility),
                weighed("11pt_avg", ELEVEN_POINTS, RecallCurve::average),
                of("binG", t -> BinaryMeasures.binaryGain(t.ranking())));
    }

    private static List<Measure> graded() {
        return List.of(
                gains("G", GradedMeasures::missedGain),
                gains("dcg", GradedMeasures::gain),
                gains("ideal_dcg", GradedMeasures::idealGain),
                gains("ndcg", GradedMeasures::normalisedGain),
                gains("ndcg_rel", GradedMeasures::normalisedGainAtRelevant),
                gains("Rndcg", GradedMeasures::normalisedGainAtLevels),
                ranks("ndcg_cut", RANKS, GradedMeasures::normalisedGainAtCutoffs));
    }

    private static List<Measure> cutAndSets() {
        return List.of(
                ranks("map_cut", RANKS, BinaryMeasures::averagePrecisionAtCutoffs),
                ranks("relative_P", RANKS, BinaryMeasures::relativePrecision),
                ranks("success", Parameters.standard(1, 5, 10), BinaryMeasures::success),
                of("set_P", t -> BinaryMeasures.setPrecision(t.ranking())),
                of("set_relative_P", t -> BinaryMeasures.setRelativePrecision(t.ranking())),
                of("set_recall", t -> BinaryMeasures.setRecall(t.ranking())),
                of("set_map", t -> BinaryMeasures.setAveragePrecision(t.ranking())),
                weighed(
                        "set_F",
                        Parameters.standard(1),
                        t -> BinaryMeasures.setF(t.ranking(), t.parameters().numbers()[0])),
                of(
                        "num_nonrel_judged_ret",
                        Average.SUM,
                        Print.WHOLE,
                        t -> nonRelevantJudged(t.ranking())),
                of("yaap", t -> BinaryMeasures.yetAnotherAveragePrecision(t.ranking())),
                gains("rbp", GradedMeasures::rankBiasedPrecision),
                gains("rbp_resid", GradedMeasures::rankBiasedResidual),
                ranks("unj", Parameters.standard(5, 10, 20), BinaryMeasures::unjudged));
    }

    private static double nonRelevantJudged(JudgedRanking ranking) {
        return ranking.retrieved()
                - ranking.notPooled()
                - ranking.notJudged()
                - ranking.relevantRetrieved();
    }

    private static double utility(Topic topic) {
        double[] worth = topic.parameters().numbers();
        if (worth.length != 4) {
            throw new TrecFailure(TrecFailure.UNSCORABLE, "utility takes four coefficients");
        }
        JudgedRanking ranking = topic.ranking();
        double found = ranking.relevantRetrieved();
        return worth[0] * found
                + worth[1] * (ranking.retrieved() - found)
                + worth[2] * (ranking.relevant() - found)
                + worth[3]
                        * (topic.collectionSize()
                                + found
                                - ranking.retrieved()
                                - ranking.relevant());
    }

    private static Measure of(String name, ToDoubleFunction<Topic> value) {
        return of(name, Average.MEAN, Print.REAL, value);
    }

    private static Measure of(
            String name, Average average, Print print, ToDoubleFunction<Topic> value) {
        return new Measure(
                name,
                Parameters.Kind.NONE,
                Parameters.standard(),
                average,
                print,
                (topic, values) -> values[0] = value.applyAsDouble(topic));
    }

    private static Measure many(
            String name, Parameters.Kind kind, Parameters standard, Measure.Scorer scorer) {
        return new Measure(name, kind, standard, Average.MEAN, Print.REAL, scorer);
    }

    private static Measure ranks(String name, Parameters standard, Measure.Scorer scorer) {
        return many(name, Parameters.Kind.RANKS, standard, scorer);
    }

    private static Measure weighed(
            String name, Parameters standard, ToDoubleFunction<Topic> value) {
        return many(
                name,
                Parameters.Kind.COEFFICIENTS,
                standard,
                (topic, values) -> values[0] = value.applyAsDouble(topic));
    }

    private static Measure gains(String name, ToDoubleFunction<Topic> value) {
        return many(
                name,
                Parameters.Kind.PAIRS,
                Parameters.standard(),
                (topic, values) -> values[0] = value.applyAsDouble(topic));
    }
}
