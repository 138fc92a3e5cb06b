package dev.plumbline.eval.systems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.LineFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of JSON objects with an {@code id}, a line each, read by id; of two with one id the later
 * counts. Only ids and places are held, so that the file may be larger than memory.
 */
public final class OutputLines {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final Map<String, Place> places = new HashMap<>();

    private record Place(long from, long to, long line) {}

    private OutputLines(Path file) {
        this.file = file;
    }

    /**
     * Reads where each line begins.
     *
     * @throws EvalException if the file cannot be read or a line has no id
     */
    public static OutputLines read(Path file) {
        OutputLines outputs = new OutputLines(file);
        try (LineFile lines = LineFile.open(file, StandardCharsets.UTF_8)) {
            lines.forEach(outputs::add);
        } catch (NoSuchFileException missing) {
            throw new EvalException("There is no file " + file + ".", missing);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
        return outputs;
    }

    private static EvalException unreadable(Path file, IOException cause) {
        return new EvalException("Cannot read " + file + ": " + cause.getMessage(), cause);
    }

    private void add(String line, long number, long from, long to) {
        if (line.isBlank()) {
            return;
        }
        JsonNode id = object(line, number).path("id");
        if (!id.isValueNode() || id.isNull()) {
            throw new EvalException(file + ":" + number + " has no 'id', the question's.");
        }
        places.put(id.asText(), new Place(from, to, number));
    }

    private JsonNode object(String line, long number) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException other) {
            throw new EvalException(
                    "%s:%d is not JSON: an output is a JSON object on a line of its own."
                            .formatted(file, number),
                    other);
        }
    }

    /** The ids, in no order. */
    Set<String> ids() {
        return places.keySet();
    }

    /** Where the object with an id stands, as file and line; the file alone where there is none. */
    String where(String id) {
        Place place = places.get(id);
        return place == null ? file.toString() : file + ":" + place.line();
    }

    /** The object with an id. */
    public Optional<JsonNode> find(String id) {
        Place place = places.get(id);
        if (place == null) {
            return Optional.empty();
        }
        try (LineFile lines = LineFile.open(file, StandardCharsets.UTF_8)) {
            return Optional.of(MAPPER.readTree(lines.text(place.from(), place.to())));
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }
}
