package dev.plumbline.eval.trec;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run: topic, a field passed over, document, rank (passed over), score, run id. Blank lines
 * and what follows the run id are passed over; from release 10.0 on a line may be a comment.
 */
final class RunReader {
    /**
     * A whole run.
     *
     * @param id of the last line
     * @param topics by topic id, ascending
     */
    record Run(@Nullable String id, List<TopicRun> topics) {}

    private record Line(String topic, String document, double score) implements TopicLine {}

    private final TrecVersion version;

    RunReader(TrecVersion version) {
        this.version = version;
    }

    Run read(String path, InputStream standardInput) {
        boolean piped = path.startsWith("-") && version == TrecVersion.V10_0;
        LineScanner scanner =
                piped
                        ? LineScanner.ofStream(standardInput, "run")
                        : LineScanner.ofFile(path, "run");
        List<Line> lines = new ArrayList<>();
        String id = null;
        while (true) {
            scanner.skipBlanks();
            if (scanner.atEnd()) {
                break;
            } else if (scanner.at('\n') || (scanner.at('#') && version == TrecVersion.V10_0)) {
                scanner.skipLine();
            } else {
                id = line(scanner, lines, path);
            }
        }
        return new Run(
                id,
                TopicLine.byTopic(
                        lines,
                        part ->
                                new TopicRun(
                                        part.getFirst().topic(),
                                        TopicLine.documents(part),
                                        part.stream().mapToDouble(Line::score).toArray())));
    }

    private String line(LineScanner scanner, List<Line> lines, String path) {
        try {
            String topic = scanner.field();
            scanner.field();
            String document = scanner.field();
            scanner.field();
            double score = CNumbers.real(scanner.field());
            if (scanner.at('\n')) {
                throw new LineScanner.Malformed();
            }
            String id = scanner.lastField();
            scanner.skipLine();
            lines.add(new Line(topic, document, exact(score)));
            return id;
        } catch (LineScanner.Malformed malformed) {
            throw new TrecFailure(
                    TrecFailure.UNREADABLE,
                    "line " + (lines.size() + 1) + " of the run '" + path + "' is malformed");
        }
    }

    private double exact(double score) {
        return version == TrecVersion.V10_0 ? score : (float) score;
    }
}
