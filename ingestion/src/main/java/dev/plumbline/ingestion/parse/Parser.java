package dev.plumbline.ingestion.parse;

/**
 * Parses one file within this process. Only child processes of {@link ParserPool} use it on foreign
 * files.
 */
public final class Parser {
    /**
     * Names this parser and its settings in the keys of artifacts; changes whenever its documents
     * would.
     */
    public static final String VERSION = "parser-1/tika-3.3.1";

    private Parser() {}
}
