package dev.plumbline.eval.trec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Walks over white-space separated fields of lines. Bytes are characters here, so that ids compare
 * by bytes.
 */
final class LineScanner {
    /** Thrown where a line has too few or too many fields. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;

    private LineScanner(String text) {
        this.text = text.endsWith("\n") ? text : text + "\n";
    }

    static LineScanner ofFile(String path, String what) {
        try {
            String text = Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
            if (!text.isEmpty()) {
                return new LineScanner(text);
            }
        } catch (IOException | InvalidPathException unreadable) {
            // Told as an empty one: the next line.
        }
        throw new TrecFailure(
                TrecFailure.UNREADABLE,
                "cannot read the " + what + " '" + path + "', or it is empty");
    }

    /** Of lines of which the last may lack its end. */
    static LineScanner ofText(String text) {
        return new LineScanner(text);
    }

    boolean atEnd() {
        return at >= text.length();
    }

    boolean at(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Skips white space but for the end of the line. */
    void skipBlanks() {
        while (at < text.length() && text.charAt(at) != '\n' && CNumbers.isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** Skips what is left of the line, and the line's end. */
    void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    /** A field that further ones must follow on the line. */
    String field() throws Malformed {
        String field = lastField();
        if (at('\n')) {
            throw new Malformed();
        }
        at++;
        skipBlanks();
        return field;
    }

    /** A field after which the line may end; possibly empty. */
    String lastField() throws Malformed {
        int start = at;
        while (at < text.length() && !CNumbers.isSpace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.substring(start, at);
    }

    /** Nothing may be left on the line but blanks. */
    void endLine() throws Malformed {
        skipBlanks();
        if (!at('\n')) {
            throw new Malformed();
        }
        at++;
    }
}
