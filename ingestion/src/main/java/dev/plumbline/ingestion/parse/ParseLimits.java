package dev.plumbline.ingestion.parse;

/**
 * What a file may ask of a parser before it is refused.
 *
 * @param charactersMax most characters of text, in UTF-16 units
 * @param depthMax deepest nesting of files within files
 * @param entriesMax most files within a file, at all depths together
 */
public record ParseLimits(int charactersMax, int depthMax, int entriesMax) {
    public ParseLimits {
        if (charactersMax < 1 || depthMax < 1 || entriesMax < 1) {
            throw new IllegalArgumentException(
                    "Limits of parsing must be above zero: "
                            + charactersMax
                            + " characters, depth "
                            + depthMax
                            + ", "
                            + entriesMax
                            + " entries");
        }
    }

    /** 20 million characters, 10 levels of files within files, 5,000 of them. */
    public static ParseLimits standard() {
        return new ParseLimits(20_000_000, 10, 5_000);
    }
}
