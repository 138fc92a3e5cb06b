package dev.plumbline.eval.systems;

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

    @Override
    public SystemOutput answer(Question question) {
        return lines.find(question.id())
                .map(line -> output(question, line))
                .orElseGet(() -> SystemOutput.failed(question.id(), "no output"));
    }

    private SystemOutput output(Question question, JsonNode line) {
        try {
            SystemOutput output = MAPPER.convertValue(line, SystemOutput.class);
            return output.trace() == null && line.path("retrieved").isArray()
                    ? output.withTrace(trace(question, line))
                    : output;
        } catch (IllegalArgumentException unfit) {
            String reason = String.valueOf(unfit.getMessage()).lines().findFirst().orElse("");
            throw new EvalException(
                    file + " has an output of another shape, '" + question.id() + "': " + reason,
                    unfit);
        }
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
