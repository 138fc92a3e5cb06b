package dev.plumbline.projection;

/**
 * A decision that the index has to follow.
 *
 * @param seq its place in the tenant's log; the order of seq is the order of commits
 * @param readerSet the document's readers when this was decided
 * @param attributes the document's attributes then, a JSON object
 */
public record LogEntry(
        String tenant,
        long seq,
        Kind kind,
        String documentId,
        int revision,
        int readerSet,
        String attributes) {
    /** What was decided. */
    public enum Kind {
        /** The revision's text takes the place of what was searchable. */
        TEXT,
        /** The same with its vectors. */
        VECTORS,
        /** Other readers. */
        READERS,
        /** The document is gone. */
        DELETE
    }
}
