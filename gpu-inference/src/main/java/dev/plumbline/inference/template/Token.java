package dev.plumbline.inference.template;

/** A piece of a template: plain text, or a word of what stands between delimiters. */
record Token(Kind kind, String text, int line) {
    /** Kinds of pieces. */
    enum Kind {
        TEXT,
        BLOCK_BEGIN,
        BLOCK_END,
        PRINT_BEGIN,
        PRINT_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind wanted, String value) {
        return kind == wanted && text.equals(value);
    }

    boolean operator(String value) {
        return is(Kind.OPERATOR, value);
    }

    boolean name(String value) {
        return is(Kind.NAME, value);
    }
}
