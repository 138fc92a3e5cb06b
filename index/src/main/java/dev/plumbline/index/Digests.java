package dev.plumbline.index;

import dev.plumbline.index.entry.EntryDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Reads the documents' hashes from their records. */
final class Digests {
    private Digests() {}

    static EntryDigest sum(IndexReader reader) throws IOException {
        List<String> all = new ArrayList<>();
        forEach(reader, (document, hash) -> all.add(hash));
        EntryDigest sum = EntryDigest.EMPTY;
        for (String hash : all) {
            sum = sum.plus(hash);
        }
        return sum;
    }

    static Map<String, String> byDocument(IndexReader reader) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        forEach(reader, hashes::put);
        return hashes;
    }

    private static void forEach(IndexReader reader, BiConsumer<String, String> action)
            throws IOException {
        for (LeafReaderContext context : reader.leaves()) {
            forEach(context.reader(), action);
        }
    }

    private static void forEach(LeafReader segment, BiConsumer<String, String> action)
            throws IOException {
        BinaryDocValues contents = segment.getBinaryDocValues(Layout.CONTENT);
        NumericDocValues readers = segment.getNumericDocValues(Layout.READERS);
        SortedDocValues documents = segment.getSortedDocValues(Layout.DOCUMENT);
        if (contents == null || readers == null || documents == null) {
            return;
        }
        Bits live = segment.getLiveDocs();
        for (int doc = contents.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = contents.nextDoc()) {
            if ((live == null || live.get(doc))
                    && readers.advanceExact(doc)
                    && documents.advanceExact(doc)) {
                byte[] content = BytesRef.deepCopyOf(contents.binaryValue()).bytes;
                String id = documents.lookupOrd(documents.ordValue()).utf8ToString();
                action.accept(id, EntryDigest.of(content, Math.toIntExact(readers.longValue())));
            }
        }
    }
}
