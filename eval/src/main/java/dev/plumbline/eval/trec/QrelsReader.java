package dev.plumbline.eval.trec;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads relevance judgements: topic, a field passed over, document, level. Blank lines are errors;
 * from release 10.0 on a line may be a comment, but not two in a row.
 */
final class QrelsReader {
    private record Line(String topic, String document, long level) implements TopicLine {}

    private final TrecVersion version;

    QrelsReader(TrecVersion version) {
        this.version = version;
    }

    /** The topics by id, ascending. */
    List<TopicQrels> read(String path) {
        LineScanner scanner = LineScanner.ofFile(path, "qrels");
        List<Line> lines = new ArrayList<>();
        while (!scanner.atEnd()) {
            if (scanner.at('#') && version == TrecVersion.V10_0) {
                scanner.skipLine();
            }
            lines.add(line(scanner, lines.size() + 1, path));
        }
        return TopicLine.byTopic(
                lines,
                part ->
                        new TopicQrels(
                                part.getFirst().topic(),
                                TopicLine.documents(part),
                                part.stream().mapToLong(Line::level).toArray()));
    }

    private static Line line(LineScanner scanner, int number, String path) {
        try {
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
        } catch (LineScanner.Malformed malformed) {
            throw new TrecFailure(
                    TrecFailure.UNREADABLE,
                    "line " + number + " of the qrels '" + path + "' is malformed");
        }
    }
}
