package dev.plumbline.index.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is indexed with remembered words equals what Lucene indexes with the analyzers. */
final class WordTermsTest {
    private static final List<String> PIECES =
            List.of(
                    "The",
                    "the",
                    "engine's",
                    "engines",
                    "RUNNING",
                    "running",
                    "l'école",
                    "dell'arte",
                    "Häuser",
                    "haeuser",
                    "straße",
                    "Œuvre",
                    "naïve",
                    "ИСТОРИЯ",
                    "истории",
                    "año",
                    "1,234.5",
                    "1984",
                    "x86-64",
                    "user@example.org",
                    "can't",
                    "can’t",
                    "C++",
                    "a",
                    "und",
                    "of",
                    "e\u0301tude",
                    "ﬁne",
                    "Ⅷ",
                    "ภาษาไทย",
                    "မြန်မာ",
                    "한국어",
                    "🇩🇪🇫🇷",
                    "👩‍👧",
                    "\u00ad",
                    "\u0301",
                    "İstanbul",
                    "O’Neill",
                    "_snake_case_",
                    "fox" + "x".repeat(70),
                    "y".repeat(5000));
    private static final List<String> SEPARATORS =
            List.of(" ", " ", " ", ", ", ". ", "\n", "-", "");
    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setTokenized(true);
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        WORDS.freeze();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pt", "ru", "und", "xx"})
    void postingsAndLengthsAreThoseOfTheAnalyzers(String language) throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed + " for " + language);
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            texts.add(text(random));
        }
        Analyzer analyzer =
                new PerFieldAnalyzerWrapper(
                        Languages.analyzer(language),
                        Map.of("neutral", Languages.neutralIndexing()));
        try (var directory = new ByteBuffersDirectory()) {
            index(directory, analyzer, texts, language);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                assertThat(reader.numDocs()).isGreaterThan(texts.size() / 4);
                compare(reader, "neutral", "neutral-remembered");
                if (Languages.codes().contains(language)) {
                    compare(reader, "own", "own-remembered");
                }
            }
        }
    }

    @Test
    void whatHasToBeSeenAsAWholeIsLeftToTheAnalyzers() {
        WordTerms terms = new WordTerms();
        assertThat(terms.of("a museum", "zh")).isNull();
        assertThat(terms.of("a museum", "ja")).isNull();
        for (String text : List.of("the 大桥 bridge", "ひらがな", "カタカナ")) {
            assertThat(terms.of("the bridge " + text, "en")).as(text).isNull();
        }
        assertThat(terms.of("the bridge", "en")).isNotNull();
        assertThat(terms.of("длина 25cm", "ru")).isNull();
        assertThat(terms.of("длина cm, 25cm", "ru")).isNotNull();
        assertThat(terms.of("25cm, длина 25", "ru")).isNotNull();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())))
                    .append(SEPARATORS.get(random.nextInt(SEPARATORS.size())));
        }
        return text.toString();
    }

    private static void index(
            ByteBuffersDirectory directory, Analyzer analyzer, List<String> texts, String language)
            throws IOException {
        WordTerms terms = new WordTerms();
        var config = new IndexWriterConfig(analyzer).setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (String text : texts) {
                WordTerms.Streams streams = terms.of(text, language);
                if (streams == null) {
                    continue;
                }
                Document document = new Document();
                document.add(new Field("neutral", text, WORDS));
                document.add(new Field("own", text, WORDS));
                document.add(new Field("neutral-remembered", streams.neutral(), WORDS));
                document.add(new Field("own-remembered", streams.own(), WORDS));
                writer.addDocument(document);
            }
        }
    }

    private static void compare(DirectoryReader reader, String expected, String given)
            throws IOException {
        assertThat(differences(postings(reader, expected), postings(reader, given))).isEmpty();
        assertThat(lengths(reader, given)).isEqualTo(lengths(reader, expected));
    }

    /** The first few terms that differ; all of them would fill many pages. */
    private static List<String> differences(
            Map<String, Map<Integer, Integer>> expected, Map<String, Map<Integer, Integer>> given) {
        Set<String> terms = new TreeSet<>(expected.keySet());
        terms.addAll(given.keySet());
        return terms.stream()
                .filter(term -> !Objects.equals(expected.get(term), given.get(term)))
                .limit(5)
                .map(
                        term ->
                                "%.40s: %.80s, given %.80s"
                                        .formatted(term, expected.get(term), given.get(term)))
                .toList();
    }

    private static Map<String, Map<Integer, Integer>> postings(DirectoryReader reader, String field)
            throws IOException {
        Map<String, Map<Integer, Integer>> postings = new HashMap<>();
        TermsEnum terms = Objects.requireNonNull(MultiTerms.getTerms(reader, field)).iterator();
        for (var term = terms.next(); term != null; term = terms.next()) {
            Map<Integer, Integer> of = new HashMap<>();
            PostingsEnum documents = terms.postings(null, PostingsEnum.FREQS);
            while (documents.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                of.put(documents.docID(), documents.freq());
            }
            postings.put(term.utf8ToString(), of);
        }
        return postings;
    }

    private static List<Long> lengths(DirectoryReader reader, String field) throws IOException {
        List<Long> lengths = new ArrayList<>();
        for (var leaf : reader.leaves()) {
            LeafReader segment = leaf.reader();
            NumericDocValues norms = segment.getNormValues(field);
            for (int i = 0; i < segment.maxDoc(); i++) {
                lengths.add(norms.advanceExact(i) ? norms.longValue() : -1);
            }
        }
        return lengths;
    }
}
