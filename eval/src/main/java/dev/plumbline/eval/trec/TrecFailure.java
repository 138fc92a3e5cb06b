package dev.plumbline.eval.trec;

/** Ends an evaluation with the exit code that trec_eval gives for it. */
final class TrecFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final int USAGE = 1;
    static final int UNREADABLE = 2;
    static final int UNSCORABLE = 4;
    static final int NO_TOPICS = 7;
    static final int UNPRINTABLE = 8;

    private final int exitCode;

    TrecFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
