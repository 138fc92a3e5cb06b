package dev.plumbline.ingestion.parse;

/** Which slots of the pool a document may use. */
public enum Lane {
    /** The common slots. */
    SHARED,
    /**
     * The slot of its own kind, for documents that once hit a limit: they wait for each other and
     * for nobody else.
     */
    SUSPECT
}
