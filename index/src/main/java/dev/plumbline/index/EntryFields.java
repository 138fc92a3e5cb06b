package dev.plumbline.index;

import dev.plumbline.index.analysis.Languages;
import dev.plumbline.index.analysis.WordTerms;
import dev.plumbline.index.entry.AttributeValue;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.EntryDigest;
import dev.plumbline.index.entry.PassageEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Turns an entry into the block of Lucene documents that {@link Layout} describes. */
final class EntryFields {
    /** Bytes of a passage's text hash: enough that nobody makes two texts equal. */
    private static final int HASH_BYTES = 16;

    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setTokenized(true);
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        WORDS.freeze();
    }

    /** One for all indexes of a process: what it remembers takes memory. */
    private static final WordTerms TERMS = new WordTerms();

    private EntryFields() {}

    /** The block of a document; vectors are normalised, or null, each or all. */
    static List<Document> block(DocumentEntry entry, @Nullable List<float @Nullable []> vectors) {
        List<Document> block = new ArrayList<>(entry.passages().size() + 1);
        for (int i = 0; i < entry.passages().size(); i++) {
            block.add(
                    passage(
                            entry,
                            entry.passages().get(i),
                            vectors == null ? null : vectors.get(i)));
        }
        block.add(record(entry, vectors != null));
        return block;
    }

    private static Document passage(
            DocumentEntry entry, PassageEntry passage, float @Nullable [] vector) {
        Document fields = shared(entry);
        fields.add(new StringField(Layout.COLLECTION, entry.collection(), Field.Store.NO));
        fields.add(
                new StringField(
                        Layout.COLLECTION_LANGUAGE,
                        entry.collection() + Layout.SEPARATOR + entry.language(),
                        Field.Store.NO));
        fields.add(new NumericDocValuesField(Layout.ORDINAL, passage.ordinal()));
        fields.add(new BinaryDocValuesField(Layout.TEXT_HASH, textHash(passage.text())));
        words(fields, Layout.TEXT, passage.text(), entry.language());
        words(fields, Layout.TITLE, entry.title(), entry.language());
        words(fields, Layout.HEADINGS, String.join("\n", passage.headings()), entry.language());
        fields.add(new StoredField(Layout.STORED, StoredPassage.encode(entry, passage)));
        if (vector != null) {
            fields.add(
                    new KnnFloatVectorField(
                            Layout.VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        }
        return fields;
    }

    private static Document record(DocumentEntry entry, boolean vectors) {
        Document fields = shared(entry);
        fields.add(new StringField(Layout.RECORD_COLLECTION, entry.collection(), Field.Store.NO));
        for (String part : List.of(Layout.TEXT, Layout.TITLE, Layout.HEADINGS)) {
            words(fields, part, "", entry.language());
        }
        fields.add(
                new BinaryDocValuesField(
                        Layout.CONTENT, new BytesRef(EntryDigest.content(entry, vectors))));
        return fields;
    }

    private static Document shared(DocumentEntry entry) {
        Document fields = new Document();
        fields.add(new StringField(Layout.DOCUMENT, entry.documentId(), Field.Store.NO));
        fields.add(new SortedDocValuesField(Layout.DOCUMENT, new BytesRef(entry.documentId())));
        fields.add(new NumericDocValuesField(Layout.READERS, entry.readerSet()));
        entry.attributes().forEach((name, value) -> attribute(fields, name, value));
        return fields;
    }

    private static void attribute(Document fields, String name, AttributeValue value) {
        if (value instanceof AttributeValue.Many(List<AttributeValue> values)) {
            values.forEach(single -> attribute(fields, name, single));
        } else {
            fields.add(
                    new StringField(
                            Layout.ATTRIBUTE, AttributeTerms.term(name, value), Field.Store.NO));
        }
    }

    /**
     * Also where there is no text: lengths of a field that every document has are read by place,
     * those of one that some lack are searched for with each posting that is written.
     */
    private static void words(Document fields, String part, String text, String language) {
        boolean rules = Languages.codes().contains(language);
        WordTerms.Streams streams = TERMS.of(text, language);
        fields.add(
                streams == null
                        ? new Field(part, text, WORDS)
                        : new Field(part, streams.neutral(), WORDS));
        if (rules) {
            String own = Layout.field(part, language);
            fields.add(
                    streams == null
                            ? new Field(own, text, WORDS)
                            : new Field(own, streams.own(), WORDS));
        }
    }

    private static BytesRef textHash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return new BytesRef(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
