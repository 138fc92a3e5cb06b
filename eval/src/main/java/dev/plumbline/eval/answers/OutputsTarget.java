package dev.plumbline.eval.answers;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.answers.Suite.Question;
import dev.plumbline.eval.data.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Outputs that a system wrote before, a JSON object a line, with the fields of an output. */
public record OutputsTarget(Map<String, SystemOutput> outputs) implements Target {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Copies the outputs. */
    public OutputsTarget {
        outputs = Map.copyOf(outputs);
    }

    /** Reads a file of outputs. */
    public static OutputsTarget read(Path file) {
        Map<String, SystemOutput> outputs = new HashMap<>();
        Json.lines(
                file,
                line -> {
                    if (!line.path("id").isValueNode()) {
                        throw new EvalException(file + " has an output without an 'id'.");
                    }
                    SystemOutput output = MAPPER.convertValue(line, SystemOutput.class);
                    outputs.put(output.id(), output);
                });
        return new OutputsTarget(outputs);
    }

    @Override
    public SystemOutput answer(Question question) {
        SystemOutput output = outputs.get(question.id());
        return output == null ? SystemOutput.failed(question.id(), "no output") : output;
    }
}
