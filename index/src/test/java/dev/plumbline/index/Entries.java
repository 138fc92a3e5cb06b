package dev.plumbline.index;

import dev.plumbline.index.entry.AttributeValue;
import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.PassageEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small documents for tests. */
final class Entries {
    static final String COLLECTION = "notes";

    private Entries() {}

    /** A document of one passage per text, readable by reader set 0. */
    static DocumentEntry document(String id, String... texts) {
        return document(id, "en", "", 0, Map.of(), texts);
    }

    static DocumentEntry document(
            String id,
            String language,
            String title,
            int readerSet,
            Map<String, AttributeValue> attributes,
            String... texts) {
        return new DocumentEntry(
                id,
                1,
                COLLECTION,
                readerSet,
                title,
                language,
                "sha-" + id,
                attributes,
                passages(id, 1, texts));
    }

    static DocumentEntry revision(String id, int revision, String... texts) {
        return new DocumentEntry(
                id,
                revision,
                COLLECTION,
                0,
                "",
                "en",
                "sha-" + id,
                Map.of(),
                passages(id, revision, texts));
    }

    private static List<PassageEntry> passages(String id, int revision, String... texts) {
        List<PassageEntry> passages = new ArrayList<>();
        int start = 0;
        for (String text : texts) {
            int end = start + text.codePointCount(0, text.length());
            String passageId = id + "-" + revision + "-" + passages.size();
            passages.add(
                    new PassageEntry(
                            passageId, passages.size(), start, end, null, List.of(), text));
            start = end;
        }
        return passages;
    }

    static Change publish(long seq, DocumentEntry document, float[]... vectors) {
        return new Change.Publish(seq, document, vectors.length == 0 ? null : List.of(vectors));
    }

    /** Everything in the collection of these documents. */
    static Scope everything() {
        return Scope.of(COLLECTION, ReaderFilter.all());
    }

    static Scope readableBy(int... readerSets) {
        return Scope.of(COLLECTION, ReaderFilter.of(readerSets));
    }

    static List<String> documents(SearchResult result) {
        return result.hits().stream().map(Hit::documentId).toList();
    }

    static List<String> texts(SearchResult result) {
        return result.hits().stream().map(Hit::text).toList();
    }
}
