package dev.plumbline.index;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.jspecify.annotations.Nullable;

/** The passages that a scope accepts, as a filter clause. */
final class ScopeQuery extends Query {
    private final ScopeSets sets;
    private final Scope scope;
    private final Set<String> excluded;

    ScopeQuery(ScopeSets sets, Scope scope, Set<String> excluded) {
        this.sets = sets;
        this.scope = scope;
        this.excluded = excluded;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context)
                    throws IOException {
                ScopeSets.Accepted accepted =
                        sets.accepted(context.reader(), ScopeSets.Kind.PASSAGES, scope, excluded);
                if (accepted.cardinality() == 0) {
                    return null;
                }
                return ConstantScoreScorerSupplier.fromIterator(
                        new BitSetIterator(accepted.bits(), accepted.cardinality()),
                        score(),
                        scoreMode,
                        context.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false; // the sets are kept already
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "scope(" + scope + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScopeQuery that
                && scope.equals(that.scope)
                && excluded.equals(that.excluded);
    }

    @Override
    public int hashCode() {
        return 31 * scope.hashCode() + excluded.hashCode();
    }
}
