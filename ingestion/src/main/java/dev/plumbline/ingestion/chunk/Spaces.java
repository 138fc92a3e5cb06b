package dev.plumbline.ingestion.chunk;

/**
 * White space: all that Unicode calls a separator or Java calls white, no-break spaces included.
 */
final class Spaces {
    private Spaces() {}

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** First index from {@code from} that is not white; {@code to} where all is. */
    static int skip(String text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** One after the last index before {@code to} that is not white; {@code from} where all is. */
    static int trim(String text, int from, int to) {
        int at = to;
        while (at > from && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
