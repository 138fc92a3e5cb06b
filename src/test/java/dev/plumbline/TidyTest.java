package dev.plumbline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the repository itself in order. */
final class TidyTest {
    private static final int LINES_MAX = 400;

    /** Longer files, each with its reason. */
    private static final Map<String, String> LONGER =
            Map.of("OperationsContractTest.java", "one short test per operation, read as a list");

    private static final Set<String> TEXTS =
            Set.of(
                    "java",
                    "md",
                    "xml",
                    "js",
                    "css",
                    "html",
                    "sql",
                    "sh",
                    "properties",
                    "py",
                    "yaml",
                    "yml",
                    "");

    /** Folders of what is built, fetched or kept, not written. */
    private static final Set<String> NOT_OURS =
            Set.of("target", "data", ".git", ".idea", ".vscode", "node_modules");

    /** Endings of names that say nothing, and what to say instead. */
    private static final Map<String, String> EMPTY_NAMES =
            Map.of(
                    "Manager", "the noun of what it holds",
                    "Helper", "the noun of what it does",
                    "Util", "the noun of what it works on",
                    "Utils", "the noun of what it works on",
                    "Impl", "what tells this implementation from others",
                    "Processor", "the verb as a noun",
                    "Info", "what it says");

    private static final Path ROOT = root();

    @Test
    void javaFilesAreShortEnoughToRead() {
        List<String> tooLong =
                files(path -> path.toString().endsWith(".java")).stream()
                        .filter(file -> !LONGER.containsKey(name(file)))
                        .filter(file -> text(file).lines().count() > LINES_MAX)
                        .map(TidyTest::shown)
                        .toList();
        assertThat(tooLong).as("files of more than %d lines", LINES_MAX).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        // In two pieces, so that this file does not find itself.
        assertThat(found(Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b")))
                .as("notes to oneself: do it, or write it to the list of what is missing")
                .isEmpty();
    }

    @Test
    void noFileNamesAPlaceOfOneMachine() {
        assertThat(
                        found(
                                Pattern.compile(
                                        "(?<![\\w/.$}])/(ro"
                                                + "ot|wo"
                                                + "rk|Us"
                                                + "ers|ho"
                                                + "me/\\w)\\b[/\\w]*")))
                .as("paths that exist on one machine only")
                .isEmpty();
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
        List<String> empty = new ArrayList<>();
        for (Path file : files(path -> path.toString().endsWith(".java"))) {
            EMPTY_NAMES.forEach(
                    (ending, better) -> {
                        if (name(file).endsWith(ending + ".java")) {
                            empty.add(shown(file) + ": better " + better);
                        }
                    });
        }
        assertThat(empty).isEmpty();
    }

    @Test
    void linksOfTheDocumentationLeadSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path page : files(path -> path.toString().endsWith(".md"))) {
            Matcher link = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)").matcher(text(page));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://")
                        && !Files.exists(
                                Objects.requireNonNull(page.getParent()).resolve(target))) {
                    dead.add(shown(page) + " -> " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyModuleAndDocumentIsReachedFromTheFirstPage() {
        String readme = text(ROOT.resolve("README.md"));
        List<String> unreached =
                Stream.concat(
                                files(path -> path.startsWith(ROOT.resolve("docs"))).stream()
                                        .filter(path -> path.toString().endsWith(".md"))
                                        .filter(path -> !path.toString().contains("decisions")),
                                modules())
                        .map(TidyTest::shown)
                        .filter(path -> !readme.contains(path) && !linkedFromDocs(path))
                        .toList();
        assertThat(unreached).isEmpty();
    }

    private static boolean linkedFromDocs(String path) {
        return files(page -> page.startsWith(ROOT.resolve("docs"))).stream()
                .anyMatch(page -> text(page).contains("(" + path.substring(path.indexOf('/') + 1)));
    }

    private static Stream<Path> modules() {
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(text(ROOT.resolve("pom.xml")))
                .results()
                .map(match -> ROOT.resolve(match.group(1)));
    }

    private static List<String> found(Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : files(path -> true)) {
            int number = 0;
            for (String line : (Iterable<String>) text(file).lines()::iterator) {
                number++;
                for (MatchResult match : pattern.matcher(line).results().toList()) {
                    found.add(shown(file) + ":" + number + ": " + match.group());
                }
            }
        }
        return found;
    }

    /** What is written by hand, and read as text. */
    private static List<Path> files(Predicate<Path> wanted) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    ROOT,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return NOT_OURS.contains(name(folder)) && !isPackage(folder)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (TEXTS.contains(extension(file)) && wanted.test(file)) {
                                files.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    /** A package may be called "data". */
    private static boolean isPackage(Path folder) {
        return Files.exists(folder.resolve("package-info.java"));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("plumbline"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no checkout around the tests");
        }
        return folder;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(shown(file), e);
        }
    }

    private static String extension(Path file) {
        int dot = name(file).lastIndexOf('.');
        return dot < 0 ? "" : name(file).substring(dot + 1);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String shown(Path file) {
        return ROOT.relativize(file).toString();
    }
}
