package dev.plumbline.eval.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plumbline.eval.EvalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** JSON and YAML files, whole or line by line; what cannot be read is told with file and line. */
public final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonMapper WRITER =
            JsonMapper.builder()
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Double.class, new FiniteOrNull())
                                    .addSerializer(Double.TYPE, new FiniteOrNull()))
                    .build();
    private static final YAMLMapper YAML = new YAMLMapper();

    private Json() {}

    /** Reads a file that is one JSON value. */
    public static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw unreadable(placed(file, unreadable), unreadable);
        }
    }

    /** Values as a tree. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A value on one line; numbers that JSON does not have are null. */
    public static String write(Object value) throws JsonProcessingException {
        return WRITER.writeValueAsString(value);
    }

    /** The same over several lines, for people. */
    public static String pretty(Object value) throws JsonProcessingException {
        return WRITER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /** NaN and infinities as null. */
    private static final class FiniteOrNull extends StdSerializer<Double> {
        private static final long serialVersionUID = 1;

        FiniteOrNull() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            if (Double.isFinite(value)) {
                out.writeNumber(value);
            } else {
                out.writeNull();
            }
        }
    }

    /** Reads a file that is one YAML value. */
    public static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw unreadable(placed(file, unreadable), unreadable);
        }
    }

    /**
     * Tells each line's object to a reader, holding one line at a time; blank lines are skipped.
     */
    public static void lines(Path file, Consumer<JsonNode> reader) {
        lines(file, (line, where) -> reader.accept(line));
    }

    /** The same, telling file and number of each line too. */
    public static void lines(Path file, BiConsumer<JsonNode, String> reader) {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                number++;
                if (!line.isBlank()) {
                    JsonNode node = MAPPER.readTree(line);
                    if (!node.isObject()) {
                        throw new EvalException(
                                file
                                        + ":"
                                        + number
                                        + " is no JSON object, as each line has to be.");
                    }
                    reader.accept(node, file + ":" + number);
                }
            }
        } catch (IOException unreadable) {
            throw unreadable(file + ":" + number, unreadable);
        }
    }

    /** The value on the first line; empty where there is none, or it is no JSON. */
    public static Optional<JsonNode> first(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            return line == null || line.isBlank()
                    ? Optional.empty()
                    : Optional.of(MAPPER.readTree(line));
        } catch (IOException other) {
            return Optional.empty();
        }
    }

    /** A reader of YAML shows places on lines of their own, indented, between what it says. */
    private static String sentence(String reason) {
        return reason.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    /** The file, with the line where what is wrong stands if that is known. */
    private static String placed(Path file, IOException cause) {
        return cause instanceof JsonProcessingException json && json.getLocation() != null
                ? file + ":" + json.getLocation().getLineNr()
                : file.toString();
    }

    private static EvalException unreadable(String where, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new EvalException("There is no file " + cause.getMessage() + ".", cause);
        }
        if (cause instanceof CharacterCodingException) {
            return new EvalException(where + " is not in UTF-8.", cause);
        }
        String reason =
                cause instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : cause.getMessage();
        return new EvalException(
                "Cannot read " + where + ": " + (reason == null ? "" : sentence(reason)), cause);
    }
}
