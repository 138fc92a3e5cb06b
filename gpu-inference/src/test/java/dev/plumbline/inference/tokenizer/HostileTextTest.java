package dev.plumbline.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.plumbline.inference.SharedData;
import dev.plumbline.inference.format.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Long texts of one repeated pattern, on which merges or expressions that look back take time by
 * the square of the length: minutes each, where a pass takes a tenth of a second. The timeout is no
 * measurement, it ends what would not end.
 */
@Tag("shared")
class HostileTextTest {
    private static final int LENGTH = 400_000;

    private static final List<String> PATTERNS =
            List.of(
                    "a",
                    "Ab",
                    " ",
                    " \n",
                    "7",
                    "!",
                    "'s",
                    "<|",
                    "\u6f22",
                    "e\u0301",
                    "\uD83D\uDC68\u200D");

    static List<Path> models() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(SharedData.fixture("tokenizers"));
                Stream<Path> folders = Files.list(SharedData.fixture("models"))) {
            files.filter(file -> file.toString().endsWith(".gguf")).sorted().forEach(found::add);
            folders.map(folder -> folder.resolve("hf"))
                    .filter(folder -> Files.exists(folder.resolve("tokenizer.json")))
                    .sorted()
                    .forEach(found::add);
        }
        assertThat(found).hasSizeGreaterThan(10);
        return found;
    }

    @ParameterizedTest
    @MethodSource("models")
    void longTextsOfOnePatternAreReadInOnePass(Path path) {
        try (ModelFile model = ModelFile.open(path)) {
            Tokenizer tokenizer = Tokenizer.of(model);
            for (String pattern : PATTERNS) {
                String text = pattern.repeat(LENGTH / pattern.length());
                int[] ids =
                        assertTimeoutPreemptively(
                                Duration.ofSeconds(60),
                                () -> tokenizer.encode(text, EncodeOptions.TEXT),
                                pattern);
                String shorter = pattern.repeat(128);
                int[] fewer = tokenizer.encode(shorter, EncodeOptions.TEXT);
                if (tokenizer.decode(fewer).equals(shorter)) {
                    assertThat(tokenizer.decode(ids).equals(text)).as(pattern).isTrue();
                }
            }
        }
    }
}
