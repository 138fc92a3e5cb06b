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
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids of the texts beside every model of the fixtures, from GGUF and from tokenizer.json alike. */
@Tag("shared")
class ModelTokenizersTest {

    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(SharedData.fixture("models"))) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theGgufFileGivesTheIdsOfTheReference(Path folder) throws IOException {
        Path file = folder.resolve(folder.getFileName() + "-F32.gguf");
        assertThat(differing(folder, file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theFolderGivesThemToo(Path folder) throws IOException {
        assertThat(differing(folder, folder.resolve("hf"))).isEmpty();
    }

    /**
     * Where Hugging Face and llama.cpp part: BERT there keeps enclosing marks and drops
     * noncharacters, and long words are unknown (and the GGUF file names no token to begin with);
     * Phi-3's tokens take the white space after them; Qwen writes text in NFC first.
     */
    private static boolean partsFromGguf(String model, String text, EncodeOptions options) {
        return switch (model) {
            case "bert" ->
                    options.addSpecial()
                            || text.matches("(?s).*[\\x{20E3}\\x{2581}\\x{FFFE}\\x{10FFFF}].*")
                            || Arrays.stream(text.split("\\s"))
                                    .anyMatch(word -> word.length() > 100);
            case "phi3" -> text.matches("(?s).*(</s>|<\\|\\w+\\|>)\\s.*");
            case "qwen2", "qwen3", "qwen3-yarn", "qwen3moe" ->
                    !java.text.Normalizer.isNormalized(text, Form.NFC);
            default -> false;
        };
    }

    private static List<String> differing(Path folder, Path file) throws IOException {
        List<String> differing = new ArrayList<>();
        try (ModelFile model = ModelFile.open(file);
                Stream<String> lines = Files.lines(folder.resolve("tokenizer-extra.jsonl"))) {
            Tokenizer tokenizer = Tokenizer.of(model);
            for (String line : lines.toList()) {
                JsonObject want = Json.object("case", line.getBytes(StandardCharsets.UTF_8));
                String text = want.text("text").orElseThrow();
                EncodeOptions options =
                        new EncodeOptions(
                                want.truth("add_special").orElseThrow(),
                                want.truth("parse_special").orElseThrow());
                int[] ids =
                        want.list("ids").orElseThrow().stream()
                                .mapToInt(id -> ((Number) id).intValue())
                                .toArray();
                boolean parts =
                        Files.isDirectory(file)
                                && partsFromGguf(folder.getFileName().toString(), text, options);
                if (!parts && !Arrays.equals(tokenizer.encode(text, options), ids)) {
                    differing.add(text + " " + options);
                }
            }
        }
        return differing;
    }
}
