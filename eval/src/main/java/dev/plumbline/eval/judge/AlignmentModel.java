package dev.plumbline.eval.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fitted numbers of the alignment judge, kept as JSON beside the code.
 *
 * @param words how much each word tells
 * @param sentence from a claim's features to its weight within a response
 * @param response from {@link ResponseFeatures} to the log odds that all of a response is
 *     supported; of a response of one sentence too
 * @param threshold the probability from which a sentence, or a response, counts as supported
 */
record AlignmentModel(
        Map<String, Double> words,
        double unknownWord,
        LogisticModel sentence,
        LogisticModel response,
        double threshold) {

    static final String RESOURCE = "alignment.json";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The model that ships. */
    static AlignmentModel standard() {
        try (InputStream in = AlignmentModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        RESOURCE + " is missing beside the judge's classes");
            }
            return of(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WordWeights weights() {
        return new WordWeights(words, unknownWord);
    }

    private static AlignmentModel of(JsonNode node) {
        Map<String, Double> words = new HashMap<>();
        node.path("words")
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asDouble()));
        return new AlignmentModel(
                words,
                node.required("unknown_word").asDouble(),
                model(node.required("sentence"), Features.NAMES),
                model(node.required("response"), ResponseFeatures.NAMES),
                node.required("threshold").asDouble());
    }

    private static LogisticModel model(JsonNode node, List<String> names) {
        double[] coefficients = new double[names.size()];
        for (int i = 0; i < names.size(); i++) {
            coefficients[i] = node.required(names.get(i)).asDouble();
        }
        return new LogisticModel(node.required("intercept").asDouble(), coefficients);
    }

    void write(Path file, String command) {
        ObjectNode node = JSON.createObjectNode();
        node.put("refitted_by", command);
        node.put("threshold", rounded(threshold));
        put(node.putObject("sentence"), sentence, Features.NAMES);
        put(node.putObject("response"), response, ResponseFeatures.NAMES);
        node.put("unknown_word", unknownWord);
        ObjectNode table = node.putObject("words");
        new TreeMap<>(words)
                .forEach((word, weight) -> table.put(word, Math.round(weight * 100) / 100.0));
        try {
            Files.writeString(file, JSON.writeValueAsString(node) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode node, LogisticModel model, List<String> names) {
        node.put("intercept", rounded(model.intercept()));
        for (int i = 0; i < names.size(); i++) {
            node.put(names.get(i), rounded(model.coefficient(i)));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }
}
