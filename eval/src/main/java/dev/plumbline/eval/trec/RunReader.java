package dev.plumbline.eval.trec;

import dev.plumbline.eval.data.LineFile;
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
 * and what follows the run id are passed over; from release 10.0 on a line may be a comment.
 */
final class RunReader extends TopicFile<RunReader.Line> {
    record Line(String topic, String document, double score, String run) implements TopicLine {}

    private final boolean piped;
    private @Nullable String id;

    private RunReader(TrecVersion version, String path, LineFile file, boolean piped) {
        super(version, path, file);
        this.piped = piped;
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
            RunReader reader = new RunReader(version, path, file, piped);
            reader.begin();
            return reader;
        } catch (IOException | InvalidPathException unreadable) {
            throw unreadable(path);
        }
    }

    static TrecFailure unreadable(String path) {
        return new TrecFailure(
                TrecFailure.UNREADABLE, "cannot read the run '" + path + "', or it is empty");
    }

    @Override
    TrecFailure unreadable() {
        return unreadable(path);
    }

    @Override
    void look() throws IOException {
        if (!piped && file.isEmpty()) {
            throw unreadable();
        }
        file.forEach(this::look);
    }

    private void look(String text, long number, long from, long to) {
        try {
            for (Line line : lines(text)) {
                found(line, from, to);
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

    /** What the run holds for one of its topics. */
    TopicRun topic(String topic) {
        List<Line> lines = ofTopic(topic);
        return new TopicRun(
                topic,
                TopicLine.documents(lines),
                lines.stream().mapToDouble(Line::score).toArray());
    }

    @Override
    List<Line> lines(String text) throws LineScanner.Malformed {
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
}
