package dev.plumbline.eval.stats;

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

    /** The exit code of a command that ends with this outcome. */
    public int exitCode() {
        return exitCode;
    }
}
