package dev.plumbline.eval.report;

import dev.plumbline.eval.questions.Suite.Gate;
import dev.plumbline.eval.stats.Holm;
import dev.plumbline.eval.stats.MeanGate;
import dev.plumbline.eval.stats.Outcome;
import dev.plumbline.eval.stats.PairedSample;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a gate: the mean that was reached, and whether that decides.
 *
 * @param items how many the mean is of
 * @param mean NaN where there are none
 * @param test empty where there are none
 * @param holmP the one-sided p of a miss, adjusted for all that this run is tested for
 */
record GateResult(Gate gate, int items, double mean, Optional<MeanGate> test, double holmP) {
    private static final int ITEMS_MAX = 10_000_000;

    /** Of the scores of its metric, each beside the expected figure; null where there are none. */
    static GateResult of(Gate gate, @Nullable PairedSample sample) {
        return sample == null
                ? new GateResult(gate, 0, Double.NaN, Optional.empty(), 1)
                : new GateResult(
                        gate,
                        sample.size(),
                        sample.candidateMean(),
                        Optional.of(MeanGate.of(sample, threshold(gate))),
                        1);
    }

    GateResult withHolm(double p) {
        return new GateResult(gate, items, mean, test, p);
    }

    private static double threshold(Gate gate) {
        return gate.expected() - gate.tolerance();
    }

    /** The one-sided p of a miss, by itself. */
    double p() {
        return test.map(MeanGate::belowP).orElse(1.0);
    }

    /** A miss that may be chance among several gates is undecided. */
    Outcome outcome() {
        Outcome alone = test.map(MeanGate::outcome).orElse(Outcome.INCONCLUSIVE);
        return alone == Outcome.FAIL && holmP >= Holm.LEVEL ? Outcome.INCONCLUSIVE : alone;
    }

    String sentence() {
        if (test.isEmpty()) {
            return "%s is expected, and no question has it: %s"
                    .formatted(gate.metric(), outcome().label());
        }
        return String.format(
                        Locale.ROOT,
                        "%s is %.4f where %.4f less %.4f is expected: %s",
                        gate.metric(),
                        mean,
                        gate.expected(),
                        gate.tolerance(),
                        outcome().label())
                + (outcome() == Outcome.INCONCLUSIVE ? open(test.get()) : "");
    }

    /** Why it is open, and what would decide. */
    private String open(MeanGate known) {
        if (known.clusters() < 2) {
            return "; all questions are of one cluster, and those of others would decide";
        }
        if (known.outcome() == Outcome.FAIL) {
            return String.format(
                    Locale.ROOT,
                    "; alone it would fail, but among all that is tested here that may be chance"
                            + " (p %.3f by Holm)",
                    holmP);
        }
        String bounds =
                String.format(
                        Locale.ROOT,
                        "; with %d questions it may be from %.4f to %.4f",
                        items,
                        Math.max(0, known.lower95()),
                        Math.min(1, known.upper95()));
        return bounds
                + (known.itemsNeeded().isPresent() && known.itemsNeeded().getAsLong() < ITEMS_MAX
                        ? ", and about %d more like them would decide"
                                .formatted(known.itemsNeeded().getAsLong() - items)
                        : ", and no number more like them would decide: it lies on the bound");
    }
}
