package dev.plumbline.index;

import dev.plumbline.index.entry.AttributeValue;
import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.PassageEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random changes and questions from a seed; few words, texts and documents, so that they meet
 * often.
 */
final class RandomEntries {
    static final int DIMENSION = 5;
    private static final int READER_SETS = 70; // more than a machine word
    private static final List<String> COLLECTIONS = List.of("one", "two", "three");
    private static final List<String> LANGUAGES = List.of("en", "de", "zh", "und", "xx");

    private static final String CONSONANTS = "bdgkmp"; // no ending that a stemmer would take off

    private final Random random;
    private long seq;

    RandomEntries(long seed) {
        random = new Random(seed);
    }

    Change change() {
        seq += 1 + random.nextInt(3);
        String document = "d" + random.nextInt(40);
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Change.Readers(seq, document, random.nextInt(READER_SETS));
            case 2 -> new Change.Delete(seq, document);
            default -> publish(document);
        };
    }

    private Change publish(String id) {
        List<PassageEntry> passages = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            int ordinal = passages.size();
            List<String> headings = random.nextBoolean() ? List.of() : List.of(word(), word());
            passages.add(
                    new PassageEntry(
                            id + "/" + seq + "/" + ordinal,
                            ordinal,
                            0,
                            9,
                            null,
                            headings,
                            words(4)));
        }
        DocumentEntry entry =
                new DocumentEntry(
                        id,
                        (int) seq,
                        pick(COLLECTIONS),
                        random.nextInt(READER_SETS),
                        random.nextBoolean() ? "" : word(),
                        pick(LANGUAGES),
                        "sha",
                        attributes(),
                        passages);
        return new Change.Publish(
                seq, entry, random.nextInt(3) == 0 ? null : vectors(passages.size()));
    }

    /** One in four passages has none. */
    private List<float @Nullable []> vectors(int passages) {
        List<float @Nullable []> vectors = new ArrayList<>();
        for (int i = 0; i < passages; i++) {
            vectors.add(random.nextInt(4) == 0 ? null : vector());
        }
        return vectors;
    }

    private Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> attributes = new HashMap<>();
        if (random.nextBoolean()) {
            attributes.put("year", number());
        }
        if (random.nextBoolean()) {
            attributes.put("tags", new AttributeValue.Many(List.of(tag(), tag())));
        }
        return attributes;
    }

    Scope scope() {
        Set<String> collections =
                COLLECTIONS.stream().filter(c -> random.nextInt(3) > 0).collect(Collectors.toSet());
        ReaderFilter readers =
                random.nextInt(4) == 0
                        ? ReaderFilter.all()
                        : ReaderFilter.of(
                                IntStream.range(0, READER_SETS)
                                        .filter(i -> random.nextBoolean())
                                        .toArray());
        List<AttributeFilter> filters = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            filters.add(new AttributeFilter.In("tags", Set.of(tag())));
        }
        if (random.nextInt(3) == 0) {
            AttributeValue bound = number();
            filters.add(
                    new AttributeFilter.Range(
                            "year", bound, random.nextBoolean() ? null : number(bound)));
        }
        return new Scope(collections, readers, filters);
    }

    Set<String> excluded() {
        return random.nextBoolean()
                ? Set.of()
                : Set.of("d" + random.nextInt(20), "d" + (20 + random.nextInt(20)));
    }

    float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** One to so many different words of a small vocabulary that no language has. */
    String words(int most) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> word())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private String word() {
        return "q" + CONSONANTS.charAt(random.nextInt(5)) + CONSONANTS.charAt(random.nextInt(6));
    }

    private AttributeValue number() {
        return new AttributeValue.Numeric(random.nextInt(20) - 10);
    }

    private AttributeValue number(AttributeValue from) {
        return from instanceof AttributeValue.Numeric(double value)
                ? new AttributeValue.Numeric(value + random.nextInt(8))
                : from;
    }

    private AttributeValue tag() {
        return new AttributeValue.Text("tag" + random.nextInt(4));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
