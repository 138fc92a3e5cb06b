package dev.plumbline.answers.quoting;

import dev.plumbline.index.Hit;
import dev.plumbline.index.analysis.Term;
import dev.plumbline.index.analysis.Terms;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A passage taken apart, its terms cut as those of the question.
 *
 * @param hit what was found
 * @param rank from 0
 * @param title readable, empty where there is none
 * @param sentences in order
 * @param terms those of the whole with title and headings
 * @param frame the terms of title and headings alone
 */
record PassageView(
        Hit hit,
        int rank,
        String title,
        List<Sentence> sentences,
        Set<String> terms,
        Set<String> frame) {

    /**
     * A sentence of a passage.
     *
     * @param span code points within the passage's text
     * @param text verbatim
     * @param terms the terms in it
     * @param pairs its pairs of neighbouring terms, with a space between
     * @param words how many terms it has, repeated ones too
     */
    record Sentence(Span span, String text, Set<String> terms, Set<String> pairs, int words) {}

    static PassageView of(Hit hit, int rank, String language) {
        CanonicalText text = CanonicalText.of(hit.text());
        List<Span> spans = SentenceSpans.of(text, hit.language());
        List<Term> located = Terms.located(hit.text(), language);
        List<Sentence> sentences = new ArrayList<>();
        int next = 0;
        for (Span span : spans) {
            while (next < located.size() && located.get(next).start() < span.start()) {
                next++;
            }
            int from = next;
            while (next < located.size() && located.get(next).end() <= span.end()) {
                next++;
            }
            sentences.add(sentence(text, span, located.subList(from, next)));
        }
        String title = Titles.readable(hit.title());
        Set<String> frame =
                new HashSet<>(Terms.of(title + "\n" + String.join("\n", hit.headings()), language));
        Set<String> terms = new HashSet<>(frame);
        located.forEach(t -> terms.add(t.text()));
        return new PassageView(hit, rank, title, sentences, terms, frame);
    }

    private static Sentence sentence(CanonicalText text, Span span, List<Term> located) {
        Set<String> terms = new HashSet<>();
        Set<String> pairs = new HashSet<>();
        String before = "";
        for (Term term : located) {
            terms.add(term.text());
            pairs.add(before + ' ' + term.text());
            before = term.text();
        }
        return new Sentence(span, text.slice(span), terms, pairs, located.size());
    }

    /** The terms of a sentence with the one before and the one after it. */
    Set<String> near(int index) {
        Set<String> near = new HashSet<>();
        for (int i = Math.max(0, index - 1); i < Math.min(sentences.size(), index + 2); i++) {
            near.addAll(sentences.get(i).terms());
        }
        return near;
    }

    /**
     * What stands before a sentence when it is embedded: what the sentence alone may leave unsaid.
     */
    String heading() {
        return hit.headings().isEmpty()
                ? title
                : title.isEmpty()
                        ? hit.headings().getLast()
                        : title + ", " + hit.headings().getLast();
    }
}
