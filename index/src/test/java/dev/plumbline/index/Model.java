package dev.plumbline.index;

import dev.plumbline.index.entry.AttributeValue;
import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.EntryDigest;
import dev.plumbline.index.entry.PassageEntry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an index must hold and find, by plain loops over everything. Its words are separated by
 * blanks and have no other forms.
 */
final class Model {
    record Kept(DocumentEntry entry, @Nullable List<float @Nullable []> vectors) {}

    private record Found(Kept kept, PassageEntry passage) {}

    final Map<String, Kept> documents = new TreeMap<>();

    void apply(Change change) {
        switch (change) {
            case Change.Publish publish ->
                    documents.put(
                            publish.documentId(), new Kept(publish.document(), publish.vectors()));
            case Change.Readers readers ->
                    documents.computeIfPresent(
                            readers.documentId(),
                            (id, kept) ->
                                    new Kept(
                                            kept.entry().withReaderSet(readers.readerSet()),
                                            kept.vectors()));
            case Change.Delete delete -> documents.remove(delete.documentId());
        }
    }

    EntryDigest digest() {
        EntryDigest sum = EntryDigest.EMPTY;
        for (String hash : digests().values()) {
            sum = sum.plus(hash);
        }
        return sum;
    }

    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        documents.forEach(
                (id, kept) ->
                        digests.put(id, EntryDigest.of(kept.entry(), kept.vectors() != null)));
        return digests;
    }

    /** How many texts in scope contain each of some different words. */
    Frequencies frequencies(Scope scope, String words) {
        Map<String, Integer> terms = new LinkedHashMap<>();
        for (String word : words.split(" ", -1)) {
            terms.put(
                    word,
                    (int)
                            inScope(scope, Set.of())
                                    .map(found -> found.passage().text().split(" ", -1))
                                    .filter(text -> List.of(text).contains(word))
                                    .count());
        }
        return new Frequencies(passages(scope), terms);
    }

    int documents(Scope scope) {
        return (int)
                documents.values().stream().filter(kept -> accepts(scope, kept.entry())).count();
    }

    int passages(Scope scope) {
        return (int) inScope(scope, Set.of()).count();
    }

    /** The texts that contain one of the words, in text, title or headings. */
    Set<String> textsWith(Scope scope, Set<String> excluded, String words) {
        Set<String> wanted = Set.of(words.split(" "));
        Set<String> texts = new TreeSet<>();
        inScope(scope, excluded)
                .filter(found -> wordsOf(found).stream().anyMatch(wanted::contains))
                .forEach(found -> texts.add(found.passage().text()));
        return texts;
    }

    /**
     * The cosines of the distinct texts that have a vector, highest first; of equal texts the best.
     */
    List<Double> cosines(Scope scope, Set<String> excluded, float[] query) {
        Map<String, Double> best = new TreeMap<>();
        inScope(scope, excluded)
                .forEach(
                        found -> {
                            List<float @Nullable []> vectors = found.kept().vectors();
                            float[] vector =
                                    vectors == null ? null : vectors.get(found.passage().ordinal());
                            if (vector != null) {
                                double cosine = cosine(query, vector);
                                best.merge(found.passage().text(), cosine, Math::max);
                            }
                        });
        return best.values().stream().sorted((a, b) -> Double.compare(b, a)).toList();
    }

    boolean accepts(Scope scope, String documentId) {
        Kept kept = documents.get(documentId);
        return kept != null && accepts(scope, kept.entry());
    }

    private Stream<Found> inScope(Scope scope, Set<String> excluded) {
        return documents.values().stream()
                .filter(
                        kept ->
                                accepts(scope, kept.entry())
                                        && !excluded.contains(kept.entry().documentId()))
                .flatMap(
                        kept ->
                                kept.entry().passages().stream()
                                        .map(passage -> new Found(kept, passage)));
    }

    private static Set<String> wordsOf(Found found) {
        Set<String> words = new HashSet<>(Arrays.asList(found.passage().text().split(" ")));
        words.addAll(Arrays.asList(found.kept().entry().title().split(" ")));
        found.passage()
                .headings()
                .forEach(heading -> words.addAll(Arrays.asList(heading.split(" "))));
        return words;
    }

    private static boolean accepts(Scope scope, DocumentEntry entry) {
        boolean readable =
                switch (scope.readers()) {
                    case ReaderFilter.All all -> true;
                    case ReaderFilter.Sets sets -> sets.readerSets().get(entry.readerSet());
                };
        return readable
                && scope.collections().contains(entry.collection())
                && scope.filters().stream()
                        .allMatch(filter -> accepts(filter, entry.attributes().get(filter.name())));
    }

    private static boolean accepts(AttributeFilter filter, @Nullable AttributeValue value) {
        return switch (value) {
            case null -> false;
            case AttributeValue.Many many ->
                    many.values().stream().anyMatch(single -> accepts(filter, single));
            default ->
                    switch (filter) {
                        case AttributeFilter.In in -> in.values().contains(value);
                        case AttributeFilter.Range range -> within(range, value);
                    };
        };
    }

    private static boolean within(AttributeFilter.Range range, AttributeValue value) {
        AttributeValue from = range.from();
        AttributeValue to = range.to();
        return (from == null || compare(value, from) >= 0)
                && (to == null || compare(value, to) <= 0)
                && (from == null || from.getClass() == value.getClass())
                && (to == null || to.getClass() == value.getClass());
    }

    private static int compare(AttributeValue one, AttributeValue other) {
        if (one instanceof AttributeValue.Numeric(double a)
                && other instanceof AttributeValue.Numeric(double b)) {
            return Double.compare(a, b);
        }
        if (one instanceof AttributeValue.Text(String a)
                && other instanceof AttributeValue.Text(String b)) {
            return a.compareTo(b);
        }
        return 0;
    }

    static double cosine(float[] one, float[] other) {
        double dot = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
            squares += (double) one[i] * one[i];
            otherSquares += (double) other[i] * other[i];
        }
        return dot / Math.sqrt(squares * otherSquares);
    }
}
