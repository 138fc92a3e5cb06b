package dev.plumbline.documents;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a document left in the blob store.
 *
 * @param blobs originals, by their SHA-256
 * @param texts canonical texts, by their SHA-256
 * @param parsed keys of parsed documents
 * @param passages keys of passages
 * @param vectors keys of vectors
 */
record Traces(
        SortedSet<String> blobs,
        SortedSet<String> texts,
        SortedSet<String> parsed,
        SortedSet<String> passages,
        SortedSet<String> vectors) {
    static Traces none() {
        return new Traces(
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
    }

    /** What deriving a text left. */
    static Traces of(String text, String parsed, String passages) {
        Traces traces = none();
        traces.texts.add(text);
        traces.parsed.add(parsed);
        traces.passages.add(passages);
        return traces;
    }

    /** What embedding passages left. */
    static Traces ofVectors(String vectors) {
        Traces traces = none();
        traces.vectors.add(vectors);
        return traces;
    }

    void add(Revision revision) {
        blobs.add(revision.sha256);
        add(texts, revision.textSha256);
        add(parsed, revision.parsedKey);
        add(passages, revision.passagesKey);
        add(vectors, revision.vectorsKey);
    }

    /** Takes out what others have too. */
    void removeAll(Traces others) {
        blobs.removeAll(others.blobs);
        texts.removeAll(others.texts);
        parsed.removeAll(others.parsed);
        passages.removeAll(others.passages);
        vectors.removeAll(others.vectors);
    }

    int size() {
        return blobs.size() + texts.size() + parsed.size() + passages.size() + vectors.size();
    }

    private static void add(SortedSet<String> keys, @org.jspecify.annotations.Nullable String key) {
        if (key != null) {
            keys.add(key);
        }
    }
}
