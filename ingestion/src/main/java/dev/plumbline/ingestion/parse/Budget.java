package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Hazard;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import org.jspecify.annotations.Nullable;

/**
 * What one file may still use up. Remembers the first limit reached, since some libraries swallow
 * what is thrown through them.
 */
final class Budget {
    /**
     * Text is suspicious when it is this many times larger than its file, and larger than {@link
     * #FREE}.
     */
    private static final int RATIO_MAX = 100;

    private static final int FREE = 5_000_000;

    private final ParseLimits limits;
    private final long fileBytes;
    private long characters;
    private int entries;
    private int depth;
    private @Nullable LimitReached reached;

    Budget(ParseLimits limits, long fileBytes) {
        this.limits = limits;
        this.fileBytes = fileBytes;
    }

    /** Takes account of more text. */
    void characters(int number) {
        characters += number;
        if (characters > FREE && characters / RATIO_MAX > fileBytes) {
            throw stop(
                    new Quarantined(
                            Hazard.BOMB,
                            "The file unpacks to more than " + RATIO_MAX + " times its size."));
        }
        if (characters > limits.charactersMax()) {
            throw stop(
                    new Failed(
                            Failure.TOO_LARGE,
                            "The file holds more than "
                                    + limits.charactersMax()
                                    + " characters of text."));
        }
    }

    /** Enters a file within the file. */
    void enter() {
        if (++entries > limits.entriesMax()) {
            throw stop(
                    new Quarantined(
                            Hazard.TOO_MANY_ENTRIES,
                            "The file contains more than "
                                    + limits.entriesMax()
                                    + " other files."));
        }
        if (++depth > limits.depthMax()) {
            throw stop(
                    new Quarantined(
                            Hazard.TOO_DEEP,
                            "Files are nested in this one more than "
                                    + limits.depthMax()
                                    + " levels deep."));
        }
    }

    /** Leaves it. */
    void leave() {
        depth--;
    }

    /** How deep the current file is; 0 for the outermost. */
    int depth() {
        return depth;
    }

    /** The limit that was reached, or null. */
    @Nullable ParseOutcome reached() {
        return reached == null ? null : reached.outcome();
    }

    LimitReached stop(ParseOutcome outcome) {
        if (reached == null) {
            reached = new LimitReached(outcome);
        }
        return reached;
    }
}
