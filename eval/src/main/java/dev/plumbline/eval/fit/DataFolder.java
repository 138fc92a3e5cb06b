package dev.plumbline.eval.fit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.data.SquadParagraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The public collections that coefficients are fitted on, in the form in which they are published.
 */
record DataFolder(Path path) {
    /** A file that is one JSON value. */
    JsonNode json(String name) {
        return Json.read(path.resolve(name));
    }

    /** A file with a JSON value on each line. */
    List<JsonNode> lines(String name) {
        List<JsonNode> lines = new ArrayList<>();
        Json.lines(path.resolve(name), line -> lines.add(line));
        return lines;
    }

    /** A file of SQuAD. */
    List<SquadParagraph> squad(String name) {
        return SquadParagraph.read(path.resolve(name));
    }
}
