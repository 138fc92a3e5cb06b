package dev.plumbline.eval.trec;

import dev.plumbline.eval.data.Stretches;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run: topic, a field passed over, document, rank (passed over), score, run id. Blank lines
 * and what follows the run id are passed over; from release 10.0 on a line may be a comment. All
 * lines are looked at first; what a topic's lines hold is read again when it is asked for, so that
 * a run may be larger than memory.
 */
final class RunReader implements Closeable {
    private record Line(String topic, String document, double score) implements TopicLine {}

    private final TrecVersion version;
    private final String path;
    private final RunFile file;
    private final Stretches stretches = new Stretches();
    private @Nullable String id;
    private long lines;

    private RunReader(TrecVersion version, String path, RunFile file) {
        this.version = version;
        this.path = path;
        this.file = file;
    }

    /**
     * Looks through a run.
     *
     * @throws TrecFailure if it cannot be read or a line is malformed
     */
    static RunReader open(TrecVersion version, String path, InputStream standardInput) {
        boolean piped = path.startsWith("-") && version == TrecVersion.V10_0;
        RunFile file = piped ? RunFile.of(standardInput, path) : RunFile.open(path);
        RunReader reader = new RunReader(version, path, file);
        try {
            file.forEach(
                    (text, start) ->
                            reader.read(
                                    text,
                                    (line, from, to) ->
                                            reader.stretches.add(
                                                    line.topic(), start + from, start + to)));
        } catch (IOException unreadable) {
            throw RunFile.unreadable(path);
        }
        return reader;
    }

    /** Of the last line; null where there is none. */
    @Nullable String id() {
        return id;
    }

    /** The topics that have lines, ascending. */
    List<String> topics() {
        return stretches.names().stream().sorted().toList();
    }

    boolean has(String topic) {
        return stretches.names().contains(topic);
    }

    /** What the run holds for one of its topics. */
    TopicRun topic(String topic) {
        List<Line> found = new ArrayList<>();
        stretches.forEach(
                topic,
                (from, to) -> {
                    try {
                        read(file.text(from, to), (line, start, end) -> found.add(line));
                    } catch (IOException unreadable) {
                        throw RunFile.unreadable(path);
                    }
                });
        List<TopicRun> runs =
                TopicLine.byTopic(
                        found,
                        part ->
                                new TopicRun(
                                        topic,
                                        TopicLine.documents(part),
                                        part.stream().mapToDouble(Line::score).toArray()));
        return runs.getFirst();
    }

    /** Told a line and where it stands in its text. */
    @FunctionalInterface
    private interface LineReader {
        void accept(Line line, int from, int to);
    }

    private void read(String text, LineReader reader) {
        LineScanner scanner = LineScanner.ofText(text);
        while (true) {
            int from = scanner.position();
            scanner.skipBlanks();
            if (scanner.atEnd()) {
                break;
            } else if (scanner.at('\n') || (scanner.at('#') && version == TrecVersion.V10_0)) {
                scanner.skipLine();
            } else {
                Line line = line(scanner);
                reader.accept(line, from, Math.min(scanner.position(), text.length()));
            }
        }
    }

    private Line line(LineScanner scanner) {
        try {
            String topic = scanner.field();
            scanner.field();
            String document = scanner.field();
            scanner.field();
            double score = CNumbers.real(scanner.field());
            if (scanner.at('\n')) {
                throw new LineScanner.Malformed();
            }
            id = scanner.lastField();
            scanner.skipLine();
            lines++;
            return new Line(topic, document, exact(score));
        } catch (LineScanner.Malformed malformed) {
            throw new TrecFailure(
                    TrecFailure.UNREADABLE,
                    "line " + (lines + 1) + " of the run '" + path + "' is malformed");
        }
    }

    private double exact(double score) {
        return version == TrecVersion.V10_0 ? score : (float) score;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
