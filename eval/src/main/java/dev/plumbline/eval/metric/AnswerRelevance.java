package dev.plumbline.eval.metric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Whether an answer is about what was asked, right or wrong. */
@FunctionalInterface
public interface AnswerRelevance {
    /** How relevant an answer is, in [0, 1]. */
    double of(String question, String answer);

    /**
     * The share of the question's words that the answer has: stems, without English stop words; 0
     * for a question without such words.
     */
    static AnswerRelevance byWords() {
        Analyzer analyzer = new EnglishAnalyzer();
        return (question, answer) -> {
            Set<String> asked = stems(analyzer, question);
            Set<String> said = stems(analyzer, answer);
            long shared = asked.stream().filter(said::contains).count();
            return asked.isEmpty() ? 0 : (double) shared / asked.size();
        };
    }

    private static Set<String> stems(Analyzer analyzer, String text) {
        Set<String> stems = new HashSet<>();
        try (TokenStream tokens = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                stems.add(term.toString());
            }
            tokens.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return stems;
    }
}
