package dev.plumbline.cli;

import dev.plumbline.inference.json.JsonObject;
import dev.plumbline.inference.template.ChatTemplate;
import dev.plumbline.inference.template.TemplateException;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code model template}: chat templates rendered. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description =
                "Reads {\"template\": .., \"inputs\": {..}} per line of standard input and writes {\"text\": ..} or {\"error\": ..}.")
final class ModelTemplateCommand implements Callable<Integer> {
    private static final int TEMPLATES_KEPT_MAX = 256;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            defaultValue = "2026-07-26",
            description =
                    "What templates see as today's date (default: ${DEFAULT-VALUE}, so that the same input gives the same output on every day).")
    private LocalDate date = LocalDate.EPOCH;

    @Option(names = "--json", description = "Changes nothing: every line written is a JSON value.")
    @SuppressWarnings("UnusedVariable")
    private boolean json;

    private final Map<String, ChatTemplate> templates = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.fixed(date.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        JsonLines.answer(System.in, System.out, line -> rendered(line, clock));
        return 0;
    }

    private Map<String, String> rendered(JsonObject line, Clock clock) {
        String source =
                line.text("template")
                        .orElseThrow(
                                () -> new UsageException(line.missing("template").getMessage()));
        JsonObject inputs =
                line.object("inputs")
                        .orElseThrow(() -> new UsageException(line.missing("inputs").getMessage()));
        try {
            return Map.of("text", template(source).render(inputs.values(), clock));
        } catch (TemplateException refused) {
            return Map.of("error", refused.getMessage());
        }
    }

    private ChatTemplate template(String source) {
        if (templates.size() >= TEMPLATES_KEPT_MAX) {
            templates.clear();
        }
        return templates.computeIfAbsent(source, ChatTemplate::of);
    }
}
