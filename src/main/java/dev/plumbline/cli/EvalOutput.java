package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** How the {@code eval} commands print results and failures. */
final class EvalOutput {
    static final int USAGE = 2;

    private static final JsonMapper MAPPER = new JsonMapper();

    private EvalOutput() {}

    /** Runs a command; input that cannot be evaluated is a sentence and wrong usage. */
    static int guard(Callable<Integer> command) {
        try {
            return command.call();
        } catch (EvalException unusable) {
            System.err.println(unusable.getMessage());
            return USAGE;
        } catch (Exception failure) {
            System.err.println("The evaluation failed: " + failure.getMessage());
            return 1;
        }
    }

    /** Figures as one JSON object, or a line each. */
    static void figures(Map<String, ?> figures, boolean json) throws JsonProcessingException {
        if (json) {
            System.out.println(MAPPER.writeValueAsString(figures));
            return;
        }
        figures.forEach((name, value) -> System.out.printf("%-24s %s%n", name, text(value)));
    }

    private static String text(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, "%.4f", number)
                : String.valueOf(value);
    }
}
