package dev.plumbline.index;

import dev.plumbline.index.analysis.Languages;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/**
 * Names and formats of what lies in the files. A document is a block: one Lucene document per
 * passage, then one, the record, for the document itself; both carry the document's id, reader set
 * and attributes.
 *
 * <p>A text is searched in two fields: one that knows no language ("text") and one of its language
 * ("text.en").
 */
final class Layout {
    /**
     * Raise it when files of the former layout can't be searched any more: they are then built
     * anew.
     */
    static final String VERSION = "1";

    static final String DOCUMENT = "document";
    static final String READERS = "readers";
    static final String ATTRIBUTE = "attribute";

    /**
     * Collection of a passage, and of a record: apart, so that each can be counted without the
     * other.
     */
    static final String COLLECTION = "collection";

    static final String RECORD_COLLECTION = "record.collection";
    static final String CONTENT = "record.content";

    /** Collection and language of a passage, joined by {@link #SEPARATOR}. */
    static final String COLLECTION_LANGUAGE = "collection.language";

    static final String ORDINAL = "ordinal";
    static final String TEXT_HASH = "text.hash";
    static final String TEXT = "text";
    static final String TITLE = "title";
    static final String HEADINGS = "headings";
    static final String VECTOR = "vector";
    static final String STORED = "stored";
    static final char SEPARATOR = '\0';

    private static final int CONNECTIONS = 16;
    private static final int BEAM = 100;

    /**
     * Segments of up to about 7,000 vectors get no graph, so that a flush does not wait for one;
     * where a scan stops being as fast is not measured yet.
     */
    private static final int GRAPH_THRESHOLD = 800;

    private Layout() {}

    /** The field of a part in a language. */
    static String field(String part, String language) {
        return part + "." + language;
    }

    static Codec codec() {
        KnnVectorsFormat vectors =
                new LongVectorsFormat(
                        new Lucene99HnswVectorsFormat(CONNECTIONS, BEAM, 1, null, GRAPH_THRESHOLD));
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return vectors;
            }
        };
    }

    static Similarity similarity(WordWeights weights) {
        return new BM25Similarity((float) weights.k1(), (float) weights.b());
    }

    static Analyzer indexing() {
        return new AnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
            @Override
            protected Analyzer getWrappedAnalyzer(String field) {
                int dot = field.indexOf('.');
                return dot < 0
                        ? Languages.neutralIndexing()
                        : Languages.analyzer(field.substring(dot + 1));
            }
        };
    }
}
