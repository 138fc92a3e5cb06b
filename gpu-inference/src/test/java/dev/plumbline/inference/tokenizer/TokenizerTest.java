package dev.plumbline.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.SharedData;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.json.Json;
import dev.plumbline.inference.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids of every text in the fixtures, for every vocabulary there; and that streaming splits nothing.
 */
@Tag("shared")
class TokenizerTest {
    private static final String SEPARATOR = "\n__ggml_vocab_test__\n";

    static List<Path> vocabularies() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.fixture("tokenizers"))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".gguf")).sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    void publishedTextsGiveThePublishedIds(Path vocabulary) throws IOException {
        String all = Files.readString(vocabulary.resolveSibling(vocabulary.getFileName() + ".inp"));
        List<String> texts = new ArrayList<>(List.of(all.split(SEPARATOR, -1)));
        texts.removeLast();
        List<String> lines =
                Files.readAllLines(vocabulary.resolveSibling(vocabulary.getFileName() + ".out"));
        assertThat(texts).hasSameSizeAs(lines);
        try (ModelFile model = ModelFile.open(vocabulary)) {
            Tokenizer tokenizer = Tokenizer.of(model);
            for (int i = 0; i < texts.size(); i++) {
                int[] ids =
                        Arrays.stream(lines.get(i).strip().split(" "))
                                .filter(id -> !id.isEmpty())
                                .mapToInt(Integer::parseInt)
                                .toArray();
                assertThat(tokenizer.encode(texts.get(i), EncodeOptions.TEXT))
                        .as(texts.get(i))
                        .isEqualTo(ids);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    void furtherTextsGiveTheIdsAndTheTextOfTheReference(Path vocabulary) throws IOException {
        String name = vocabulary.getFileName().toString();
        Path file =
                vocabulary.resolveSibling(
                        name.replace("ggml-vocab-", "extra-").replace(".gguf", ".jsonl"));
        try (ModelFile model = ModelFile.open(vocabulary);
                Stream<String> lines = Files.lines(file)) {
            Tokenizer tokenizer = Tokenizer.of(model);
            lines.forEach(line -> check(tokenizer, line));
        }
    }

    /** Lines without special tokens added also have the text that the ids give again. */
    private static void checkDetokenised(Tokenizer tokenizer, JsonObject want, int[] ids) {
        Optional<byte[]> expected =
                want.text("detok")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .or(() -> want.text("detok_hex").map(HexFormat.of()::parseHex));
        assertThat(expected.isPresent()).isEqualTo(!want.truth("add_special").orElseThrow());
        expected.ifPresent(
                bytes ->
                        assertThat(tokenizer.decodeBytes(ids, Tokenizer.SpecialDisplay.SHOWN))
                                .as(want.text("text").orElseThrow())
                                .isEqualTo(bytes));
    }

    private static void check(Tokenizer tokenizer, String line) {
        JsonObject want = Json.object("case", line.getBytes(StandardCharsets.UTF_8));
        String text = want.text("text").orElseThrow();
        int[] ids =
                want.list("ids").orElseThrow().stream()
                        .mapToInt(id -> ((Number) id).intValue())
                        .toArray();
        EncodeOptions options =
                new EncodeOptions(
                        want.truth("add_special").orElseThrow(),
                        want.truth("parse_special").orElseThrow());
        assertThat(tokenizer.encode(text, options)).as("%s %s", text, options).isEqualTo(ids);
        checkDetokenised(tokenizer, want, ids);
        Detokenizer stream = tokenizer.detokenizer();
        StringBuilder streamed = new StringBuilder();
        for (int id : ids) {
            String part = stream.next(id);
            assertThat(part).doesNotContain("\uFFFD");
            assertThat(part.isEmpty() || !Character.isHighSurrogate(part.charAt(part.length() - 1)))
                    .isTrue();
            streamed.append(part);
        }
        assertThat(streamed.append(stream.finish()).toString()).isEqualTo(tokenizer.decode(ids));
    }
}
