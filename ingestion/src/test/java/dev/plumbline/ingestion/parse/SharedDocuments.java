package dev.plumbline.ingestion.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Documents that are no part of the project: under PLUMBLINE_DATA, or the folder "shared" beside
 * the checkout.
 */
final class SharedDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedDocuments() {}

    static Path folder(String name) {
        return Stream.of(
                        System.getProperty("plumbline.data", ""),
                        System.getenv().getOrDefault("PLUMBLINE_DATA", ""),
                        "../../shared",
                        "../shared")
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(text).resolve("data").resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "Test data is missing: " + name + ". Set PLUMBLINE_DATA."));
    }

    static List<JsonNode> lines(Path file) throws IOException {
        var nodes = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(file)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }
}
