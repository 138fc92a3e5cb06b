package dev.plumbline.ingestion.parse;

import java.io.Serial;

/**
 * Ends the parsing of a file that asks for too much. Not checked, so that no library in between
 * takes it for bad syntax.
 */
final class LimitReached extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final transient ParseOutcome outcome;

    LimitReached(ParseOutcome outcome) {
        super("a limit was reached", null, false, false);
        this.outcome = outcome;
    }

    ParseOutcome outcome() {
        return outcome;
    }
}
