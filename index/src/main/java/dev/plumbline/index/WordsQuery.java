package dev.plumbline.index;

import dev.plumbline.index.analysis.Languages;
import dev.plumbline.index.analysis.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
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

    private final IndexSearcher searcher;
    private final WordWeights weights;
    private final List<Query> clauses = new ArrayList<>();

    private WordsQuery(IndexSearcher searcher, WordWeights weights) {
        this.searcher = searcher;
        this.weights = weights;
    }

    /** The clauses under a scope's filter; null where the text has no words. */
    static @Nullable Query of(
            IndexSearcher searcher,
            String text,
            Set<String> languages,
            WordWeights weights,
            Query scope)
            throws IOException {
        WordsQuery words = new WordsQuery(searcher, weights);
        int termsMax = CLAUSES_MAX / (3 * (languages.size() + 1));
        boolean any = words.add("", neutral(text, languages, termsMax), weights.neutral());
        for (String language : languages) {
            any |= words.add("." + language, counts(Terms.of(text, language), termsMax), 1);
        }
        if (!any) {
            return null;
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
        words.clauses.forEach(clause -> query.add(clause, BooleanClause.Occur.SHOULD));
        return query.add(scope, BooleanClause.Occur.FILTER).build();
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

    /** Says whether there were any terms. */
    private boolean add(String suffix, Map<String, Integer> terms, double weight)
            throws IOException {
        for (Map.Entry<String, Integer> term : terms.entrySet()) {
            double counted = term.getValue() * weight;
            add(new Term(Layout.TEXT + suffix, term.getKey()), counted);
            add(new Term(Layout.TITLE + suffix, term.getKey()), counted * weights.title());
            add(new Term(Layout.HEADINGS + suffix, term.getKey()), counted * weights.headings());
        }
        return !terms.isEmpty();
    }

    /** Looked up here, a term is looked up once for all that is done with the query. */
    private void add(Term term, double weight) throws IOException {
        TermStates states = TermStates.build(searcher, term, true);
        if (states.docFreq() > 0) {
            Query clause = new TermQuery(term, states);
            clauses.add(weight == 1 ? clause : new BoostQuery(clause, (float) weight));
        }
    }
}
