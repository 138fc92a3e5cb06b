package dev.plumbline.eval.squad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.data.SquadParagraph;
import dev.plumbline.eval.metric.AnswerMatch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exact match and F1 over a SQuAD file. A question without a prediction counts as wrong. */
public final class SquadEvaluation {
    private double exact;
    private double f1;
    private int total;
    private int missing;

    private SquadEvaluation() {}

    /**
     * The figures by the official script's names, in percent but for the counts: {@code exact},
     * {@code f1}, {@code total}, {@code missing}; and, where some questions have no answer, the
     * same for those that have one ({@code HasAns_}) and those that have none ({@code NoAns_}).
     *
     * @param data a SQuAD file
     * @param predictions a JSON object from question id to answer
     * @throws EvalException if a file cannot be read or is of another shape
     */
    public static Map<String, Number> of(Path data, Path predictions) {
        JsonNode said = Json.read(predictions);
        if (!said.isObject()) {
            throw new EvalException(
                    predictions + " is not a JSON object from question id to answer.");
        }
        SquadEvaluation all = new SquadEvaluation();
        SquadEvaluation answerable = new SquadEvaluation();
        SquadEvaluation unanswerable = new SquadEvaluation();
        for (SquadParagraph paragraph : SquadParagraph.read(data)) {
            for (SquadParagraph.Asked asked : paragraph.questions()) {
                JsonNode answer = said.get(asked.id());
                all.add(answer, asked.answers());
                (asked.answers().isEmpty() ? unanswerable : answerable)
                        .add(answer, asked.answers());
            }
        }
        if (all.total == 0) {
            throw new EvalException(data + " has no questions.");
        }
        Map<String, Number> figures = new LinkedHashMap<>();
        all.write("", figures);
        figures.put("missing", all.missing);
        if (unanswerable.total > 0) {
            answerable.write("HasAns_", figures);
            unanswerable.write("NoAns_", figures);
        }
        return figures;
    }

    private void add(@org.jspecify.annotations.Nullable JsonNode answer, List<String> expected) {
        AnswerMatch match =
                answer == null ? AnswerMatch.NONE : AnswerMatch.of(answer.asText(), expected);
        missing += answer == null ? 1 : 0;
        exact += match.exact();
        f1 += match.f1();
        total++;
    }

    private void write(String prefix, Map<String, Number> figures) {
        if (total > 0) {
            figures.put(prefix + "exact", 100 * exact / total);
            figures.put(prefix + "f1", 100 * f1 / total);
            figures.put(prefix + "total", total);
        }
    }
}
