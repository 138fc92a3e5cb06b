package dev.plumbline.eval.trec;

import dev.plumbline.eval.data.LineFile;
import dev.plumbline.eval.data.Stretches;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file of lines by topic. All are looked at first; a topic's are read again when it is asked for,
 * so that a file may be larger than memory.
 */
abstract class TopicFile<L extends TopicLine> implements Closeable {
    final TrecVersion version;
    final String path;
    final LineFile file;
    private final Stretches stretches = new Stretches();

    TopicFile(TrecVersion version, String path, LineFile file) {
        this.version = version;
        this.path = path;
        this.file = file;
    }

    /** Tells {@link #found} of each line, and throws where one is malformed. */
    abstract void look() throws IOException;

    /** The lines of a stretch that were told before. */
    abstract List<L> lines(String text) throws LineScanner.Malformed;

    /** The failure of a file that cannot be read. */
    abstract TrecFailure unreadable();

    /** Looks at all lines; closes the file where that fails. */
    final void begin() throws IOException {
        try {
            look();
        } catch (IOException | TrecFailure unusable) {
            close();
            throw unusable;
        }
    }

    final void found(L line, long from, long to) {
        stretches.add(line.topic(), from, to);
    }

    /** The topics that have lines, ascending. */
    final List<String> topics() {
        return stretches.names().stream().sorted().toList();
    }

    final boolean has(String topic) {
        return stretches.names().contains(topic);
    }

    /** A topic's lines by document, those of one document in the order in which they came. */
    final List<L> ofTopic(String topic) {
        List<L> found = new ArrayList<>();
        stretches.forEach(
                topic,
                (from, to) -> {
                    try {
                        found.addAll(lines(file.text(from, to)));
                    } catch (IOException | LineScanner.Malformed changed) {
                        throw unreadable();
                    }
                });
        found.sort(Comparator.comparing(TopicLine::document));
        return found;
    }

    @Override
    public final void close() throws IOException {
        file.close();
    }
}
