package dev.plumbline.index;

import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilteredDocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a scope accepts of a segment and is not deleted, for a search of the graph; nothing is
 * copied.
 */
final class AcceptedLive extends AcceptDocs {
    private final ScopeSets.Accepted accepted;
    private final @Nullable Bits live;

    AcceptedLive(ScopeSets.Accepted accepted, @Nullable Bits live) {
        this.accepted = accepted;
        this.live = live;
    }

    @Override
    public Bits bits() {
        FixedBitSet set = accepted.bits();
        Bits alive = live;
        if (alive == null) {
            return set;
        }
        return new Bits() {
            @Override
            public boolean get(int doc) {
                return set.get(doc) && alive.get(doc);
            }

            @Override
            public int length() {
                return set.length();
            }
        };
    }

    @Override
    public DocIdSetIterator iterator() {
        DocIdSetIterator all = new BitSetIterator(accepted.bits(), accepted.cardinality());
        Bits alive = live;
        if (alive == null) {
            return all;
        }
        return new FilteredDocIdSetIterator(all) {
            @Override
            protected boolean match(int doc) {
                return alive.get(doc);
            }
        };
    }

    @Override
    public int cost() {
        return accepted.cardinality();
    }
}
