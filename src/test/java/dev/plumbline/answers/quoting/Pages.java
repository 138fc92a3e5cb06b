package dev.plumbline.answers.quoting;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.Vectors;
import dev.plumbline.index.Frequencies;
import dev.plumbline.index.Hit;
import dev.plumbline.index.analysis.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A few pages of one passage each, searched by vectors alone. */
final class Pages {

    record Page(String title, String text) {}

    static final List<Page> ISLAND =
            List.of(
                    new Page(
                            "Ferry.txt",
                            "The ferry to Marlow Island leaves the north pier at seven in the morning. It carries forty"
                                    + " passengers and six cars. Captain Ines Valdor has steered it since 2009. Tickets are"
                                    + " sold on board. Dogs travel free of charge."),
                    new Page(
                            "Lighthouse.txt",
                            "The lighthouse of Marlow Island was built in 1871 by the engineer Ada Quill. Its lamp is 38"
                                    + " metres above the sea. The tower was painted red because fishermen could not see it in"
                                    + " winter."),
                    new Page(
                            "Bakery.txt",
                            "The bakery opens at six. Its rye bread is made with water from the well behind the church. On"
                                    + " Sundays only rolls are sold."));

    private final Embedder embedder;
    private final List<Page> pages;

    Pages(Embedder embedder, List<Page> pages) {
        this.embedder = embedder;
        this.pages = pages;
    }

    Evidence find(String question) {
        return find(question, "en", true);
    }

    Evidence find(String question, String language, boolean vectors) {
        float[] vector = embedder.embedQuery(question);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            hits.add(
                    hit(
                            i,
                            Vectors.dot(
                                    vector,
                                    embedder.embed(
                                            pages.get(i).title() + "\n" + pages.get(i).text())),
                            language,
                            vectors));
        }
        hits.sort(Comparator.comparingDouble((Hit h) -> -h.score()));
        return new Evidence(question, language, vector, hits, frequencies(question, language));
    }

    private Hit hit(int i, double cosine, String language, boolean vectors) {
        Page page = pages.get(i);
        int length = page.text().codePointCount(0, page.text().length());
        Map<String, Double> scores = vectors ? Map.of(Hit.DENSE, cosine) : Map.of(Hit.BM25, cosine);
        return new Hit(
                "p" + i,
                "d" + i,
                1,
                "default",
                0,
                page.title(),
                List.of(),
                100,
                100 + length,
                null,
                page.text(),
                language,
                "0",
                cosine,
                scores);
    }

    private Frequencies frequencies(String question, String language) {
        Map<String, Integer> terms = new LinkedHashMap<>();
        for (String term : Terms.of(question, language)) {
            terms.put(
                    term,
                    (int)
                            pages.stream()
                                    .filter(
                                            p ->
                                                    Set.copyOf(Terms.of(p.text(), language))
                                                            .contains(term))
                                    .count());
        }
        return new Frequencies(pages.size(), terms);
    }
}
