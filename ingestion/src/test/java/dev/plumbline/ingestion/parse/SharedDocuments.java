package dev.plumbline.ingestion.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /** The outcomes of files that are parsed as many at once as the pool has processes. */
    static Map<Path, ParseOutcome> parsed(ParserPool pool, Collection<Path> files)
            throws InterruptedException, ExecutionException {
        var outcomes = new LinkedHashMap<Path, Future<ParseOutcome>>();
        var parsed = new LinkedHashMap<Path, ParseOutcome>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Path file : files) {
                var request = new ParseRequest(file, String.valueOf(file.getFileName()), null);
                outcomes.put(file, threads.submit(() -> pool.parse(request, Lane.SHARED)));
            }
            for (Map.Entry<Path, Future<ParseOutcome>> outcome : outcomes.entrySet()) {
                parsed.put(outcome.getKey(), outcome.getValue().get());
            }
        }
        return parsed;
    }

    static List<JsonNode> lines(Path file) throws IOException {
        var nodes = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(file)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }
}
