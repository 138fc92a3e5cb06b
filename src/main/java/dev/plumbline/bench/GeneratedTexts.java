package dev.plumbline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.storage.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts without sense, of real English words: each topic has words of its own, which its passages
 * and questions share; the other words are common by Zipf's law. The same seed and number give the
 * same text.
 */
final class GeneratedTexts {
    private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";
    private static final int TOPIC_WORDS = 24;
    private static final double OF_TOPIC = 0.35;
    private static final int SENTENCES = 5;

    private final List<String> vocabulary;
    private final double[] cumulated;
    private final long seed;

    GeneratedTexts(long seed) throws IOException {
        this.seed = seed;
        vocabulary = words();
        cumulated = new double[vocabulary.size()];
        double sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += 1.0 / (i + 10);
            cumulated[i] = sum;
        }
    }

    /** The whole words of the embedder's vocabulary, in its order: the common ones come first. */
    private static List<String> words() throws IOException {
        try (InputStream in = GeneratedTexts.class.getResourceAsStream(TOKENIZER)) {
            if (in == null) {
                throw new FileNotFoundException(TOKENIZER + " is not in the class path");
            }
            JsonNode pieces = Json.MAPPER.readTree(in).path("model").path("vocab");
            List<String> words = new ArrayList<>();
            for (Iterator<String> names = pieces.fieldNames(); names.hasNext(); ) {
                String piece = names.next();
                if (piece.matches("[a-z]{3,12}")) {
                    words.add(piece);
                }
            }
            return words;
        }
    }

    /** A topic's own words. */
    private List<String> topic(int topic) {
        Random random = new Random(seed * 31 + topic);
        return IntStream.range(0, TOPIC_WORDS)
                .mapToObj(_ -> vocabulary.get(random.nextInt(vocabulary.size())))
                .toList();
    }

    /** What a topic is about, for its centre among vectors. */
    String centre(int topic) {
        return String.join(" ", topic(topic).subList(0, TOPIC_WORDS / 2));
    }

    String title(int topic) {
        return topic(topic).subList(0, 3).stream()
                .map(GeneratedTexts::capitalised)
                .collect(Collectors.joining(" "));
    }

    /** A paragraph of some 85 words. */
    String passage(int topic, int number) {
        List<String> own = topic(topic);
        Random random = new Random((seed * 31 + topic) * 1_000_003L + number);
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < SENTENCES; s++) {
            int length = 12 + random.nextInt(11);
            text.append(s == 0 ? "" : " ");
            for (int w = 0; w < length; w++) {
                String word =
                        random.nextDouble() < OF_TOPIC
                                ? own.get(random.nextInt(own.size()))
                                : common(random);
                text.append(w == 0 ? capitalised(word) : " " + word);
            }
            text.append('.');
        }
        return text.toString();
    }

    /** A question about a topic. */
    String question(int number, int topics) {
        Random random = new Random(seed * 7 + number);
        List<String> own = topic(random.nextInt(topics));
        return "Which "
                + own.get(random.nextInt(12))
                + " of the "
                + own.get(random.nextInt(12))
                + " has the "
                + own.get(random.nextInt(12))
                + " and "
                + own.get(random.nextInt(12))
                + "?";
    }

    private String common(Random random) {
        double at = random.nextDouble() * cumulated[cumulated.length - 1];
        int place = java.util.Arrays.binarySearch(cumulated, at);
        return vocabulary.get(place < 0 ? -place - 1 : place);
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
