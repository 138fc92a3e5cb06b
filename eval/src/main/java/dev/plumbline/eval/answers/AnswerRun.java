package dev.plumbline.eval.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.systems.OutputLines;
import dev.plumbline.eval.systems.OutputsTarget;
import dev.plumbline.eval.systems.Reply;
import dev.plumbline.eval.systems.SystemOutput;
import dev.plumbline.eval.systems.Target;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * Asks a target each question. Outputs are kept, a line each, as they come: a run that was cut off
 * goes on where it stopped, and one that is scored again asks nothing. Failed answers, and
 * questions whose words changed, are asked again.
 */
public final class AnswerRun {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String ASKED = "asked";
    private static final String SOUGHT = "sought";
    private static final String ASKED_AT = "asked_at";
    private static final int HASH_BYTES = 8;
    private static final int SILENT_MAX = 3;

    private final Target target;
    private final Path kept;
    private final AskedTimes times = new AskedTimes();
    private int silentInRow;
    private String unavailability = "";

    /** A run that keeps outputs in a file of its folder, one for each name of a target. */
    public AnswerRun(Target target, String name, Path folder) {
        this.target = target;
        this.kept = folder.resolve("outputs-" + hash(name) + ".jsonl");
    }

    private static String hash(String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** When the answers so far were asked for, those that were kept among them. */
    public AskedTimes times() {
        return times;
    }

    /**
     * Runs; outputs are told to a receiver one by one, and none is held.
     *
     * @throws EvalException if the system is not there, or refuses whoever asks; if a file of
     *     outputs has none of the questions
     */
    public void run(
            List<Question> questions,
            BiConsumer<Question, SystemOutput> receiver,
            IntConsumer progress) {
        int done = 0;
        silentInRow = 0;
        if (target instanceof OutputsTarget outputs) {
            outputs.check(questions);
            for (Question question : questions) {
                receiver.accept(question, outputs.answer(question));
                progress.accept(++done);
            }
            return;
        }
        try {
            Optional<OutputLines> known = known();
            try (Writer out =
                    Files.newBufferedWriter(
                            kept,
                            StandardCharsets.UTF_8,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND)) {
                for (Question question : questions) {
                    Optional<SystemOutput> before = known.flatMap(k -> known(k, question));
                    receiver.accept(
                            question, before.isPresent() ? before.get() : ask(question, out));
                    progress.accept(++done);
                }
            }
            if (silentInRow > 0) {
                throw unavailable();
            }
        } catch (IOException failure) {
            throw new EvalException("Cannot write " + kept + ": " + failure.getMessage(), failure);
        }
    }

    private SystemOutput ask(Question question, Writer out) throws IOException {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        SystemOutput output = answer(question);
        times.asked(now);
        if (!output.hasFailed()) {
            ObjectNode line = MAPPER.valueToTree(output);
            line.put(ASKED, question.text()).put(SOUGHT, sought(question)).put(ASKED_AT, now);
            out.write(MAPPER.writeValueAsString(line) + "\n");
            out.flush();
        }
        return output;
    }

    /**
     * The target's answer. One that nobody gives is a failed one, until a few in a row, or the last
     * ones, show that there is nobody.
     *
     * @throws EvalException if the system is not there, or refuses whoever asks like this
     */
    private SystemOutput answer(Question question) {
        return switch (target.answer(question)) {
            case SystemOutput output -> {
                silentInRow = 0;
                yield output;
            }
            case Reply.Unavailable unavailable -> {
                unavailability = unavailable.message();
                if (unavailable.certain() || ++silentInRow >= SILENT_MAX) {
                    throw unavailable();
                }
                yield SystemOutput.failed(question.id(), unavailable.message());
            }
        };
    }

    private EvalException unavailable() {
        return new EvalException(
                unavailability
                        + " Answers so far are kept: once it answers, the same command goes on with"
                        + " the other questions.");
    }

    /**
     * What was kept of an earlier run; a line that a kill tore in two is cut off and asked again.
     */
    private Optional<OutputLines> known() throws IOException {
        if (!Files.exists(kept)) {
            return Optional.empty();
        }
        cutTorn();
        return Optional.of(OutputLines.read(kept));
    }

    private void cutTorn() throws IOException {
        try (FileChannel file =
                FileChannel.open(kept, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = file.size();
            java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
            while (end > 0) {
                file.read(one.clear(), end - 1);
                if (one.get(0) == '\n') {
                    break;
                }
                end--;
            }
            file.truncate(end);
        }
    }

    /** An answer to the same words; its trace counts only if the same evidence was looked for. */
    private Optional<SystemOutput> known(OutputLines lines, Question question) {
        Optional<JsonNode> same =
                lines.find(question.id())
                        .filter(line -> line.path(ASKED).asText().equals(question.text()));
        same.ifPresent(line -> times.kept(line.path(ASKED_AT).asText("")));
        return same.map(line -> convert(line, question));
    }

    private static SystemOutput convert(JsonNode line, Question question) {
        SystemOutput output = MAPPER.convertValue(line, SystemOutput.class);
        return line.path(SOUGHT).asInt() == sought(question) ? output : output.withTrace(null);
    }

    private static int sought(Question question) {
        return Objects.hash(question.evidence(), question.expected());
    }
}
