package dev.plumbline.eval.systems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of JSON objects with an {@code id}, a line each, read by id; of two with one id the later
 * counts. Only ids and places are held, so that the file may be larger than memory.
 */
public final class OutputLines {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final Map<String, Line> lines = new HashMap<>();

    private record Line(long start, int length) {}

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
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            outputs.scan(in);
        } catch (NoSuchFileException missing) {
            throw new EvalException("There is no file " + file + ".", missing);
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
        return outputs;
    }

    private void scan(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long at = 0;
        int number = 1;
        for (int b = in.read(); b >= 0; b = in.read()) {
            at++;
            if (b != '\n') {
                line.write(b);
                continue;
            }
            add(line, at - 1 - line.size(), number++);
            line.reset();
        }
        if (line.size() > 0) {
            add(line, at - line.size(), number);
        }
    }

    private void add(ByteArrayOutputStream line, long start, int number) throws IOException {
        if (line.toString(StandardCharsets.UTF_8).isBlank()) {
            return;
        }
        JsonNode id = object(line, number).path("id");
        if (!id.isValueNode() || id.isNull()) {
            throw new EvalException(
                    file + " has an output without an 'id' in line " + number + ".");
        }
        lines.put(id.asText(), new Line(start, line.size()));
    }

    private JsonNode object(ByteArrayOutputStream line, int number) throws IOException {
        try {
            return MAPPER.readTree(line.toByteArray());
        } catch (JsonProcessingException other) {
            throw new EvalException(
                    "%s, line %d is not JSON: an output is a JSON object on a line of its own."
                            .formatted(file, number),
                    other);
        }
    }

    /** The object with an id. */
    public Optional<JsonNode> find(String id) {
        Line line = lines.get(id);
        if (line == null) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(line.length());
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(line.start());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the line is whole
            }
            return Optional.of(MAPPER.readTree(bytes.array()));
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
