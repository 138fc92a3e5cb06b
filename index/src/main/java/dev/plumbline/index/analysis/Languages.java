package dev.plumbline.index.analysis;

import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.tartarus.snowball.ext.DutchStemmer;

/** The analyzers by language code. */
public final class Languages {
    private static final Analyzer NEUTRAL = new Neutral(false);
    private static final Analyzer NEUTRAL_INDEXING = new Neutral(true);
    private static final Map<String, Analyzer> BY_CODE =
            Map.ofEntries(
                    Map.entry(
                            "en",
                            new Stemming(
                                    EnglishAnalyzer.ENGLISH_STOP_WORDS_SET,
                                    EnglishPossessiveFilter::new,
                                    PorterStemFilter::new)),
                    Map.entry(
                            "de",
                            new Stemming(
                                    GermanAnalyzer.getDefaultStopSet(),
                                    s -> s,
                                    s ->
                                            new GermanLightStemFilter(
                                                    new GermanNormalizationFilter(s)))),
                    Map.entry(
                            "fr",
                            new Stemming(
                                    FrenchAnalyzer.getDefaultStopSet(),
                                    s -> new ElisionFilter(s, FrenchAnalyzer.DEFAULT_ARTICLES),
                                    FrenchLightStemFilter::new)),
                    Map.entry(
                            "es",
                            new Stemming(
                                    SpanishAnalyzer.getDefaultStopSet(),
                                    s -> s,
                                    SpanishLightStemFilter::new)),
                    Map.entry(
                            "it",
                            new Stemming(
                                    ItalianAnalyzer.getDefaultStopSet(),
                                    s -> new ElisionFilter(s, Articles.ITALIAN),
                                    ItalianLightStemFilter::new)),
                    Map.entry(
                            "nl",
                            new Stemming(
                                    DutchAnalyzer.getDefaultStopSet(),
                                    s -> s,
                                    s -> new SnowballFilter(s, new DutchStemmer()))),
                    Map.entry(
                            "pt",
                            new Stemming(
                                    PortugueseAnalyzer.getDefaultStopSet(),
                                    s -> s,
                                    PortugueseLightStemFilter::new)),
                    Map.entry(
                            "ru",
                            new Stemming(
                                    RussianAnalyzer.getDefaultStopSet(),
                                    s -> s,
                                    RussianLightStemFilter::new)),
                    Map.entry("zh", new SmartChineseAnalyzer()),
                    Map.entry("ja", new JapaneseAnalyzer()));

    private Languages() {}

    /** Codes of the languages with rules of their own. */
    public static Set<String> codes() {
        return BY_CODE.keySet();
    }

    /**
     * The analyzer of a language, or the neutral one where the language has no rules of its own;
     * shared, not to be closed.
     */
    public static Analyzer analyzer(String language) {
        return BY_CODE.getOrDefault(language, NEUTRAL);
    }

    /** The analyzer that knows no language, for queries. */
    public static Analyzer neutral() {
        return NEUTRAL;
    }

    /**
     * The analyzer that knows no language, for indexing: single ideographs too, so that a query of
     * one finds them.
     */
    public static Analyzer neutralIndexing() {
        return NEUTRAL_INDEXING;
    }

    /** Whether a language's rules drop a word, as the neutral analyzer has it. */
    public static boolean isStopWord(String word, String language) {
        return BY_CODE.get(language) instanceof Stemming stemming
                && stemming.stopWords.contains(word);
    }

    /** What parts a text into words for all analyzers but those with dictionaries of their own. */
    static Tokenizer words() {
        return new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
    }

    /**
     * What the neutral analyzers make of a word, one by one; ideographs are then joined to pairs.
     */
    static TokenStream fold(TokenStream words) {
        return new ICUFoldingFilter(words);
    }

    /**
     * Whether a language's rules begin with {@link #words()}, and then take each word by itself.
     */
    static boolean isWordByWord(String language) {
        return BY_CODE.get(language) instanceof Stemming;
    }

    /** What such a language makes of each word: a term, or nothing. */
    static TokenStream rules(String language, TokenStream words) {
        if (BY_CODE.get(language) instanceof Stemming stemming) {
            return stemming.rules(words);
        }
        throw new IllegalArgumentException(language + " does not take words one by one");
    }

    private interface Step {
        TokenStream on(TokenStream stream);
    }

    private static final class Articles {
        static final CharArraySet ITALIAN =
                new CharArraySet(
                        Set.of(
                                "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "gl",
                                "agl", "dagl", "degl", "negl", "sugl", "un", "m", "t", "s", "v",
                                "d"),
                        true);
    }

    /**
     * Words by Unicode's rules (dictionaries for Thai and the like), folded; ideographs as pairs of
     * neighbours.
     */
    private static final class Neutral extends Analyzer {
        private final boolean singles;

        Neutral(boolean singles) {
            this.singles = singles;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = words();
            int scripts = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA;
            return new TokenStreamComponents(
                    words, new CJKBigramFilter(fold(words), scripts, singles));
        }
    }

    /**
     * Words by Unicode's rules, without stop words, stemmed, folded last: stemmers need the
     * accents.
     */
    private static final class Stemming extends Analyzer {
        private final CharArraySet stopWords;
        private final Step before;
        private final Step stem;

        Stemming(CharArraySet stopWords, Step before, Step stem) {
            this.stopWords = stopWords;
            this.before = before;
            this.stem = stem;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = words();
            return new TokenStreamComponents(words, rules(words));
        }

        TokenStream rules(TokenStream words) {
            TokenStream lower = new LowerCaseFilter(before.on(words));
            return fold(stem.on(new StopFilter(lower, stopWords)));
        }
    }
}
