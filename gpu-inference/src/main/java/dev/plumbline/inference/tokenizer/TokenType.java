package dev.plumbline.inference.tokenizer;

/** What a token stands for, by GGUF's numbers. */
public enum TokenType {
    UNDEFINED,
    /** Text. */
    NORMAL,
    /** In place of what the vocabulary lacks. */
    UNKNOWN,
    /** Steers the model and is no text: begin, end, roles. */
    CONTROL,
    /** Text that is always one token, before everything else. */
    USER_DEFINED,
    /** Reserved. */
    UNUSED,
    /** One byte, written {@code <0xXX>}. */
    BYTE;

    private static final TokenType[] ALL = values();

    static TokenType of(int number) {
        return number > 0 && number < ALL.length ? ALL[number] : UNDEFINED;
    }

    /** Whether the token shows in text only where special tokens are asked for. */
    boolean special() {
        return this == CONTROL || this == UNKNOWN;
    }
}
