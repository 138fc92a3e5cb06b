package dev.plumbline.index;

import java.util.BitSet;

/** Which reader sets a search may see. */
public sealed interface ReaderFilter {
    /** Everything: for jobs that act for nobody. */
    record All() implements ReaderFilter {}

    /** The reader sets that a principal belongs to; may be empty. */
    record Sets(BitSet readerSets) implements ReaderFilter {
        public Sets {
            readerSets = (BitSet) readerSets.clone();
        }

        /** A copy. */
        @Override
        public BitSet readerSets() {
            return (BitSet) readerSets.clone();
        }

        boolean accepts(long readerSet) {
            return readerSet >= 0
                    && readerSet <= Integer.MAX_VALUE
                    && readerSets.get((int) readerSet);
        }
    }

    /** Everything: for jobs that act for nobody. */
    static ReaderFilter all() {
        return new All();
    }

    /** The reader sets with these numbers. */
    static ReaderFilter of(int... readerSets) {
        BitSet bits = new BitSet();
        for (int number : readerSets) {
            bits.set(number);
        }
        return new Sets(bits);
    }
}
