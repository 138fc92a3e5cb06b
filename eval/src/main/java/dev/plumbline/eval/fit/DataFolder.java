package dev.plumbline.eval.fit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The public collections that coefficients are fitted on, in the form in which they are published.
 */
record DataFolder(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file that is one JSON value. */
    JsonNode json(String name) {
        try {
            return JSON.readTree(Files.readAllBytes(path.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path.resolve(name), e);
        }
    }

    /** A file with a JSON value on each line. */
    List<JsonNode> lines(String name) {
        List<JsonNode> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(path.resolve(name))) {
                lines.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path.resolve(name), e);
        }
        return lines;
    }
}
