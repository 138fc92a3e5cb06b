package dev.plumbline.index;

import dev.plumbline.index.analysis.Languages;
import dev.plumbline.index.analysis.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * The words of a query as clauses: any term in the text, the title or the headings, as it stands
 * and as each of the scope's languages has it. A clause more costs time and no hit, so a wrong
 * guess of a language loses nothing.
 */
final class WordsQuery {
    /** Most clauses, below Lucene's limit of 1024. */
    private static final int CLAUSES_MAX = 900;

    private WordsQuery() {}

    /** The clauses under a scope's filter; null where the text has no words. */
    static @Nullable Query of(
            String text, Set<String> languages, WordWeights weights, Query scope) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        int termsMax = CLAUSES_MAX / (3 * (languages.size() + 1));
        boolean any =
                add(query, "", neutral(text, languages, termsMax), weights, weights.neutral());
        for (String language : languages) {
            any |=
                    add(
                            query,
                            "." + language,
                            counts(Terms.of(text, language), termsMax),
                            weights,
                            1);
        }
        if (!any) {
            return null;
        }
        return query.setMinimumNumberShouldMatch(1).add(scope, BooleanClause.Occur.FILTER).build();
    }

    /**
     * Words as they stand; those that say nothing in one of the languages only where there are no
     * others.
     */
    private static Map<String, Integer> neutral(String text, Set<String> languages, int termsMax) {
        List<String> words = Terms.of(text, "");
        List<String> telling =
                words.stream()
                        .filter(
                                word ->
                                        languages.stream()
                                                .noneMatch(
                                                        language ->
                                                                Languages.isStopWord(
                                                                        word, language)))
                        .toList();
        return counts(telling.isEmpty() ? words : telling, termsMax);
    }

    private static Map<String, Integer> counts(List<String> terms, int termsMax) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String term : terms) {
            if (counts.containsKey(term) || counts.size() < termsMax) {
                counts.merge(term, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static boolean add(
            BooleanQuery.Builder query,
            String suffix,
            Map<String, Integer> terms,
            WordWeights weights,
            double weight) {
        terms.forEach(
                (term, count) -> {
                    add(query, new Term(Layout.TEXT + suffix, term), count * weight);
                    add(
                            query,
                            new Term(Layout.TITLE + suffix, term),
                            count * weight * weights.title());
                    add(
                            query,
                            new Term(Layout.HEADINGS + suffix, term),
                            count * weight * weights.headings());
                });
        return !terms.isEmpty();
    }

    private static void add(BooleanQuery.Builder query, Term term, double weight) {
        Query clause = new TermQuery(term);
        query.add(
                weight == 1 ? clause : new BoostQuery(clause, (float) weight),
                BooleanClause.Occur.SHOULD);
    }
}
