package dev.plumbline.eval.trec;

import dev.plumbline.eval.data.LineFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads relevance judgements: topic, a field passed over, document, level. Blank lines are errors;
 * from release 10.0 on a line may be a comment, but not two in a row, nor the last.
 */
final class QrelsReader extends TopicFile<QrelsReader.Line> {
    record Line(String topic, String document, long level) implements TopicLine {}

    private long relevant;
    private boolean afterComment;

    private QrelsReader(TrecVersion version, String path, LineFile file) {
        super(version, path, file);
    }

    /**
     * Looks through judgements.
     *
     * @throws TrecFailure if they cannot be read or a line is malformed
     */
    static QrelsReader open(TrecVersion version, String path) {
        try {
            // Bytes are characters here, as ids compare by bytes.
            LineFile file = LineFile.open(Path.of(path), StandardCharsets.ISO_8859_1);
            QrelsReader reader = new QrelsReader(version, path, file);
            reader.begin();
            return reader;
        } catch (IOException | InvalidPathException unreadable) {
            throw unreadable(path);
        }
    }

    static TrecFailure unreadable(String path) {
        return new TrecFailure(
                TrecFailure.UNREADABLE, "cannot read the qrels '" + path + "', or it is empty");
    }

    @Override
    TrecFailure unreadable() {
        return unreadable(path);
    }

    @Override
    void look() throws IOException {
        if (file.isEmpty()) {
            throw unreadable();
        }
        file.forEach(this::look);
        if (afterComment) {
            throw new TrecFailure(
                    TrecFailure.UNREADABLE, "the qrels '" + path + "' end with a comment");
        }
    }

    private void look(String text, long number, long from, long to) {
        LineScanner scanner = LineScanner.ofText(text);
        if (isComment(scanner) && !afterComment) {
            afterComment = true;
            return;
        }
        afterComment = false;
        try {
            Line line = line(scanner);
            found(line, from, to);
            relevant += line.level() > 0 ? 1 : 0;
        } catch (LineScanner.Malformed malformed) {
            throw new TrecFailure(
                    TrecFailure.UNREADABLE,
                    "line " + number + " of the qrels '" + path + "' is malformed");
        }
    }

    private boolean isComment(LineScanner scanner) {
        return scanner.at('#') && version == TrecVersion.V10_0;
    }

    /** How many lines have a level above 0. */
    long relevant() {
        return relevant;
    }

    /** The judgements of one of the topics. */
    TopicQrels topic(String topic) {
        List<Line> lines = ofTopic(topic);
        return new TopicQrels(
                topic, TopicLine.documents(lines), lines.stream().mapToLong(Line::level).toArray());
    }

    @Override
    List<Line> lines(String text) throws LineScanner.Malformed {
        List<Line> lines = new ArrayList<>();
        LineScanner scanner = LineScanner.ofText(text);
        while (!scanner.atEnd()) {
            if (isComment(scanner)) {
                scanner.skipLine();
            } else {
                lines.add(line(scanner));
            }
        }
        return lines;
    }

    private static Line line(LineScanner scanner) throws LineScanner.Malformed {
        scanner.skipBlanks();
        String topic = scanner.field();
        scanner.field();
        String document = scanner.field();
        if (scanner.at('\n')) {
            throw new LineScanner.Malformed();
        }
        String level = scanner.lastField();
        scanner.endLine();
        return new Line(topic, document, CNumbers.whole(level));
    }
}
