package dev.plumbline.index;

import dev.plumbline.index.entry.AttributeValue;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * What a scope accepts of each segment, deleted ones included, as bit sets that are kept for the
 * next search.
 *
 * <p>Of what a set depends on, only the reader sets change within a segment; a change gives their
 * field another generation, which is part of the key. So a set is never stale, and deleting drops
 * none.
 */
final class ScopeSets {
    /** A set and the number of its bits; not to be changed. */
    record Accepted(FixedBitSet bits, int cardinality) {}

    /** What the sets are of. */
    enum Kind {
        PASSAGES(Layout.COLLECTION),
        RECORDS(Layout.RECORD_COLLECTION);

        private final String collection;

        Kind(String collection) {
            this.collection = collection;
        }
    }

    private record Key(Object segment, long generation, Kind kind, Scope scope) {}

    private final Map<Key, Accepted> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final long bytesMax;
    private long bytes;

    ScopeSets(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** What the scope accepts of a segment. */
    Accepted accepted(LeafReader segment, Kind kind, Scope scope) throws IOException {
        FieldInfo readers = segment.getFieldInfos().fieldInfo(Layout.READERS);
        long generation = readers == null ? -1 : readers.getDocValuesGen();
        Key key = new Key(segment.getCoreCacheHelper().getKey(), generation, kind, scope);
        synchronized (kept) {
            Accepted known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        FixedBitSet bits = bits(segment, kind, scope);
        Accepted accepted = new Accepted(bits, bits.cardinality());
        keep(key, accepted);
        return accepted;
    }

    /** What the scope accepts of a segment but for some documents. */
    Accepted accepted(LeafReader segment, Kind kind, Scope scope, Set<String> excluded)
            throws IOException {
        Accepted accepted = accepted(segment, kind, scope);
        if (excluded.isEmpty()) {
            return accepted;
        }
        FixedBitSet rejected = new FixedBitSet(segment.maxDoc());
        for (String documentId : excluded) {
            addPostings(segment, Layout.DOCUMENT, new BytesRef(documentId), rejected);
        }
        FixedBitSet rest = accepted.bits().clone();
        rest.andNot(rejected);
        return new Accepted(rest, rest.cardinality());
    }

    private void keep(Key key, Accepted accepted) {
        synchronized (kept) {
            if (kept.put(key, accepted) == null) {
                bytes += accepted.bits().ramBytesUsed();
            }
            Iterator<Accepted> oldest = kept.values().iterator();
            while (bytes > bytesMax && kept.size() > 1) {
                bytes -= oldest.next().bits().ramBytesUsed();
                oldest.remove();
            }
        }
    }

    private static FixedBitSet bits(LeafReader segment, Kind kind, Scope scope) throws IOException {
        FixedBitSet bits = new FixedBitSet(segment.maxDoc());
        for (String collection : scope.collections()) {
            addPostings(segment, kind.collection, new BytesRef(collection), bits);
        }
        for (AttributeFilter filter : scope.filters()) {
            bits.and(attribute(segment, filter));
        }
        if (scope.readers() instanceof ReaderFilter.Sets sets) {
            keepReadable(segment, sets, bits);
        }
        return bits;
    }

    private static void keepReadable(LeafReader segment, ReaderFilter.Sets sets, FixedBitSet bits)
            throws IOException {
        NumericDocValues readers = segment.getNumericDocValues(Layout.READERS);
        int doc = next(bits, 0);
        while (doc != DocIdSetIterator.NO_MORE_DOCS) {
            if (readers == null
                    || !readers.advanceExact(doc)
                    || !sets.accepts(readers.longValue())) {
                bits.clear(doc);
            }
            doc = next(bits, doc + 1);
        }
    }

    private static int next(FixedBitSet bits, int from) {
        return from < bits.length() ? bits.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
    }

    private static FixedBitSet attribute(LeafReader segment, AttributeFilter filter)
            throws IOException {
        FixedBitSet bits = new FixedBitSet(segment.maxDoc());
        switch (filter) {
            case AttributeFilter.In in -> {
                for (AttributeValue value : in.values()) {
                    addPostings(
                            segment, Layout.ATTRIBUTE, AttributeTerms.term(in.name(), value), bits);
                }
            }
            case AttributeFilter.Range range -> addRange(segment, range, bits);
        }
        return bits;
    }

    private static void addRange(LeafReader segment, AttributeFilter.Range range, FixedBitSet bits)
            throws IOException {
        AttributeValue from = range.from();
        AttributeValue to = range.to();
        AttributeValue like = from != null ? from : to;
        Terms terms = segment.terms(Layout.ATTRIBUTE);
        if (terms == null || like == null) {
            return;
        }
        BytesRef prefix = AttributeTerms.prefix(range.name(), like);
        BytesRef last = to == null ? null : AttributeTerms.term(range.name(), to);
        TermsEnum values = terms.iterator();
        if (values.seekCeil(from == null ? prefix : AttributeTerms.term(range.name(), from))
                == TermsEnum.SeekStatus.END) {
            return;
        }
        PostingsEnum postings = null;
        for (BytesRef value = values.term();
                value != null && within(value, prefix, last);
                value = values.next()) {
            postings = values.postings(postings, PostingsEnum.NONE);
            bits.or(postings);
        }
    }

    private static boolean within(BytesRef value, BytesRef prefix, @Nullable BytesRef last) {
        return StringHelper.startsWith(value, prefix)
                && (last == null || value.compareTo(last) <= 0);
    }

    private static void addPostings(
            LeafReader segment, String field, BytesRef term, FixedBitSet bits) throws IOException {
        Terms terms = segment.terms(field);
        if (terms == null) {
            return;
        }
        TermsEnum values = terms.iterator();
        if (values.seekExact(term)) {
            bits.or(values.postings(null, PostingsEnum.NONE));
        }
    }
}
