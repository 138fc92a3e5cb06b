package dev.plumbline.index.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of a tenant's projection log. Entries are applied in the order of {@link #seq()}. */
public sealed interface Change {
    /** The entry's place in the log, from 1; gaps are allowed. */
    long seq();

    /** The document that is changed. */
    String documentId();

    /**
     * Puts a revision in the place of whatever the index holds of that document, in one step.
     *
     * @param vectors one per passage and in its order, [passages][dimension]; null for a passage
     *     that has none and is found by its words alone; null altogether while they are pending.
     *     Not copied: they must not change afterwards. Their length does not matter, they are
     *     normalised when indexed.
     */
    record Publish(long seq, DocumentEntry document, @Nullable List<float @Nullable []> vectors)
            implements Change {
        // In a compact constructor, compilers of other modules would not see which may be null.
        public Publish(
                long seq, DocumentEntry document, @Nullable List<float @Nullable []> vectors) {
            if (vectors != null && vectors.size() != document.passages().size()) {
                throw new IllegalArgumentException(
                        "Document "
                                + document.documentId()
                                + " has "
                                + document.passages().size()
                                + " passages and "
                                + vectors.size()
                                + " vectors");
            }
            this.seq = seq;
            this.document = document;
            this.vectors = vectors;
        }

        @Override
        public String documentId() {
            return document.documentId();
        }
    }

    /** Gives the document another reader set; does nothing where the index does not hold it. */
    record Readers(long seq, String documentId, int readerSet) implements Change {
        public Readers {
            if (readerSet < 0) {
                throw new IllegalArgumentException(
                        "Document " + documentId + ": reader set " + readerSet + " is negative");
            }
        }
    }

    /** Removes the document; does nothing where the index does not hold it. */
    record Delete(long seq, String documentId) implements Change {}
}
