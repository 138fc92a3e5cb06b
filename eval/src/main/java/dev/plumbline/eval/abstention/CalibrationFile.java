package dev.plumbline.eval.abstention;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A calibration as JSON: {@code {"method": "isotonic", "knots": [[score, probability], ...]}},
 * linear between the knots and level outside, or {@code {"method": "platt", "slope": a, "offset":
 * b}}, which is {@code 1 / (1 + exp(a * score + b))}. What else the object has says where it comes
 * from.
 */
public final class CalibrationFile {
    private CalibrationFile() {}

    /** Writes a calibration, and after it what it was fitted on. */
    public static void write(Path file, Calibration calibration, Map<String, ?> origin)
            throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (calibration) {
            case Calibration.Isotonic(List<Calibration.Isotonic.Knot> knots) -> {
                map.put("method", CalibrationMethod.ISOTONIC.label());
                map.put(
                        "knots",
                        knots.stream()
                                .map(knot -> List.of(knot.score(), knot.probability()))
                                .toList());
            }
            case Calibration.Sigmoid(double slope, double offset) -> {
                map.put("method", CalibrationMethod.PLATT.label());
                map.put("slope", slope);
                map.put("offset", offset);
            }
        }
        map.putAll(origin);
        Files.writeString(file, Json.pretty(map) + "\n");
    }

    /**
     * Reads one.
     *
     * @throws EvalException if the file is no calibration
     */
    public static Calibration read(Path file) {
        JsonNode map = Json.read(file);
        return switch (map.path("method").asText()) {
            case "isotonic" -> isotonic(map.path("knots"), file);
            case "platt" ->
                    new Calibration.Sigmoid(
                            number(map.path("slope"), file), number(map.path("offset"), file));
            default ->
                    throw new EvalException(
                            file + " is no calibration: its method is neither isotonic nor platt.");
        };
    }

    private static Calibration isotonic(JsonNode list, Path file) {
        List<Calibration.Isotonic.Knot> knots = new ArrayList<>();
        for (JsonNode pair : list) {
            double score = number(pair.path(0), file);
            double probability = number(pair.path(1), file);
            boolean rises =
                    knots.isEmpty()
                            || score >= knots.getLast().score()
                                    && probability >= knots.getLast().probability();
            if (!rises || !(probability >= 0 && probability <= 1)) {
                throw new EvalException(
                        file + " has knots that do not rise, or leave [0, 1]: " + pair + ".");
            }
            knots.add(new Calibration.Isotonic.Knot(score, probability));
        }
        if (knots.isEmpty()) {
            throw new EvalException(file + " is a calibration without knots.");
        }
        return new Calibration.Isotonic(knots);
    }

    private static double number(JsonNode value, Path file) {
        if (!value.isNumber()) {
            throw new EvalException(file + " has '" + value + "' where a number belongs.");
        }
        return value.asDouble();
    }
}
