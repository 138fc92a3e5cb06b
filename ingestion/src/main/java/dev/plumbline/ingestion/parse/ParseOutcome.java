package dev.plumbline.ingestion.parse;

import java.util.Locale;

/** What became of a file. Messages are sentences for people. */
public sealed interface ParseOutcome {

    /** It was read. */
    record Parsed(ParsedDocument document) implements ParseOutcome {}

    /** It cannot be read; trying again is of no use. */
    record Failed(Failure code, String message) implements ParseOutcome {}

    /** It is built to exhaust the parser; only a person may have it tried again. */
    record Quarantined(Hazard code, String message) implements ParseOutcome {}

    /**
     * The parser was ended by a limit or by itself: the caller decides on another attempt, in
     * {@link Lane#SUSPECT}.
     */
    record Aborted(Limit code, String message) implements ParseOutcome {}

    /** Why a file cannot be read. */
    enum Failure {
        EMPTY,
        ENCRYPTED,
        CORRUPT,
        UNSUPPORTED,
        NO_TEXT,
        TOO_LARGE;

        /** The stable code, such as {@code no_text}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a file does to a parser. */
    enum Hazard {
        BOMB,
        TOO_DEEP,
        TOO_MANY_ENTRIES;

        /** The stable code, such as {@code too_deep}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a parser process ended. */
    enum Limit {
        TIMEOUT,
        MEMORY,
        PARSER_CRASH;

        /** The stable code, such as {@code parser_crash}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
