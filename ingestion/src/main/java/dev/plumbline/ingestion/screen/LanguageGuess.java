package dev.plumbline.ingestion.screen;

/**
 * A guess of a text's language.
 *
 * @param language ISO 639-1 code, or {@link LanguageDetector#UNDETERMINED}
 * @param confidence estimated probability that it is right, in [0, 1], given that the text is in
 *     one of the languages that were asked about
 */
public record LanguageGuess(String language, double confidence) {}
