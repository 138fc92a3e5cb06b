package dev.plumbline.answers.quoting;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An answer made of quotes.
 *
 * @param text plain, without markers: the quotes one after the other, white space made single
 * @param sentences each of its parts with the quote that it repeats, in order
 */
public record Composition(String text, List<Sentence> sentences) {

    private static final Pattern WHITE = Pattern.compile("\\s+");

    /**
     * A part of the answer.
     *
     * @param start first code point in the answer
     * @param end one past the last
     * @param citations numbers of quotes, from 1, in the selection's order
     */
    public record Sentence(int start, int end, List<Integer> citations) {
        public Sentence {
            citations = List.copyOf(citations);
        }
    }

    public Composition {
        sentences = List.copyOf(sentences);
    }

    /** The answer that a selection's quotes make, best first. */
    public static Composition compose(Selection selection) {
        StringBuilder text = new StringBuilder();
        List<Sentence> sentences = new ArrayList<>();
        int at = 0;
        for (int n = 1; n <= selection.quotes().size(); n++) {
            Quote quote = selection.quotes().get(n - 1);
            CanonicalText verbatim = CanonicalText.of(quote.text());
            for (Span span : quote.sentences()) {
                String part =
                        singleSpaced(
                                verbatim.slice(
                                        span.start() - quote.start(), span.end() - quote.start()));
                text.append(at == 0 ? "" : " ").append(part);
                int start = at == 0 ? 0 : at + 1;
                at = start + part.codePointCount(0, part.length());
                sentences.add(new Sentence(start, at, List.of(n)));
            }
        }
        return new Composition(text.toString(), sentences);
    }

    private static String singleSpaced(String text) {
        return WHITE.matcher(text.strip()).replaceAll(" ");
    }
}
