package dev.plumbline.index;

import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.EntryDigest;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The index of one tenant in one folder. All methods may be called from any thread; searches run
 * beside changes and see a state in which each document is there in exactly one revision.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class TenantIndex implements Closeable {
    private TenantIndex() {}

    /**
     * Opens the index in a folder, creating both where there are none. What was not committed is
     * not there: {@link #appliedSeq()} says from where to replay.
     *
     * @throws IndexException CORRUPT, INCOMPATIBLE, LOCKED or IO
     */
    public static TenantIndex open(Path folder, IndexSettings settings) {
        throw new UnsupportedOperationException();
    }

    /**
     * The log entry up to which everything is applied and visible to searches; 0 before the first.
     */
    public long appliedSeq() {
        throw new UnsupportedOperationException();
    }

    /** The log entry up to which everything survives a crash. */
    public long committedSeq() {
        throw new UnsupportedOperationException();
    }

    /**
     * Applies changes in their order; those at or below {@link #appliedSeq()} are skipped. Visible
     * to searches on return, durable with the next {@link #commit()}.
     *
     * @throws IllegalArgumentException if the changes are not in ascending order
     * @throws IndexException VECTOR (nothing of the change was applied, all before it was), IO or
     *     CLOSED
     */
    public void apply(List<? extends Change> changes) {
        throw new UnsupportedOperationException();
    }

    /** Makes durable what has been applied. */
    public void commit() {
        throw new UnsupportedOperationException();
    }

    /**
     * Commits if the settings' count or age of uncommitted changes is reached; says whether it did.
     * Call it after applying and by a timer.
     */
    public boolean commitIfDue() {
        throw new UnsupportedOperationException();
    }

    /** Finds passages. */
    public SearchResult search(SearchRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Number of passages in scope. */
    public int passages(Scope scope) {
        throw new UnsupportedOperationException();
    }

    /** Number of documents in scope. */
    public int documents(Scope scope) {
        throw new UnsupportedOperationException();
    }

    /**
     * How common a text's terms are in scope, analyzed as text of that language; passages of other
     * languages are counted where they hold the term alike.
     */
    public Frequencies frequencies(Scope scope, String text, String language) {
        throw new UnsupportedOperationException();
    }

    /** The sum of all documents' hashes. */
    public EntryDigest digest() {
        throw new UnsupportedOperationException();
    }

    /** Each document's hash by its id: to find what differs where {@link #digest()} does. */
    public Map<String, String> digests() {
        throw new UnsupportedOperationException();
    }

    /**
     * Rewrites what still holds deleted documents and commits, so that no file has them any more.
     */
    public void erase() {
        throw new UnsupportedOperationException();
    }

    /** Commits and closes. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
