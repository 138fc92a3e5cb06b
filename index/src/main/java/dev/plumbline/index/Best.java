package dev.plumbline.index;

import java.util.Arrays;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/**
 * The best of what is offered, and all that equals the last of them: which of those stay is decided
 * by their names, not by their place in a segment.
 */
final class Best {
    private final LongHeap heap;
    private final int limit;
    private int[] ties = new int[16];
    private int tieCount;

    Best(int limit) {
        this.limit = limit;
        heap = new LongHeap(limit);
    }

    void offer(int doc, float score) {
        if (heap.size() < limit) {
            heap.push(entry(doc, score));
            return;
        }
        long worst = heap.top();
        float worstScore = score(worst);
        if (score > worstScore) {
            heap.updateTop(entry(doc, score));
            if (score(heap.top()) == worstScore) {
                addTie((int) worst);
            } else {
                tieCount = 0;
            }
        } else if (score == worstScore) {
            addTie(doc);
        }
    }

    /** What a score must not be below to be kept; below any while there is room. */
    float bar() {
        return heap.size() < limit ? Float.NEGATIVE_INFINITY : score(heap.top());
    }

    /** Takes out what was kept: more than the limit where the last ones are equal. */
    ScoreDoc[] take() {
        ScoreDoc[] kept = new ScoreDoc[heap.size() + tieCount];
        float worst = bar();
        for (int i = 0; i < tieCount; i++) {
            kept[i] = new ScoreDoc(ties[i], worst);
        }
        for (int i = tieCount; i < kept.length; i++) {
            long entry = heap.pop();
            kept[i] = new ScoreDoc((int) entry, score(entry));
        }
        return kept;
    }

    private void addTie(int doc) {
        if (tieCount == ties.length) {
            ties = Arrays.copyOf(ties, 2 * tieCount);
        }
        ties[tieCount++] = doc;
    }

    private static long entry(int doc, float score) {
        return ((long) NumericUtils.floatToSortableInt(score) << 32) | doc;
    }

    private static float score(long entry) {
        return NumericUtils.sortableIntToFloat((int) (entry >> 32));
    }
}
