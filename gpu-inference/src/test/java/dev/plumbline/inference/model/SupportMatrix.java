package dev.plumbline.inference.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models by types of their weights, as the table of docs/models.md. */
final class SupportMatrix {
    private static final List<String> KINDS =
            List.of(
                    "hf", "F32", "F16", "BF16", "Q8_0", "Q6_K", "Q5_K_M", "Q5_1", "Q5_0", "Q4_K_M",
                    "Q4_1", "Q4_0", "IQ4_NL", "IQ4_XS", "Q3_K_M", "Q2_K");

    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    void put(String model, String kind, double far, String fault) {
        rows.computeIfAbsent(model, _ -> new LinkedHashMap<>())
                .put(kind, fault.isEmpty() ? "%.0e".formatted(far) : fault);
    }

    /** A Markdown table; what was not measured is a dash. */
    String text() {
        List<String> kinds =
                KINDS.stream()
                        .filter(kind -> rows.values().stream().anyMatch(r -> r.containsKey(kind)))
                        .toList();
        StringBuilder text = new StringBuilder(line("model", kinds));
        text.append(line("---", kinds.stream().map(_ -> "---").toList()));
        rows.forEach(
                (model, cells) ->
                        text.append(
                                line(
                                        model,
                                        kinds.stream()
                                                .map(kind -> cells.getOrDefault(kind, "-"))
                                                .toList())));
        return text.toString();
    }

    private static String line(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |\n";
    }
}
