package dev.plumbline.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** The files of an index: its writer, its present searcher, and what a commit says of itself. */
final class Segments {
    private static final String SEQ = "seq";
    private static final String LAYOUT = "layout";
    private static final String EMBEDDER = "embedder";
    private static final String DIMENSION = "dimension";
    private static final int MERGE_THREADS = 1;
    private static final int MERGES_WAITING = 6;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final IndexSettings settings;
    private final long committedSeq;
    private volatile int dimension;

    private Segments(Directory directory, IndexWriter writer, IndexSettings settings, int dimension)
            throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.settings = settings;
        this.dimension = dimension;
        committedSeq = committed(writer);
        searchers =
                new SearcherManager(
                        writer,
                        true,
                        false,
                        new SearcherFactory() {
                            @Override
                            public IndexSearcher newSearcher(
                                    IndexReader reader, @Nullable IndexReader previous) {
                                IndexSearcher searcher = new IndexSearcher(reader);
                                searcher.setSimilarity(Layout.similarity(settings.words()));
                                searcher.setQueryCache(
                                        null); // scopes have a cache of their own; words repeat too
                                // seldom
                                return searcher;
                            }
                        });
    }

    static Segments open(Path folder, IndexSettings settings, Runnable merging) throws IOException {
        Directory directory = FSDirectory.open(folder);
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, config(settings, merging));
            Map<String, String> known = committedValues(writer);
            int dimension = settings.dimension();
            if (known.isEmpty()) {
                writer.setLiveCommitData(values(settings, dimension, 0).entrySet());
                writer.commit();
            } else {
                int held = Integer.parseInt(known.getOrDefault(DIMENSION, "0"));
                if (!Layout.VERSION.equals(known.get(LAYOUT))
                        || !settings.embedder().equals(known.get(EMBEDDER))
                        || dimension != 0 && held != 0 && dimension != held) {
                    throw Failures.incompatible(folder, null);
                }
                dimension = Math.max(dimension, held);
            }
            return new Segments(directory, writer, settings, dimension);
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            IOUtils.closeWhileHandlingException(directory);
            throw e;
        }
    }

    private static IndexWriterConfig config(IndexSettings settings, Runnable merging) {
        ConcurrentMergeScheduler merges =
                new ConcurrentMergeScheduler() {
                    @Override
                    protected void doMerge(MergeSource source, MergePolicy.OneMerge merge)
                            throws IOException {
                        merging.run();
                        super.doMerge(source, merge);
                    }
                };
        merges.setMaxMergesAndThreads(MERGE_THREADS + MERGES_WAITING, MERGE_THREADS);
        TieredMergePolicy policy = new TieredMergePolicy();
        policy.setForceMergeDeletesPctAllowed(
                0); // erasing means every segment, however few it holds
        IndexWriterConfig config = new IndexWriterConfig(Layout.indexing());
        config.setCodec(Layout.codec());
        config.setMergeScheduler(merges);
        config.setMergePolicy(policy);
        config.setRAMBufferSizeMB(settings.ramBufferMegabytes());
        config.setMaxFullFlushMergeWaitMillis(0); // a refresh waits for no merge
        config.setCommitOnClose(false);
        return config;
    }

    IndexWriter writer() {
        return writer;
    }

    /** The length of the index's vectors; 0 before it is known. */
    int dimension() {
        return dimension;
    }

    /** Said once a vector of this length is in the index. */
    void dimension(int known) {
        dimension = known;
    }

    /** The log entry that the commit found on opening had reached. */
    long committedSeq() {
        return committedSeq;
    }

    IndexSearcher acquire() throws IOException {
        return searchers.acquire();
    }

    void release(IndexSearcher searcher) throws IOException {
        searchers.release(searcher);
    }

    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Rewrites every segment that has deleted documents, and waits for it. */
    void mergeDeleted() throws IOException {
        // Lucene waits for the merges that it starts here, not for those that are under way: they
        // may have begun before a deletion, and only then their segments can be merged again.
        awaitMerges();
        writer.forceMergeDeletes(true);
        awaitMerges();
    }

    private void awaitMerges() {
        if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler merges) {
            merges.sync();
        }
    }

    void commit(long seq) throws IOException {
        writer.setLiveCommitData(values(settings, dimension, seq).entrySet());
        writer.commit();
    }

    void close(long seq) throws IOException {
        try {
            if (writer.isOpen()) {
                commit(seq);
            }
        } finally {
            searchers.close();
            writer.rollback(); // ends merges; nothing is uncommitted but what a failed commit left
            directory.close();
        }
    }

    private static Map<String, String> values(IndexSettings settings, int dimension, long seq) {
        return Map.of(
                LAYOUT,
                Layout.VERSION,
                EMBEDDER,
                settings.embedder(),
                DIMENSION,
                Integer.toString(dimension),
                SEQ,
                Long.toString(seq));
    }

    private static Map<String, String> committedValues(IndexWriter writer) {
        Map<String, String> values = new HashMap<>();
        Iterable<Map.Entry<String, String>> stored = writer.getLiveCommitData();
        if (stored != null) {
            stored.forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        }
        return values;
    }

    private static long committed(IndexWriter writer) {
        return Long.parseLong(committedValues(writer).getOrDefault(SEQ, "0"));
    }
}
