package dev.plumbline.eval.retrieval;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.LineFile;
import dev.plumbline.eval.data.Stretches;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A TREC run of any system: question, a field passed over, document, rank (passed over), score, run
 * id. Held are where each question's lines stand, so that the file may be larger than memory; the
 * ranks and the order of its lines do not count.
 */
public final class RankedRun implements Closeable {
    private static final int FIELDS = 6;
    private static final int QUESTION = 0;
    private static final int DOCUMENT = 2;
    private static final int SCORE = 4;

    private final Path file;
    private final LineFile lines;
    private final Stretches stretches = new Stretches();

    private RankedRun(Path file, LineFile lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Looks through a run.
     *
     * @throws EvalException if it cannot be read, a line has fewer fields or no number for a score,
     *     or there are no lines
     */
    public static RankedRun open(Path file) {
        try {
            RankedRun run = new RankedRun(file, LineFile.open(file, StandardCharsets.UTF_8));
            try {
                run.scan();
            } catch (IOException | EvalException unusable) {
                run.close();
                throw unusable;
            }
            return run;
        } catch (NoSuchFileException missing) {
            throw new EvalException("There is no file " + file + ".", missing);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private static EvalException unreadable(Path file, IOException cause) {
        return new EvalException("Cannot read " + file + ": " + cause.getMessage(), cause);
    }

    private void scan() throws IOException {
        lines.forEach(
                (line, number, from, to) -> {
                    if (!line.isBlank()) {
                        stretches.add(fields(line, number)[QUESTION], from, to);
                    }
                });
        if (stretches.names().isEmpty()) {
            throw new EvalException(file + " has no ranked documents.");
        }
    }

    private String[] fields(String line, long number) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length < FIELDS || !isNumber(fields[SCORE])) {
            throw new EvalException(
                    "%s, line %d is none of a TREC run: question Q0 document rank score name."
                            .formatted(file, number));
        }
        return fields;
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException other) {
            return false;
        }
    }

    /** The questions that have documents. */
    public Set<String> questions() {
        return Set.copyOf(stretches.names());
    }

    /**
     * What was found for a question, in the order of the file; none where the run lacks it.
     *
     * @throws EvalException if it has a document twice
     */
    public List<RankedDocument> of(String question) {
        List<RankedDocument> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        stretches.forEach(
                question,
                (from, to) -> {
                    for (String line : text(from, to).split("\n")) {
                        if (!line.isBlank()) {
                            found.add(document(fields(line, 0), question, seen));
                        }
                    }
                });
        return found;
    }

    private RankedDocument document(String[] fields, String question, Set<String> seen) {
        if (!seen.add(fields[DOCUMENT])) {
            throw new EvalException(
                    "%s has document '%s' twice for question '%s'."
                            .formatted(file, fields[DOCUMENT], question));
        }
        return new RankedDocument(fields[DOCUMENT], Double.parseDouble(fields[SCORE]));
    }

    private String text(long from, long to) {
        try {
            return lines.text(from, to);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
