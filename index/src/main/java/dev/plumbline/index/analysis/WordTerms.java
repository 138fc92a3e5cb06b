package dev.plumbline.index.analysis;

import static org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig.WORD_HIRAGANA;
import static org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig.WORD_IDEO;
import static org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig.WORD_KATAKANA;

import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArrayMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The terms of texts for an index that keeps how often a term occurs and not where: what the
 * analyzers of {@link Languages} give, for a part of their work. What stands between two spaces is
 * parted into words and filtered when it is first met, for both fields of its text, and then
 * remembered: no rule of Unicode's word boundaries (UAX 29) looks across a space. What does is that
 * digits belong to the script before them, at whose end words end; texts where that matters are
 * left to the analyzers. Safe for use by many threads, of which one works at a time.
 */
public final class WordTerms {
    /** Words and stretches that are remembered of a language before it begins anew: 8 MB. */
    private static final int REMEMBERED_MAX = 1 << 16;

    private static final int LENGTH_MAX = 64;

    /** What may stand around words without being of them. */
    private static final String PUNCTUATION = ",.;:!?()[]\"";

    /** For all languages that have no rules. */
    private static final String NO_LANGUAGE = "";

    /** Words whose neighbours matter: they are indexed as pairs. */
    private static final Set<String> IDEOGRAPHS = Set.of(WORD_IDEO, WORD_HIRAGANA, WORD_KATAKANA);

    private final Map<String, Vocabulary> vocabularies = new HashMap<>();

    /**
     * What a text's two fields hold, each term once with its frequency.
     *
     * @param neutral terms that know no language
     * @param own terms of the text's language; none where that has no rules
     */
    public record Streams(TokenStream neutral, TokenStream own) {}

    /**
     * The terms of a text.
     *
     * @param language ISO 639-1 code; one without rules is fine
     * @return null where a text has to be analysed as a whole: in languages that know words by
     *     dictionary, where ideographs occur, and "25cm" behind words of another script
     */
    public synchronized @Nullable Streams of(String text, String language) {
        boolean rules = Languages.codes().contains(language);
        if (rules && !Languages.isWordByWord(language)) {
            return null;
        }
        Vocabulary vocabulary =
                vocabularies.computeIfAbsent(rules ? language : NO_LANGUAGE, Vocabulary::new);
        List<Word> found = new ArrayList<>();
        try {
            return collect(text, vocabulary, found)
                    ? new Streams(
                            new Counted(found, w -> w.neutral), new Counted(found, w -> w.own))
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't fail to be read", e);
        } finally {
            found.forEach(w -> w.count = 0);
        }
    }

    /** Counts a text's words, and tells whether they can be taken one by one. */
    private static boolean collect(String text, Vocabulary vocabulary, List<Word> found)
            throws IOException {
        char[] characters = text.toCharArray();
        UnicodeScript script = UnicodeScript.COMMON;
        int start = 0;
        while (start < characters.length) {
            int end = start;
            while (end < characters.length && !isSpace(characters[end])) {
                end++;
            }
            Chunk chunk = vocabulary.chunk(characters, start, end);
            if (chunk == null || !chunk.follows(script)) {
                return false;
            }
            script = isCommon(chunk.ends) ? script : chunk.ends;
            for (Word word : chunk.words) {
                if (word.count++ == 0) {
                    found.add(word);
                }
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private static boolean isCommon(UnicodeScript script) {
        return script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
    }

    /** A word, what it is in each field, and how often it was met in the text at hand. */
    private static final class Word {
        private final @Nullable BytesRef neutral;
        private final @Nullable BytesRef own;
        private int count;

        Word(@Nullable BytesRef neutral, @Nullable BytesRef own) {
            this.neutral = neutral;
            this.own = own;
        }
    }

    /**
     * What stands between two spaces.
     *
     * @param leans the first letters' script where digits or the like stand before them, else
     *     {@link UnicodeScript#COMMON}
     * @param ends the last letters' script; {@code COMMON} where there are none
     */
    private record Chunk(List<Word> words, UnicodeScript leans, UnicodeScript ends) {
        static final Chunk EMPTY = new Chunk(List.of(), UnicodeScript.COMMON, UnicodeScript.COMMON);

        static Chunk of(char[] characters, int start, int end, List<Word> words) {
            UnicodeScript[] letters =
                    CharBuffer.wrap(characters, start, end - start)
                            .codePoints()
                            .mapToObj(UnicodeScript::of)
                            .filter(script -> !isCommon(script))
                            .toArray(UnicodeScript[]::new);
            if (letters.length == 0) {
                return new Chunk(words, UnicodeScript.COMMON, UnicodeScript.COMMON);
            }
            UnicodeScript first = UnicodeScript.of(Character.codePointAt(characters, start, end));
            return new Chunk(
                    words,
                    isCommon(first) ? letters[0] : UnicodeScript.COMMON,
                    letters[letters.length - 1]);
        }

        /** Whether its words are the same behind letters of a script as alone. */
        boolean follows(UnicodeScript script) {
            return isCommon(leans) || isCommon(script) || leans == script;
        }
    }

    /** What was met of a language so far. */
    private static final class Vocabulary {
        private final Tokenizer words = Languages.words();
        private final CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
        private final TypeAttribute type = words.addAttribute(TypeAttribute.class);
        private final Filters neutral = new Filters(Languages::fold);
        private final @Nullable Filters own;
        private CharArrayMap<Chunk> known = new CharArrayMap<>(1024, false);
        private int remembered;

        Vocabulary(String language) {
            own =
                    Languages.isWordByWord(language)
                            ? new Filters(word -> Languages.rules(language, word))
                            : null;
        }

        /** A range without spaces; null where the neighbours of its words matter. */
        @Nullable Chunk chunk(char[] characters, int from, int to) throws IOException {
            int start = from;
            int end = to;
            while (start < end && PUNCTUATION.indexOf(characters[start]) >= 0) {
                start++;
            }
            while (start < end && PUNCTUATION.indexOf(characters[end - 1]) >= 0) {
                end--;
            }
            if (start == end) {
                return Chunk.EMPTY;
            }
            Chunk there = known.get(characters, start, end - start);
            return there == null ? met(characters, start, end) : there;
        }

        private @Nullable Chunk met(char[] characters, int start, int end) throws IOException {
            List<Word> parts = parted(new CharArrayReader(characters, start, end - start));
            if (parts == null) {
                return null;
            }
            Chunk chunk = Chunk.of(characters, start, end, parts);
            if (end - start <= LENGTH_MAX) {
                if (remembered >= REMEMBERED_MAX) {
                    known = new CharArrayMap<>(1024, false);
                    remembered = 0;
                }
                remembered += 1 + parts.size();
                known.put(Arrays.copyOfRange(characters, start, end), chunk);
            }
            return chunk;
        }

        private @Nullable List<Word> parted(Reader chunk) throws IOException {
            List<Word> parts = new ArrayList<>();
            words.setReader(chunk);
            try (words) {
                words.reset();
                while (words.incrementToken()) {
                    if (IDEOGRAPHS.contains(type.type())) {
                        return null;
                    }
                    parts.add(new Word(neutral.term(word), own == null ? null : own.term(word)));
                }
                words.end();
            }
            return parts;
        }
    }

    /** Filters that see one word at a time. */
    private static final class Filters {
        private final Single word = new Single();
        private final TokenStream filtered;
        private final TermToBytesRefAttribute term;

        Filters(UnaryOperator<TokenStream> filters) {
            filtered = filters.apply(word);
            term = filtered.getAttribute(TermToBytesRefAttribute.class);
        }

        @Nullable BytesRef term(CharTermAttribute of) throws IOException {
            word.set(of);
            filtered.reset();
            @Nullable BytesRef made =
                    filtered.incrementToken() ? BytesRef.deepCopyOf(term.getBytesRef()) : null;
            filtered.end();
            filtered.close();
            return made;
        }
    }

    /** A stream of one word. */
    private static final class Single extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private boolean given = true;

        void set(CharTermAttribute word) {
            clearAttributes();
            term.append(word);
            given = false;
        }

        @Override
        public boolean incrementToken() {
            boolean there = !given;
            given = true;
            return there;
        }
    }

    /** Terms with their frequencies. */
    private static final class Counted extends TokenStream {
        // First: the attribute of a term's bytes is whichever is there first.
        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final BytesRef[] terms;
        private final int[] counts;
        private int size;
        private int next;

        Counted(List<Word> words, Function<Word, @Nullable BytesRef> field) {
            terms = new BytesRef[words.size()];
            counts = new int[words.size()];
            for (Word word : words) {
                BytesRef in = field.apply(word);
                if (in != null) {
                    terms[size] = in;
                    counts[size++] = word.count;
                }
            }
        }

        @Override
        public void reset() {
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            if (next == size) {
                return false;
            }
            clearAttributes();
            term.setBytesRef(terms[next]);
            frequency.setTermFrequency(counts[next++]);
            return true;
        }
    }
}
