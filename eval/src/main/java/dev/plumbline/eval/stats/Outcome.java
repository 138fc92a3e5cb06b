package dev.plumbline.eval.stats;

import java.util.List;
import java.util.Locale;

/** What a non-inferiority gate says. */
public enum Outcome {
    /** Surely not worse by the margin. */
    PASS(0),
    /** Surely worse by more than the margin. */
    FAIL(1),
    /** Too few items to say. */
    INCONCLUSIVE(3);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Fails if one fails, passes if all pass, also where there are none. */
    public static Outcome ofAll(List<Outcome> outcomes) {
        return outcomes.contains(FAIL)
                ? FAIL
                : outcomes.contains(INCONCLUSIVE) ? INCONCLUSIVE : PASS;
    }

    /** The name in files: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The exit code of a command that ends with this outcome. */
    public int exitCode() {
        return exitCode;
    }
}
