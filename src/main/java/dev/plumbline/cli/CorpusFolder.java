package dev.plumbline.cli;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.judge.Sentences;
import dev.plumbline.eval.suite.SourceText;
import dev.plumbline.ingestion.parse.Lane;
import dev.plumbline.ingestion.parse.ParseOutcome;
import dev.plumbline.ingestion.parse.ParseRequest;
import dev.plumbline.ingestion.parse.ParserPool;
import dev.plumbline.ingestion.parse.ParserSettings;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a folder's files: plain ones as they are, PDF, Word and whatever else the service
 * parses as it parses them. What cannot be read is told and left out.
 */
final class CorpusFolder {
    private final Path folder;
    private @Nullable ParserPool parsers;

    private CorpusFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads all files, in the order of their names; hidden ones aside.
     *
     * @throws EvalException if none has text
     */
    static List<SourceText> read(Path folder) throws IOException {
        CorpusFolder corpus = new CorpusFolder(folder);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).filter(corpus::isShown).sorted().toList();
        }
        Path temporary = Files.createTempDirectory("plumbline-suite");
        List<SourceText> texts = new ArrayList<>();
        try {
            for (Path file : files) {
                corpus.text(file, temporary)
                        .filter(text -> !Sentences.split(text).isEmpty())
                        .ifPresent(text -> texts.add(new SourceText(corpus.name(file), text)));
            }
        } finally {
            corpus.close(temporary);
        }
        if (texts.isEmpty()) {
            throw new EvalException(folder + " has no file with text.");
        }
        return texts;
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private boolean isShown(Path file) {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> text(Path file, Path temporary) throws IOException {
        if (file.toString().matches(".*\\.(?:txt|md)")) {
            try {
                return Optional.of(Files.readString(file));
            } catch (MalformedInputException e) {
                System.err.println(file + " is not UTF-8 and is left out.");
                return Optional.empty();
            }
        }
        if (parsers == null) {
            parsers = new ParserPool(ParserSettings.standard(temporary).withProcesses(1));
        }
        try {
            return text(file, parsers.parse(new ParseRequest(file, name(file), null), Lane.SHARED));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static Optional<String> text(Path file, ParseOutcome outcome) {
        return switch (outcome) {
            case ParseOutcome.Parsed parsed -> Optional.of(parsed.document().text().text());
            case ParseOutcome.Failed failed -> leftOut(file, failed.message());
            case ParseOutcome.Quarantined hazard -> leftOut(file, hazard.message());
            case ParseOutcome.Aborted aborted -> leftOut(file, aborted.message());
        };
    }

    private static Optional<String> leftOut(Path file, String why) {
        System.err.println(file + " is left out: " + why);
        return Optional.empty();
    }

    private void close(Path temporary) throws IOException {
        if (parsers != null) {
            parsers.close();
        }
        try (Stream<Path> left = Files.walk(temporary)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
