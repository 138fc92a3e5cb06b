package dev.plumbline.index;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/**
 * Collects the best of a query's matches by score alone, with all that equal the last of them:
 * which of those stay is looked up once it is known that they are few. Lucene skips what can't
 * compete.
 */
final class BestMatches implements CollectorManager<Collector, Best> {
    private final Best best;

    BestMatches(int limit) {
        best = new Best(limit);
    }

    /** A searcher without threads of its own asks for one collector. */
    @Override
    public Collector newCollector() {
        return new Collector() {
            @Override
            public LeafCollector getLeafCollector(LeafReaderContext context) {
                return new Leaf(context.docBase);
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.TOP_SCORES;
            }
        };
    }

    @Override
    public Best reduce(Collection<Collector> collectors) {
        return best;
    }

    private final class Leaf implements LeafCollector {
        private final int base;
        private float bar = Float.NEGATIVE_INFINITY;

        @SuppressWarnings("NullAway.Init") // Lucene gives it before the first match
        private Scorable scorer;

        Leaf(int base) {
            this.base = base;
        }

        @Override
        public void setScorer(Scorable scorer) throws IOException {
            this.scorer = scorer;
            bar = Float.NEGATIVE_INFINITY;
            raise();
        }

        @Override
        public void collect(int doc) throws IOException {
            float score = scorer.score();
            if (score >= bar) {
                best.offer(base + doc, score);
                raise();
            }
        }

        private void raise() throws IOException {
            if (best.bar() > bar) {
                bar = best.bar();
                scorer.setMinCompetitiveScore(bar);
            }
        }
    }
}
