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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

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
            throw unreadable(file.toString(), unreadable);
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
            throw unreadable(file.toString(), unreadable);
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
                    reader.accept(MAPPER.readTree(line), file + ":" + number);
                }
            }
        } catch (IOException unreadable) {
            throw unreadable(file + ":" + number, unreadable);
        }
    }

    private static EvalException unreadable(String where, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new EvalException("There is no file " + cause.getMessage() + ".", cause);
        }
        String reason = cause.getMessage();
        return new EvalException(
                "Cannot read "
                        + where
                        + ": "
                        + (reason == null ? "" : reason.lines().findFirst().orElse("")),
                cause);
    }
}
