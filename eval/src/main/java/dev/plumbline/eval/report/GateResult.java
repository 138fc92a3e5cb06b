package dev.plumbline.eval.report;

import dev.plumbline.eval.questions.Suite.Gate;
import dev.plumbline.eval.stats.Outcome;
import java.util.Locale;

/** What came of a gate: the mean that was reached, and whether that decides. */
record GateResult(Gate gate, double mean, Outcome outcome) {
    String sentence() {
        return String.format(
                Locale.ROOT,
                "%s is %.4f where %.4f less %.4f is expected: %s",
                gate.metric(),
                mean,
                gate.expected(),
                gate.tolerance(),
                outcome.label());
    }
}
