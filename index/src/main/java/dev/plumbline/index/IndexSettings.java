package dev.plumbline.index;

import java.time.Duration;

/**
 * How an index is kept and searched.
 *
 * @param embedder whose vectors these are, by any name: those of another can't be compared with
 *     them, so that files which hold them are incompatible
 * @param dimension length of vectors; 0 for that of the first which the index is given
 * @param ramBufferMegabytes memory for what is not yet flushed
 * @param commitChanges a commit is due after this many changes
 * @param commitInterval a commit is due when the oldest uncommitted change is this old
 * @param exactScanMax at most this many accepted passages are compared with the query's vector one
 *     by one, without the graph
 * @param legDepth candidates that each leg of a hybrid search brings at least
 * @param words how words are weighed
 * @param fusion how the legs become one order
 */
public record IndexSettings(
        String embedder,
        int dimension,
        double ramBufferMegabytes,
        int commitChanges,
        Duration commitInterval,
        int exactScanMax,
        int legDepth,
        WordWeights words,
        Fusion fusion) {
    /** Vectors may be this long. */
    public static final int DIMENSION_MAX = 4096;

    public IndexSettings {
        if (dimension < 0 || dimension > DIMENSION_MAX) {
            throw new IllegalArgumentException(
                    "dimension is " + dimension + "; it must be 0 to " + DIMENSION_MAX);
        }
        if (legDepth < 1 || commitChanges < 1 || exactScanMax < 0) {
            throw new IllegalArgumentException(
                    "legDepth and commitChanges must be positive, exactScanMax not negative");
        }
    }

    /** Defaults for vectors of this length; not tuned yet. */
    public static IndexSettings forDimension(int dimension) {
        return standard("", dimension);
    }

    /** Defaults for vectors of an embedder, as long as the first one is. */
    public static IndexSettings forVectorsOf(String embedder) {
        return standard(embedder, 0);
    }

    private static IndexSettings standard(String embedder, int dimension) {
        return new IndexSettings(
                embedder,
                dimension,
                32,
                1000,
                Duration.ofSeconds(5),
                20_000,
                100,
                WordWeights.standard(),
                Fusion.standard());
    }

    /** The same with another fusion. */
    public IndexSettings withFusion(Fusion other) {
        return new IndexSettings(
                embedder,
                dimension,
                ramBufferMegabytes,
                commitChanges,
                commitInterval,
                exactScanMax,
                legDepth,
                words,
                other);
    }

    /** The same with other weights of words. */
    public IndexSettings withWords(WordWeights other) {
        return new IndexSettings(
                embedder,
                dimension,
                ramBufferMegabytes,
                commitChanges,
                commitInterval,
                exactScanMax,
                legDepth,
                other,
                fusion);
    }

    /** The same with another limit for exact scans; 0 always searches the graph. */
    public IndexSettings withExactScanMax(int passages) {
        return new IndexSettings(
                embedder,
                dimension,
                ramBufferMegabytes,
                commitChanges,
                commitInterval,
                passages,
                legDepth,
                words,
                fusion);
    }
}
