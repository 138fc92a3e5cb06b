package dev.plumbline.eval.trec;

import dev.plumbline.eval.data.LineFile;
import dev.plumbline.eval.data.Stretches;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
    private record Line(String topic, String document, double score, String run)
            implements TopicLine {}

    private final TrecVersion version;
    private final String path;
    private final LineFile file;
    private final Stretches stretches = new Stretches();
    private @Nullable String id;

    private RunReader(TrecVersion version, String path, LineFile file) {
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
        try {
            // Bytes are characters here, as ids compare by bytes.
            LineFile file =
                    piped
                            ? LineFile.copy(standardInput, StandardCharsets.ISO_8859_1)
                            : LineFile.open(Path.of(path), StandardCharsets.ISO_8859_1);
            RunReader reader = new RunReader(version, path, file);
            try {
                if (!piped && file.isEmpty()) {
                    throw unreadable(path);
                }
                file.forEach(reader::look);
            } catch (IOException | TrecFailure unusable) {
                reader.close();
                throw unusable;
            }
            return reader;
        } catch (IOException | InvalidPathException unreadable) {
            throw unreadable(path);
        }
    }

    static TrecFailure unreadable(String path) {
        return new TrecFailure(
                TrecFailure.UNREADABLE, "cannot read the run '" + path + "', or it is empty");
    }

    private void look(String text, long number, long from, long to) {
        try {
            for (Line line : lines(text)) {
                stretches.add(line.topic(), from, to);
                id = line.run();
            }
        } catch (LineScanner.Malformed malformed) {
            throw new TrecFailure(
                    TrecFailure.UNREADABLE,
                    "line " + number + " of the run '" + path + "' is malformed");
        }
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
                        found.addAll(lines(file.text(from, to)));
                    } catch (IOException | LineScanner.Malformed changed) {
                        throw unreadable(path);
                    }
                });
        List<Line> lines = TopicLine.byDocument(found);
        return new TopicRun(
                topic,
                TopicLine.documents(lines),
                lines.stream().mapToDouble(Line::score).toArray());
    }

    private List<Line> lines(String text) throws LineScanner.Malformed {
        List<Line> lines = new ArrayList<>();
        LineScanner scanner = LineScanner.ofText(text);
        for (scanner.skipBlanks(); !scanner.atEnd(); scanner.skipBlanks()) {
            if (scanner.at('\n') || (scanner.at('#') && version == TrecVersion.V10_0)) {
                scanner.skipLine();
            } else {
                lines.add(line(scanner));
            }
        }
        return lines;
    }

    private Line line(LineScanner scanner) throws LineScanner.Malformed {
        String topic = scanner.field();
        scanner.field();
        String document = scanner.field();
        scanner.field();
        double score = CNumbers.real(scanner.field());
        if (scanner.at('\n')) {
            throw new LineScanner.Malformed();
        }
        String run = scanner.lastField();
        scanner.skipLine();
        return new Line(topic, document, exact(score), run);
    }

    private double exact(double score) {
        return version == TrecVersion.V10_0 ? score : (float) score;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
