package dev.plumbline.index;

import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.EntryDigest;
import dev.plumbline.index.entry.PassageEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The index of one tenant in one folder. All methods may be called from any thread; searches run
 * beside changes and see a state in which each document is there in exactly one revision.
 *
 * <p>After {@link IndexException.Code#IO} while writing (a full disk, say) the index must be closed
 * and opened again; it then has what was committed last.
 */
public final class TenantIndex implements Closeable {
    /** Memory for what scopes accept: a set takes a bit per passage. */
    private static final long SCOPE_BYTES_MAX = 16L << 20;

    private final Path folder;
    private final IndexSettings settings;
    private final Segments segments;
    private final ScopeSets sets = new ScopeSets(SCOPE_BYTES_MAX);
    private final CommitPolicy commits;

    /** Held while changes are applied or committed, never while segments are merged or searched. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile long appliedSeq;
    private volatile long committedSeq;

    private TenantIndex(Path folder, IndexSettings settings, Segments segments) {
        this.folder = folder;
        this.settings = settings;
        this.segments = segments;
        commits = new CommitPolicy(settings.commitChanges(), settings.commitInterval());
        appliedSeq = segments.committedSeq();
        committedSeq = appliedSeq;
    }

    /**
     * Opens the index in a folder, creating both where there are none. What was not committed is
     * not there: {@link #appliedSeq()} says from where to replay.
     *
     * @throws IndexException CORRUPT, INCOMPATIBLE, LOCKED or IO
     */
    public static TenantIndex open(Path folder, IndexSettings settings) {
        return open(folder, settings, () -> {});
    }

    /**
     * As {@link #open(Path, IndexSettings)}.
     *
     * @param merging is run first by each thread that merges segments: merging takes long, and
     *     nobody waits for it, so that it may lower its priority
     */
    public static TenantIndex open(Path folder, IndexSettings settings, Runnable merging) {
        try {
            return new TenantIndex(folder, settings, Segments.open(folder, settings, merging));
        } catch (IOException e) {
            throw Failures.of(folder, e);
        }
    }

    /**
     * The log entry up to which everything is applied and visible to searches; 0 before the first.
     */
    public long appliedSeq() {
        return appliedSeq;
    }

    /** The log entry up to which everything survives a crash. */
    public long committedSeq() {
        return committedSeq;
    }

    /**
     * Applies changes in their order; those at or below {@link #appliedSeq()} are skipped. Visible
     * to searches on return, durable with the next {@link #commit()}.
     *
     * @throws IllegalArgumentException if the changes are not in ascending order
     * @throws IndexException VECTOR (nothing of that change was applied, all before it was), IO or
     *     CLOSED
     */
    public void apply(List<? extends Change> changes) {
        for (int i = 1; i < changes.size(); i++) {
            if (changes.get(i).seq() <= changes.get(i - 1).seq()) {
                throw new IllegalArgumentException(
                        "Change "
                                + changes.get(i).seq()
                                + " comes after "
                                + changes.get(i - 1).seq());
            }
        }
        writing(
                () -> {
                    long reached = appliedSeq;
                    try {
                        for (Change change : changes) {
                            if (change.seq() > reached) {
                                apply(change);
                                reached = change.seq();
                                commits.changed();
                            }
                        }
                    } finally {
                        if (reached > appliedSeq) {
                            segments.refresh();
                            appliedSeq = reached;
                        }
                    }
                });
    }

    private void apply(Change change) throws IOException {
        switch (change) {
            case Change.Publish publish -> publish(publish.document(), publish.vectors());
            case Change.Readers readers -> readers(readers.documentId(), readers.readerSet());
            case Change.Delete delete ->
                    segments.writer()
                            .deleteDocuments(new Term(Layout.DOCUMENT, delete.documentId()));
        }
    }

    private void readers(String documentId, int readerSet) throws IOException {
        // Lucene refuses to update a field of which an index without documents knows nothing.
        if (segments.writer().getFieldNames().contains(Layout.READERS)) {
            segments.writer()
                    .updateNumericDocValue(
                            new Term(Layout.DOCUMENT, documentId), Layout.READERS, readerSet);
        }
    }

    private void publish(DocumentEntry document, @Nullable List<float @Nullable []> vectors)
            throws IOException {
        segments.writer()
                .updateDocuments(
                        new Term(Layout.DOCUMENT, document.documentId()),
                        EntryFields.block(
                                document, vectors == null ? null : units(document, vectors)));
    }

    private List<float @Nullable []> units(
            DocumentEntry document, List<float @Nullable []> vectors) {
        int dimension = segments.dimension();
        List<float @Nullable []> units = new ArrayList<>(vectors.size());
        for (PassageEntry passage : document.passages()) {
            float[] vector = vectors.get(units.size());
            if (vector == null) {
                units.add(null);
                continue;
            }
            dimension = dimension == 0 ? vector.length : dimension;
            String owner = "The vector of passage " + passage.passageId();
            units.add(Vectors.normalised(vector, dimension, owner));
        }
        segments.dimension(dimension);
        return units;
    }

    /** Makes durable what has been applied. */
    public void commit() {
        writing(this::commitApplied);
    }

    /**
     * Commits if the settings' count or age of uncommitted changes is reached; says whether it did.
     * Call it after applying and by a timer.
     */
    public boolean commitIfDue() {
        if (!commits.due()) {
            return false;
        }
        commit();
        return true;
    }

    private void commitApplied() throws IOException {
        if (committedSeq < appliedSeq) {
            segments.commit(appliedSeq);
            committedSeq = appliedSeq;
            commits.committed();
        }
    }

    /**
     * Finds passages.
     *
     * @throws IndexException VECTOR, CORRUPT, IO or CLOSED
     */
    public SearchResult search(SearchRequest request) {
        float[] given = request.vector();
        return search(request, given == null ? null : () -> given);
    }

    /**
     * As {@link #search(SearchRequest)}, with a vector that may still be made: it is asked for
     * after words have been looked for. What the supplier throws is thrown.
     *
     * @param vector in place of the request's; null where there is none
     */
    public SearchResult search(SearchRequest request, @Nullable Supplier<float[]> vector) {
        int dimension = segments.dimension();
        Supplier<float[]> unit =
                vector == null || request.mode() == Mode.BM25 || dimension == 0
                        ? null // before the first vector there is nothing to compare one with
                        : () -> Vectors.normalised(vector.get(), dimension, "The query's vector");
        long seq = appliedSeq;
        return searching(
                searcher ->
                        new SearchResult(
                                new SearchRun(searcher, sets, settings, request, unit).hits(),
                                seq));
    }

    /** Number of passages in scope. */
    public int passages(Scope scope) {
        return searching(searcher -> new Counts(searcher.getIndexReader(), sets).passages(scope));
    }

    /** Number of documents in scope. */
    public int documents(Scope scope) {
        return searching(searcher -> new Counts(searcher.getIndexReader(), sets).documents(scope));
    }

    /**
     * How common a text's terms are in scope.
     *
     * @param language whose rules make the terms; passages that were indexed under another language
     *     have none of them. A language without rules ("und") counts words as they stand, in all
     *     passages.
     */
    public Frequencies frequencies(Scope scope, String text, String language) {
        return searching(
                searcher ->
                        new Counts(searcher.getIndexReader(), sets)
                                .frequencies(scope, text, language));
    }

    /** The sum of all documents' hashes. */
    public EntryDigest digest() {
        return searching(searcher -> Digests.sum(searcher.getIndexReader()));
    }

    /** Each document's hash by its id: to find what differs where {@link #digest()} does. */
    public Map<String, String> digests() {
        return searching(searcher -> Digests.byDocument(searcher.getIndexReader()));
    }

    /**
     * Rewrites what still holds deleted documents and commits, so that no file has them any more.
     * Takes as long as merging does; changes and searches go on.
     */
    public void erase() {
        commit();
        guarded(segments::mergeDeleted);
        writing(
                () -> {
                    segments.refresh();
                    segments.commit(appliedSeq);
                    committedSeq = appliedSeq;
                    commits.committed();
                });
    }

    /**
     * Reads every file and compares it with its checksum.
     *
     * @throws IndexException CORRUPT where one differs
     */
    public void verify() {
        searching(
                searcher -> {
                    for (var leaf : searcher.getIndexReader().leaves()) {
                        leaf.reader().checkIntegrity();
                    }
                    return true;
                });
    }

    /** Commits and closes; searches that run end as they would have. */
    @Override
    public void close() {
        writing.lock();
        try {
            segments.close(appliedSeq);
            committedSeq = appliedSeq;
        } catch (IOException e) {
            throw Failures.of(folder, e);
        } finally {
            writing.unlock();
        }
    }

    private interface Reading<T> {
        T on(IndexSearcher searcher) throws IOException;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private <T> T searching(Reading<T> reading) {
        try {
            IndexSearcher searcher = segments.acquire();
            try {
                return reading.on(searcher);
            } finally {
                segments.release(searcher);
            }
        } catch (IOException e) {
            throw Failures.of(folder, e);
        } catch (AlreadyClosedException e) {
            throw Failures.of(folder, e);
        }
    }

    private void writing(Writing work) {
        writing.lock();
        try {
            guarded(work);
        } finally {
            writing.unlock();
        }
    }

    private void guarded(Writing work) {
        try {
            work.run();
        } catch (IOException e) {
            throw Failures.of(folder, e);
        } catch (AlreadyClosedException e) {
            throw Failures.of(folder, e);
        }
    }
}
