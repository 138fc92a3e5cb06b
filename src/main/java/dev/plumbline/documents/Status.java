package dev.plumbline.documents;

/** Where a document's latest revision stands. */
enum Status {
    /** Stored, not parsed yet. */
    RECEIVED,
    PARSING,
    /** Parsed; the index has not applied it yet. */
    INDEXING,
    SEARCHABLE,
    /** It can't be read; the reason says why. */
    FAILED,
    /** It exhausted or ended the parser; tried again by hand only. */
    QUARANTINED
}
