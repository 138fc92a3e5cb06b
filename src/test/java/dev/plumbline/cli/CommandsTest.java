package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** Every command says what it is for, and what the documentation tells people to type is there. */
final class CommandsTest {
    private static final Path ROOT = Path.of("..");

    /** Takes trec_eval's own command line, {@code --help} included. */
    private static final String TREC = "plumbline eval trec";

    /** One speaks another program's language; the launcher runs the other, with its own. */
    private static final Set<String> WITHOUT_JSON = Set.of(TREC, "plumbline test");

    private static final CommandLine ALL = new CommandLine(new Main());

    @Test
    void everyCommandAndOptionIsExplained() {
        for (CommandLine command : commands(ALL)) {
            var spec = command.getCommandSpec();
            String name = spec.qualifiedName();
            assertThat(spec.findOption("--help") != null || name.equals(TREC)).as(name).isTrue();
            assertThat(spec.usageMessage().description()).as(name).isNotEmpty();
            Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
                    .filter(argument -> !argument.hidden())
                    .forEach(argument -> assertThat(explained(argument)).as(name).isNotBlank());
        }
    }

    @Test
    void everyCommandTakesJson() {
        List<String> without =
                commands(ALL).stream()
                        .filter(command -> command.getSubcommands().isEmpty())
                        .filter(command -> command.getCommandSpec().findOption("--json") == null)
                        .map(command -> command.getCommandSpec().qualifiedName())
                        .toList();
        assertThat(without).hasSameElementsAs(WITHOUT_JSON);
    }

    @Test
    void whatTheDocumentationTellsToTypeIsThere() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path page : pages()) {
            for (MatchResult typed :
                    Pattern.compile("\\./plumbline ([^`\\n|#]+)")
                            .matcher(Files.readString(page))
                            .results()
                            .toList()) {
                seen++;
                String fault = fault(typed.group(1).split("[\\s\\[\\]]+"));
                if (fault != null) {
                    wrong.add(
                            ROOT.relativize(page)
                                    + ": ./plumbline "
                                    + typed.group(1)
                                    + ": "
                                    + fault);
                }
            }
        }
        assertThat(seen).isGreaterThan(10);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        String operations = Files.readString(ROOT.resolve("docs/operations.md"));
        assertThat(
                        ServiceSettings.KEYS.stream()
                                .filter(key -> !operations.contains("`" + key))
                                .toList())
                .as("settings that docs/operations.md does not name")
                .isEmpty();
    }

    /** What is wrong with words typed after the launcher's name; null if nothing is. */
    private static @Nullable String fault(String[] words) {
        CommandLine command = ALL;
        int at = 0;
        for (CommandLine sub = sub(command, words, at);
                sub != null;
                sub = sub(command, words, at)) {
            command = sub;
            at++;
        }
        if (at == 0) {
            return words[0].startsWith("-") ? null : "no such command";
        }
        for (; at < words.length; at++) {
            String word = words[at].replaceAll("[=,.;:)].*", "");
            if (word.matches("--[a-z-]+") && command.getCommandSpec().findOption(word) == null) {
                return "no option " + word;
            }
        }
        return null;
    }

    private static @Nullable CommandLine sub(CommandLine command, String[] words, int at) {
        return at < words.length ? command.getSubcommands().get(words[at]) : null;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages =
                new ArrayList<>(
                        List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> modules = Files.list(ROOT)) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
            modules.map(module -> module.resolve("README.md"))
                    .filter(Files::exists)
                    .forEach(pages::add);
        }
        return pages;
    }

    private static String explained(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private static List<CommandLine> commands(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(sub -> all.addAll(commands(sub)));
        return all;
    }
}
