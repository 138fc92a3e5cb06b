package dev.plumbline.ingestion.parse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a pool of parsers works.
 *
 * @param processes how many files are parsed at once in {@link Lane#SHARED}; one more serves {@link
 *     Lane#SUSPECT}
 * @param limit longest time for one document
 * @param heapMebibytes heap of each process
 * @param documentsMax documents after which a process is replaced
 * @param temporary folder for temporary files; made when missing
 * @param limits what a file may ask for
 * @param command how a child is started, up to and without the main class: executable, flags, class
 *     path. Empty: this Java with this class path
 */
public record ParserSettings(
        int processes,
        Duration limit,
        int heapMebibytes,
        int documentsMax,
        Path temporary,
        ParseLimits limits,
        List<String> command) {

    public ParserSettings {
        if (processes < 1 || heapMebibytes < 64 || documentsMax < 1 || !limit.isPositive()) {
            throw new IllegalArgumentException(
                    "A pool needs at least 1 process, 64 MiB of heap, 1 document a process and a time limit above zero");
        }
        command = List.copyOf(command);
    }

    /** Two processes of 512 MiB, 60 seconds a document, replaced after 10,000 documents. */
    public static ParserSettings standard(Path temporary) {
        return new ParserSettings(
                2,
                Duration.ofSeconds(60),
                512,
                10_000,
                temporary,
                ParseLimits.standard(),
                List.of());
    }

    public ParserSettings withProcesses(int number) {
        return new ParserSettings(
                number, limit, heapMebibytes, documentsMax, temporary, limits, command);
    }

    public ParserSettings withLimit(Duration longest) {
        return new ParserSettings(
                processes, longest, heapMebibytes, documentsMax, temporary, limits, command);
    }

    public ParserSettings withHeapMebibytes(int size) {
        return new ParserSettings(processes, limit, size, documentsMax, temporary, limits, command);
    }

    public ParserSettings withDocumentsMax(int number) {
        return new ParserSettings(
                processes, limit, heapMebibytes, number, temporary, limits, command);
    }

    public ParserSettings withCommand(List<String> start) {
        return new ParserSettings(
                processes, limit, heapMebibytes, documentsMax, temporary, limits, start);
    }

    public ParserSettings withLimits(ParseLimits bounds) {
        return new ParserSettings(
                processes, limit, heapMebibytes, documentsMax, temporary, bounds, command);
    }
}
