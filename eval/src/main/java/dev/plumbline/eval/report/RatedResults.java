package dev.plumbline.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.abstention.Attempt;
import dev.plumbline.eval.abstention.RatedSample;
import dev.plumbline.eval.data.Json;
import java.nio.file.Files;
import java.nio.file.Path;

/** The confidence of a run's answers and whether they were right, read back from its results. */
public final class RatedResults {
    private RatedResults() {}

    /** A file of results, or the one in a folder. */
    public static Path file(Path path) {
        return Files.isDirectory(path) ? path.resolve("results.jsonl") : path;
    }

    /**
     * Reads {@code results.jsonl}: an answer is right if it {@code contains} what was expected of
     * an {@code answerable} question.
     *
     * @throws EvalException if the file is none of results, or says of no question whether the
     *     documents answer it
     */
    public static RatedSample read(Path path) {
        Path file = file(path);
        RatedSample sample = new RatedSample();
        int[] told = new int[1];
        Json.lines(file, (line, where) -> told[0] += add(sample, line, where) ? 1 : 0);
        if (told[0] == 0) {
            throw new EvalException(
                    file
                            + " says of no question whether the documents answer it"
                            + " ('answerable'); results of 'eval answers' do where the suite does.");
        }
        return sample;
    }

    private static boolean add(RatedSample sample, JsonNode line, String where) {
        JsonNode output = line.path("output");
        if (!line.path("id").isValueNode() || !output.isObject()) {
            throw new EvalException(where + " is no result: it needs 'id' and 'output'.");
        }
        JsonNode answerable = line.path("answerable");
        boolean silent =
                output.path("error").isTextual()
                        || !output.path("refused").asBoolean()
                                && output.path("answer").asText("").isBlank();
        if (!answerable.isBoolean() || silent) {
            sample.skip();
            return answerable.isBoolean();
        }
        JsonNode confidence = output.path("confidence");
        JsonNode contains = line.at("/scores/contains");
        JsonNode cluster = line.path("cluster");
        sample.add(
                confidence.isNumber() ? confidence.asDouble() : null,
                new Attempt(
                        null,
                        output.path("refused").asBoolean(),
                        contains.isNumber() ? contains.asDouble() > 0 : null,
                        answerable.asBoolean()),
                cluster.isTextual()
                        ? "cluster " + cluster.asText()
                        : "item " + line.path("id").asText());
        return true;
    }
}
