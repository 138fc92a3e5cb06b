package dev.plumbline.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.inference.engine.ChatPrompt;
import dev.plumbline.inference.engine.ChatTurn;
import dev.plumbline.inference.format.HuggingFaceFolder;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders with tokenizer.json: the files beside it, and what hostile ones claim. */
class HfTokenizersTest {
    private static final String WORDS =
            """
            {"model": {"type": "WordPiece", "unk_token": "[UNK]",
              "vocab": {"[UNK]": 0, "a": 1, "b": 2, "c": 3, "ab": 4, "e": 5, "x": 6}},
             "pre_tokenizer": {"type": "WhitespaceSplit"}, "normalizer": %s}
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void theTemplateOfItsOwnFileIsPreferredAndEndsComeFromEveryConfiguration() throws IOException {
        folder("{\"chat_template\": \"in the configuration\"}");
        Files.writeString(folder.resolve("chat_template.jinja"), "of its own");
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [3, 4]}");
        try (ModelFile model = ModelFile.open(folder)) {
            Tokenizer tokenizer = Tokenizer.of(model);
            assertThat(tokenizer.chatTemplate()).contains("of its own");
            assertThat(tokenizer.endTokens()).containsExactlyInAnyOrder(2, 3, 4);
        }
    }

    @Test
    void aTemplateThatCannotBeReadFailsConversationsOnly() throws IOException {
        folder("{\"chat_template\": \"{% for %}\"}");
        try (ModelFile model = ModelFile.open(folder)) {
            Tokenizer tokenizer = Tokenizer.of(model);
            ChatPrompt chat = new ChatPrompt(tokenizer, Clock.systemUTC());
            assertThat(tokenizer.encode("a b", EncodeOptions.TEXT)).containsExactly(1, 2);
            assertThatThrownBy(() -> chat.encode(List.of(new ChatTurn("user", "a"))))
                    .hasMessageContaining("of the template");
        }
    }

    @Test
    void anIdFarBeyondTheEntriesIsRefused() {
        String hostile = "{\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"a\": 3999999}}}";
        assertThatThrownBy(() -> tokenizer(hostile)).hasMessageContaining("3999999");
    }

    /** Control characters go before white space is looked for; only three are white space. */
    @Test
    void bertDropsControlCharactersThatAreWhiteSpaceElsewhere() {
        Tokenizer tokenizer = tokenizer(WORDS.formatted("{\"type\": \"BertNormalizer\"}"));
        assertThat(tokenizer.encode("a\u000Bb a\u0085b a\u000Cb", EncodeOptions.TEXT))
                .containsExactly(4, 4, 4);
        assertThat(tokenizer.encode("a\tb a\nb a\u00A0b", EncodeOptions.TEXT))
                .containsExactly(1, 2, 1, 2, 1, 2);
    }

    /** U+0903 is a spacing mark, U+20DD an enclosing one, U+0301 a non-spacing one. */
    @Test
    void strippingAccentsTakesEveryKindOfMarkAndBertOnlyTheNonSpacing() {
        String text = "x\u0903 x\u20DD x\u0301";
        assertThat(
                        tokenizer(WORDS.formatted("{\"type\": \"StripAccents\"}"))
                                .encode(text, EncodeOptions.TEXT))
                .containsExactly(6, 6, 6);
        assertThat(
                        tokenizer(WORDS.formatted("{\"type\": \"BertNormalizer\"}"))
                                .encode(text, EncodeOptions.TEXT))
                .containsExactly(0, 0, 6);
    }

    private static Tokenizer tokenizer(String json) {
        return HfTokenizers.of(Json.object("tokenizer.json", json));
    }

    private void folder(String tokenizerConfig) throws IOException {
        HuggingFaceFolder.write(
                folder, "{\"model_type\": \"llama\", \"eos_token_id\": 2}", "norm", "F32");
        Files.writeString(folder.resolve("tokenizer.json"), WORDS.formatted("null"));
        Files.writeString(folder.resolve("tokenizer_config.json"), tokenizerConfig);
    }
}
