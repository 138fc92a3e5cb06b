package dev.plumbline.ingestion.screen;

import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.i18n.LdLocale;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the language of a text among those that it knows: en de fr es it nl pt pl sv da ru uk el
 * tr ar he zh ja ko. Thread-safe; made once, since its profiles take a moment to load. The same
 * text always gets the same answer.
 */
public final class LanguageDetector {
    /** What is said of a text whose language is not clear. */
    public static final String UNDETERMINED = "und";

    private static final List<String> CODES =
            List.of(
                    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "ru", "uk", "el",
                    "tr", "ar", "he", "zh-CN", "zh-TW", "ja", "ko");

    private static final Set<String> LANGUAGES =
            CODES.stream()
                    .map(code -> code.substring(0, 2))
                    .collect(Collectors.toUnmodifiableSet());

    /** Scripts that one of the languages writes alone; kana are never Chinese. */
    private static final Map<Character.UnicodeScript, String> SCRIPTS =
            Map.of(
                    Character.UnicodeScript.HIRAGANA, "ja",
                    Character.UnicodeScript.KATAKANA, "ja",
                    Character.UnicodeScript.HAN, "zh",
                    Character.UnicodeScript.HANGUL, "ko",
                    Character.UnicodeScript.GREEK, "el",
                    Character.UnicodeScript.HEBREW, "he",
                    Character.UnicodeScript.ARABIC, "ar");

    /** Most letters of most texts are up to this one, which need no look at their script. */
    private static final int LATIN_LAST = 0x24F;

    private static final Set<String> SIGNS = Set.of("zh", "ja", "ko");

    /** The start of a text tells its language; more of it only takes time. UTF-16 units. */
    private static final int SAMPLE = 4_000;

    /** Texts below this length are weighed whole, function words beside their n-grams. */
    private static final int SHORT = 250;

    /** Fewer letters than this tell no language; a word of a script of its own is enough. */
    private static final int LEAST_LETTERS = 6;

    private static final double LEAST_PROBABILITY = 0.8;

    /** How much likelier each function word makes its language. */
    private static final double WORD_ODDS = 8;

    /** What a language keeps that the n-grams rule out: names and terms of others mislead them. */
    private static final double FLOOR = 0.01;

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
                            .shortTextAlgorithm(SHORT)
                            .probabilityThreshold(0)
                            .minimalConfidence(0)
                            .seed(SEED)
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException("The language profiles cannot be read", e);
        }
    }

    /** ISO 639-1 code of the text's language, or {@link #UNDETERMINED} where it is not clear. */
    public String language(String text) {
        LanguageGuess guess = among(text, LANGUAGES);
        return guess.confidence() >= LEAST_PROBABILITY ? guess.language() : UNDETERMINED;
    }

    /**
     * The likeliest language of a question (or of another short text) among those that a collection
     * has. Where one is asked about, it is that one with confidence 1; where none is, or none that
     * is known here, all are meant.
     *
     * @param question any text; without letters it is {@link #UNDETERMINED} with confidence 0
     * @param languages ISO 639-1 codes; those not known here are left aside
     */
    public LanguageGuess question(String question, Collection<String> languages) {
        var known = new TreeSet<>(languages);
        known.retainAll(LANGUAGES);
        return among(question, known.isEmpty() ? LANGUAGES : known);
    }

    private LanguageGuess among(String text, Set<String> languages) {
        String sample = text.substring(0, Math.min(text.length(), SAMPLE));
        Map<String, Double> odds = odds(sample);
        odds.keySet().retainAll(languages);
        double sum = odds.values().stream().mapToDouble(Double::doubleValue).sum();
        return odds.entrySet().stream()
                .max(
                        Map.Entry.<String, Double>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(best -> new LanguageGuess(best.getKey(), best.getValue() / sum))
                .orElse(new LanguageGuess(UNDETERMINED, 0));
    }

    /** Relative likelihoods of the languages that may be. */
    private Map<String, Double> odds(String sample) {
        var odds = new HashMap<String, Double>();
        long letters = sample.codePoints().filter(Character::isLetter).count();
        String own = ownScript(sample, letters);
        if (own != null) {
            odds.put(own, 1.0);
            LANGUAGES.forEach(language -> odds.putIfAbsent(language, FLOOR / LANGUAGES.size()));
            return odds;
        }
        Map<String, Integer> words =
                sample.length() < SHORT ? FunctionWords.counts(sample) : Map.of();
        if (letters == 0 || (letters < LEAST_LETTERS && words.isEmpty())) {
            return odds;
        }
        LANGUAGES.forEach(language -> odds.put(language, FLOOR));
        detector.getProbabilities(sample)
                .forEach(
                        found ->
                                odds.merge(
                                        found.getLocale().getLanguage(),
                                        found.getProbability(),
                                        Double::sum));
        words.forEach(
                (language, count) ->
                        odds.computeIfPresent(
                                language, (_, value) -> value * Math.pow(WORD_ODDS, count)));
        return odds;
    }

    /**
     * The language whose script most letters are in, else null. A sign of Chinese, Japanese or
     * Korean says as much as several letters.
     */
    private static @Nullable String ownScript(String sample, long letters) {
        var byLanguage = new HashMap<String, Integer>();
        sample.codePoints()
                .filter(point -> point > LATIN_LAST && Character.isLetter(point))
                .forEach(
                        point -> {
                            String language = SCRIPTS.get(Character.UnicodeScript.of(point));
                            if (language != null) {
                                byLanguage.merge(language, 1, Integer::sum);
                            }
                        });
        // Japanese has Chinese signs among its kana.
        if (byLanguage.containsKey("ja") && byLanguage.get("ja") * 5 >= letters) {
            return "ja";
        }
        return byLanguage.entrySet().stream()
                .filter(
                        entry ->
                                entry.getValue() * (SIGNS.contains(entry.getKey()) ? 4 : 2)
                                        > letters)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
