package dev.plumbline.index;

import dev.plumbline.index.analysis.Languages;
import dev.plumbline.index.analysis.Terms;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Counts what a scope accepts; deleted ones never count. */
final class Counts {
    private final IndexReader reader;
    private final ScopeSets sets;

    Counts(IndexReader reader, ScopeSets sets) {
        this.reader = reader;
        this.sets = sets;
    }

    int passages(Scope scope) throws IOException {
        return accepted(scope, ScopeSets.Kind.PASSAGES);
    }

    int documents(Scope scope) throws IOException {
        return accepted(scope, ScopeSets.Kind.RECORDS);
    }

    Frequencies frequencies(Scope scope, String text, String language) throws IOException {
        String field =
                Languages.codes().contains(language)
                        ? Layout.field(Layout.TEXT, language)
                        : Layout.TEXT;
        Map<String, Integer> terms = new LinkedHashMap<>();
        for (String term : Terms.of(text, language)) {
            if (!terms.containsKey(term)) {
                terms.put(term, frequency(scope, new Term(field, term)));
            }
        }
        return new Frequencies(passages(scope), terms);
    }

    private int frequency(Scope scope, Term term) throws IOException {
        int count = 0;
        for (LeafReaderContext context : reader.leaves()) {
            LeafReader segment = context.reader();
            PostingsEnum postings = segment.postings(term, PostingsEnum.NONE);
            if (postings != null) {
                ScopeSets.Accepted accepted =
                        sets.accepted(segment, ScopeSets.Kind.PASSAGES, scope);
                count += count(postings, accepted.bits(), segment.getLiveDocs());
            }
        }
        return count;
    }

    private int accepted(Scope scope, ScopeSets.Kind kind) throws IOException {
        int count = 0;
        for (LeafReaderContext context : reader.leaves()) {
            ScopeSets.Accepted accepted = sets.accepted(context.reader(), kind, scope, Set.of());
            Bits live = context.reader().getLiveDocs();
            count +=
                    live == null
                            ? accepted.cardinality()
                            : count(
                                    new BitSetIterator(accepted.bits(), accepted.cardinality()),
                                    accepted.bits(),
                                    live);
        }
        return count;
    }

    private static int count(DocIdSetIterator docs, Bits accepted, @Nullable Bits live)
            throws IOException {
        int count = 0;
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if (accepted.get(doc) && (live == null || live.get(doc))) {
                count++;
            }
        }
        return count;
    }
}
