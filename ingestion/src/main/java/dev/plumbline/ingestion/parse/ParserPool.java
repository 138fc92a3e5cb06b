package dev.plumbline.ingestion.parse;

/**
 * Parses files in child processes with limits, so that a hostile file can end a parser and never
 * the caller. Thread-safe; any kind of thread may call, virtual ones too, and waits its turn in
 * order of arrival.
 */
public final class ParserPool implements AutoCloseable {
    private final ParserSettings settings;

    public ParserPool(ParserSettings settings) {
        this.settings = settings;
    }

    /**
     * Parses a file; waits until a process of the lane is free.
     *
     * @throws InterruptedException if the calling thread is interrupted; the child that worked for
     *     it is ended
     */
    public ParseOutcome parse(ParseRequest request, Lane lane) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(
                    "no parser yet for " + request + " in " + lane + " of " + settings);
        }
        return new ParseOutcome.Failed(ParseOutcome.Failure.UNSUPPORTED, "No parser yet.");
    }

    /** Ends all children; files that are being parsed end {@code parser_crash}. */
    @Override
    public void close() {}
}
