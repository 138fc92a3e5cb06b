package dev.plumbline.ingestion.screen;

import com.optimaize.langdetect.DetectedLanguage;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.i18n.LdLocale;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Guesses the language of a text among those that it knows: en de fr es it nl pt pl sv da ru uk el
 * tr ar he zh ja ko. Thread-safe; made once, since its profiles take a moment to load. The same
 * text always gets the same answer.
 */
public final class LanguageDetector {
    /** What is said of a text whose language is not clear. */
    public static final String UNDETERMINED = "und";

    private static final String JAPANESE = "ja";

    private static final List<String> CODES =
            List.of(
                    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "ru", "uk", "el",
                    "tr", "ar", "he", "zh-CN", "zh-TW", "ja", "ko");

    /** The start of a text tells its language; more of it only takes time. UTF-16 units. */
    private static final int SAMPLE = 4_000;

    /** Fewer letters than this tell no language. */
    private static final int LEAST_LETTERS = 6;

    private static final double LEAST_PROBABILITY = 0.8;
    private static final long SEED = 1;

    private final com.optimaize.langdetect.LanguageDetector detector;

    /** Loads the profiles from the class path. */
    public LanguageDetector() {
        Stream<LdLocale> locales = CODES.stream().map(LdLocale::fromString);
        try {
            var profiles = new LanguageProfileReader().readBuiltIn(locales.toList());
            this.detector =
                    LanguageDetectorBuilder.create(NgramExtractors.standard())
                            .withProfiles(profiles)
                            .seed(SEED)
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException("The language profiles cannot be read", e);
        }
    }

    /** ISO 639-1 code of the text's language, or {@link #UNDETERMINED} where it is not clear. */
    public String language(String text) {
        String sample = text.substring(0, Math.min(text.length(), SAMPLE));
        long letters = sample.codePoints().filter(Character::isLetter).count();
        if (letters < LEAST_LETTERS) {
            return UNDETERMINED;
        }
        // Profiles take short Japanese for Chinese as often as not; kana are Japanese alone.
        if (sample.codePoints().filter(LanguageDetector::isKana).count() * 5 >= letters) {
            return JAPANESE;
        }
        return detector.getProbabilities(sample).stream()
                .filter(found -> found.getProbability() >= LEAST_PROBABILITY)
                .findFirst()
                .map(DetectedLanguage::getLocale)
                .map(LdLocale::getLanguage)
                .orElse(UNDETERMINED);
    }

    private static boolean isKana(int codePoint) {
        var script = Character.UnicodeScript.of(codePoint);
        return script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }
}
