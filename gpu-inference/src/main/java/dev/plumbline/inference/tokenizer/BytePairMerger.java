package dev.plumbline.inference.tokenizer;

/**
 * Merges the symbols of a word, lowest rank first, leftmost among equals: O(n log n). For one
 * thread.
 */
final class BytePairMerger {
    private final MergeTable merges;
    private final PairHeap heap = new PairHeap();

    BytePairMerger(MergeTable merges) {
        this.merges = merges;
    }

    void merge(SymbolChain chain) {
        heap.clear();
        for (int at = 0; at + 1 < chain.size; at++) {
            consider(chain, at);
        }
        while (!heap.isEmpty()) {
            long entry = heap.pop();
            int at = (int) entry;
            if (!chain.hasNext(at)) {
                continue;
            }
            long merge = merges.find(chain.symbols[at], chain.symbols[chain.next[at]]);
            if (merge < 0 || merge >>> 32 != entry >>> 32) {
                continue; // one of the two has changed since
            }
            chain.merge(at, (int) merge);
            if (chain.previous[at] >= 0) {
                consider(chain, chain.previous[at]);
            }
            consider(chain, at);
        }
    }

    private void consider(SymbolChain chain, int at) {
        if (!chain.hasNext(at)) {
            return;
        }
        long merge = merges.find(chain.symbols[at], chain.symbols[chain.next[at]]);
        if (merge >= 0) {
            heap.push((merge & 0xFFFF_FFFF_0000_0000L) | at);
        }
    }
}
