package dev.plumbline.eval.judge;

import java.util.Locale;

/** What a sentence, or a response, is found to be. */
public enum Verdict {
    /** All that is claimed follows from the cited evidence. */
    SUPPORTED,
    /** At least one claim is supported and none is contradicted. */
    PARTLY,
    /** Supported by another retrieved passage, not by the cited one. */
    MISATTRIBUTED,
    /** Anything else; always when a number, name, unit or negation differs. */
    UNSUPPORTED;

    /** The name in JSON: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
