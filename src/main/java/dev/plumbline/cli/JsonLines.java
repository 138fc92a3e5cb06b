package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.plumbline.inference.json.Json;
import dev.plumbline.inference.json.JsonException;
import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One JSON object a line in, one a line out; written in ASCII, so that no reader cuts a line at an
 * unusual line end.
 */
final class JsonLines {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonLines() {}

    /**
     * Answers each line that is not blank.
     *
     * @throws UsageException where a line is no JSON object
     */
    static void answer(
            InputStream in, OutputStream out, Function<JsonObject, Map<String, ?>> answer)
            throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setRootValueSeparator(null);
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    write(json, answer.apply(parsed("Line " + number, line)));
                    json.writeRaw('\n');
                    if (!lines.ready()) {
                        json.flush(); // whoever writes line by line waits for this one
                    }
                }
            }
        }
    }

    private static JsonObject parsed(String what, String line) {
        try {
            return Json.object(what, line);
        } catch (JsonException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** One value and a line end. */
    static void print(OutputStream out, Object value) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(json, value);
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    write(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object item : list) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case int[] numbers -> json.writeArray(numbers, 0, numbers.length);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case JsonNull _ -> json.writeNull();
            default -> json.writeString(value.toString());
        }
    }
}
