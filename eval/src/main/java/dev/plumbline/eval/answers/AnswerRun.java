package dev.plumbline.eval.answers;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.answers.Suite.Question;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Asks a target each question and scores what it says. Outputs are kept, a line each, as they come:
 * a run that was cut off goes on where it stopped, and one that is scored again asks nothing.
 * Failed answers are asked again.
 */
public final class AnswerRun {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Target target;
    private final Path kept;

    /** A run that keeps outputs in a file of its folder, one for each name of a target. */
    public AnswerRun(Target target, String name, Path folder) {
        this.target = target;
        this.kept = folder.resolve("outputs-" + Integer.toHexString(name.hashCode()) + ".jsonl");
    }

    /** Runs; items are told to a receiver one by one, and none is held. */
    public void run(List<Question> questions, Consumer<ItemResult> receiver, IntConsumer progress) {
        Map<String, SystemOutput> known = known();
        int done = 0;
        try (Writer out =
                Files.newBufferedWriter(
                        kept,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            for (Question question : questions) {
                SystemOutput output = known.get(question.id());
                if (output == null) {
                    output = target.answer(question);
                    if (output.error() == null && !(target instanceof OutputsTarget)) {
                        out.write(MAPPER.writeValueAsString(output) + "\n");
                        out.flush();
                    }
                }
                receiver.accept(ItemResult.of(question, output));
                progress.accept(++done);
            }
        } catch (IOException failure) {
            throw new EvalException("Cannot write " + kept + ": " + failure.getMessage(), failure);
        }
    }

    private Map<String, SystemOutput> known() {
        Map<String, SystemOutput> known = new HashMap<>();
        if (!Files.exists(kept) || target instanceof OutputsTarget) {
            return known;
        }
        try {
            // A line that a kill tore in two is asked again, and must not spoil the next one.
            String text = Files.readString(kept);
            if (!text.isEmpty() && !text.endsWith("\n")) {
                text = text.substring(0, text.lastIndexOf('\n') + 1);
                Files.writeString(kept, text);
            }
            for (String line : text.lines().toList()) {
                SystemOutput output = MAPPER.readValue(line, SystemOutput.class);
                known.put(output.id(), output);
            }
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + kept + ": " + unreadable.getMessage(), unreadable);
        }
        return known;
    }
}
