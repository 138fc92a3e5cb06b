package dev.plumbline.eval.systems;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.attribution.Sought;
import dev.plumbline.eval.attribution.Trace;
import dev.plumbline.eval.questions.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Outputs that a system wrote before, a JSON object a line, with the fields of an output. In place
 * of a {@code trace} a line may have {@code retrieved} and {@code packed}, the texts that the
 * search brought and those that the writer saw, best first.
 */
public final class OutputsTarget implements Target {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final OutputLines lines;

    private OutputsTarget(Path file, OutputLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Opens a file of outputs; lines are read when they are asked for. */
    public static OutputsTarget read(Path file) {
        return new OutputsTarget(file, OutputLines.read(file));
    }

    /**
     * Sees that the file speaks of these questions.
     *
     * @throws EvalException if it has the id of none of them
     */
    public void check(List<Question> questions) {
        if (questions.stream().map(Question::id).noneMatch(lines.ids()::contains)) {
            throw new EvalException(
                    "%s has %s; of a question '%s' the output is a line {\"id\": \"%s\", …}."
                            .formatted(
                                    file,
                                    lines.ids().isEmpty()
                                            ? "no outputs"
                                            : "outputs of other ids than the questions', such as '"
                                                    + lines.ids().iterator().next()
                                                    + "'",
                                    questions.getFirst().id(),
                                    questions.getFirst().id()));
        }
    }

    @Override
    public SystemOutput answer(Question question) {
        return lines.find(question.id())
                .map(line -> output(question, line))
                .orElseGet(() -> SystemOutput.failed(question.id(), "no output"));
    }

    private SystemOutput output(Question question, JsonNode line) {
        String where = lines.where(question.id());
        if (!line.has("answer") && !line.has("refused") && !line.has("error")) {
            throw new EvalException(
                    where + " has neither 'answer' nor 'refused' nor 'error', as an output has.");
        }
        JsonNode confidence = line.path("confidence");
        if (confidence.isNumber() && !(confidence.asDouble() >= 0 && confidence.asDouble() <= 1)) {
            throw new EvalException(
                    "%s: 'confidence' is %s; it is a probability, from 0 to 1."
                            .formatted(where, confidence));
        }
        try {
            SystemOutput output = MAPPER.convertValue(line, SystemOutput.class);
            return output.trace() == null && line.path("retrieved").isArray()
                    ? output.withTrace(trace(question, line))
                    : output;
        } catch (IllegalArgumentException unfit) {
            String reason = String.valueOf(unfit.getMessage()).lines().findFirst().orElse("");
            throw new EvalException(
                    "%s: '%s' is not as an output has it: %s"
                            .formatted(where, field(unfit), reason),
                    unfit);
        }
    }

    /** The field of the output that does not fit. */
    private static String field(IllegalArgumentException unfit) {
        return unfit.getCause() instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? String.valueOf(mapping.getPath().getFirst().getFieldName())
                : "line";
    }

    private static Trace trace(Question question, JsonNode line) {
        List<String> retrieved = texts(line.path("retrieved"));
        List<String> packed = texts(line.path("packed"));
        boolean known = line.path("packed").isArray();
        List<Trace.Piece> pieces = new ArrayList<>();
        for (Sought piece : Sought.of(question.evidence(), question.expected())) {
            int rank = piece.rank(retrieved);
            int seen = piece.rank(packed);
            pieces.add(
                    new Trace.Piece(
                            rank > 0 || seen > 0 ? Trace.Place.PASSAGE : null,
                            rank,
                            known ? seen : null));
        }
        return new Trace(pieces, retrieved.size(), packed.size());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
