package dev.plumbline.answers.quoting;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.Vectors;
import dev.plumbline.index.Frequencies;
import dev.plumbline.index.Hit;
import dev.plumbline.index.analysis.Terms;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import dev.plumbline.ingestion.chunk.Sentences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A collection in memory, searched as the index does it: BM25 and cosines over the best hundred of
 * each, stretched to 0..1 and averaged. Fitting makes hundreds of collections of all sizes, too
 * many to write to disk.
 */
final class FitSearch {

    private static final String LANGUAGE = "en";
    private static final int LEG = 100;
    private static final int HITS = 20;
    private static final double DENSE_SHARE = .6;
    private static final int TOKENS_MAX = 215;

    /** A passage with what is searched of it. */
    @SuppressWarnings("ArrayRecordComponent") // passages are not compared
    record Passage(
            String title, String text, float[] vector, Map<String, Integer> terms, int length) {}

    private final List<Passage> passages;
    private final Map<String, Integer> having = new HashMap<>();
    private final double meanLength;

    FitSearch(List<Passage> passages) {
        this.passages = passages;
        passages.forEach(p -> p.terms().keySet().forEach(t -> having.merge(t, 1, Integer::sum)));
        this.meanLength = passages.stream().mapToInt(Passage::length).average().orElse(1);
    }

    int size() {
        return passages.size();
    }

    /** The passages of a document: its paragraphs, long ones cut at a sentence. */
    static List<Passage> passages(String title, Set<String> paragraphs, Embedder embedder) {
        List<String> texts = paragraphs.stream().flatMap(p -> cut(p, embedder).stream()).toList();
        String readable = Titles.readable(title);
        List<float[]> vectors =
                embedder.embed(texts.stream().map(t -> readable + "\n" + t).toList());
        List<Passage> out = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Map<String, Integer> terms = new HashMap<>();
            Terms.of(readable + "\n" + texts.get(i), LANGUAGE)
                    .forEach(t -> terms.merge(t, 1, Integer::sum));
            int length = terms.values().stream().mapToInt(n -> n).sum();
            out.add(new Passage(title, texts.get(i), vectors.get(i), terms, length));
        }
        return out;
    }

    private static List<String> cut(String paragraph, Embedder embedder) {
        int tokens = embedder.countTokens(paragraph);
        if (tokens <= TOKENS_MAX) {
            return List.of(paragraph);
        }
        CanonicalText text = CanonicalText.of(paragraph);
        List<Span> spans = Sentences.split(text, 0, text.length(), LANGUAGE);
        Span middle =
                spans.stream()
                        .min(
                                Comparator.comparingInt(
                                        (Span s) -> Math.abs(s.start() - text.length() / 2)))
                        .orElseThrow();
        if (middle.start() == 0) {
            return List.of(paragraph);
        }
        List<String> out = new ArrayList<>(cut(text.slice(0, middle.start()).strip(), embedder));
        out.addAll(cut(text.slice(middle.start(), text.length()).strip(), embedder));
        return out;
    }

    Evidence find(String question, float[] vector) {
        double[] words = new double[passages.size()];
        double[] cosines = new double[passages.size()];
        Map<String, Integer> terms = new LinkedHashMap<>();
        Terms.of(question, LANGUAGE).forEach(t -> terms.put(t, having.getOrDefault(t, 0)));
        for (int i = 0; i < words.length; i++) {
            cosines[i] = Vectors.dot(vector, passages.get(i).vector());
            words[i] = bm25(passages.get(i), terms);
        }
        Map<Integer, Double> fused = new HashMap<>();
        addLeg(fused, words, 1 - DENSE_SHARE, 0);
        addLeg(fused, cosines, DENSE_SHARE, -2);
        List<Hit> hits =
                fused.entrySet().stream()
                        .sorted(
                                Map.Entry.<Integer, Double>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(HITS)
                        .map(
                                e ->
                                        hit(
                                                e.getKey(),
                                                e.getValue(),
                                                words[e.getKey()],
                                                cosines[e.getKey()]))
                        .toList();
        return new Evidence(
                question, LANGUAGE, vector, hits, new Frequencies(passages.size(), terms));
    }

    private double bm25(Passage passage, Map<String, Integer> terms) {
        double sum = 0;
        for (Map.Entry<String, Integer> term : terms.entrySet()) {
            int count = passage.terms().getOrDefault(term.getKey(), 0);
            double idf =
                    Math.log(1 + (passages.size() - term.getValue() + .5) / (term.getValue() + .5));
            sum += idf * count / (count + .9 * (1 - .4 + .4 * passage.length() / meanLength));
        }
        return sum;
    }

    private static void addLeg(
            Map<Integer, Double> fused, double[] scores, double weight, double above) {
        List<Integer> best =
                IntStream.range(0, scores.length)
                        .boxed()
                        .filter(i -> scores[i] > above)
                        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                        .limit(LEG)
                        .toList();
        if (best.isEmpty()) {
            return;
        }
        double high = scores[best.getFirst()];
        double low = scores[best.getLast()];
        best.forEach(
                i ->
                        fused.merge(
                                i,
                                weight * (high > low ? (scores[i] - low) / (high - low) : 1),
                                Double::sum));
    }

    private Hit hit(int i, double score, double words, double cosine) {
        Passage passage = passages.get(i);
        int length = passage.text().codePointCount(0, passage.text().length());
        return new Hit(
                "p" + i,
                passage.title(),
                1,
                "fit",
                i,
                passage.title(),
                List.of(),
                0,
                length,
                null,
                passage.text(),
                LANGUAGE,
                "",
                score,
                Map.of(Hit.BM25, words, Hit.DENSE, cosine, Hit.FUSED, score));
    }
}
