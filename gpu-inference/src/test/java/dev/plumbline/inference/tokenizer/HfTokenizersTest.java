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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** What a user writes stays text: only the template's own special tokens count. */
    @Test
    void aMessageCannotEndItsOwnTurn() throws IOException {
        folder(
                "{\"chat_template\": \"{{ messages[0]['content'] }} [X] {{ messages[0]['content'] }}\"}");
        Files.writeString(folder.resolve("tokenizer.json"), ADDED);
        try (ModelFile model = ModelFile.open(folder)) {
            ChatPrompt chat = new ChatPrompt(Tokenizer.of(model), Clock.systemUTC());
            assertThat(chat.encode(List.of(new ChatTurn("user", "a")))).containsExactly(1, 10, 1);
            assertThat(chat.encode(List.of(new ChatTurn("user", "a [X] b"))))
                    .containsExactly(1, 0, 2, 10, 1, 0, 2);
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

    /**
     * Ids 10 to 14 are added; [X] takes the white space around it, xe stands alone, AB is lowered.
     */
    private static final String ADDED =
            """
            {"model": {"type": "WordPiece", "unk_token": "[UNK]",
              "vocab": {"[UNK]": 0, "a": 1, "b": 2, "c": 3, "##b": 4, "e": 5, "x": 6, "##e": 7}},
             "pre_tokenizer": {"type": "WhitespaceSplit"}, "normalizer": {"type": "Lowercase"},
             "added_tokens": [
              {"id": 10, "content": "[X]", "single_word": false, "lstrip": true, "rstrip": true, "normalized": false, "special": true},
              {"id": 11, "content": "[XY]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
              {"id": 12, "content": "[X", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": false},
              {"id": 13, "content": "xe", "single_word": true, "lstrip": false, "rstrip": false, "normalized": false, "special": false},
              {"id": 14, "content": "AB", "single_word": false, "lstrip": false, "rstrip": false, "normalized": true, "special": false}]}
            """;

    @ParameterizedTest
    @CsvSource({
        "a [X] b, 1 10 2",
        "'a  [X]　b', 1 10 2",
        "[XY][X][X, 11 10 12",
        "a [x] b, 1 0 2",
        "xe exe xe, 13 0 13",
        "xe.xe, 13 0 13",
        "xex, 0",
        "aB cAb, 14 3 14",
    })
    void addedTokensAreFoundAsTheirFlagsSay(String text, String ids) {
        assertThat(tokenizer(ADDED).encode(text, EncodeOptions.RENDERED))
                .containsExactly(
                        Arrays.stream(ids.split(" ")).mapToInt(Integer::parseInt).toArray());
    }

    @Test
    void specialOnesAreTextWhereTheyAreNotParsed() {
        assertThat(tokenizer(ADDED).encode("[X]", EncodeOptions.TEXT)).containsExactly(0);
    }

    /** Values of Hugging Face's JavaScript edition. */
    @ParameterizedTest
    @CsvSource({
        "ab abc, 5 2 11",
        "a  b, 2 1 8",
        "abc-abc, 2 11 10 7",
        "xyz a, 1 0 2",
        "xyzaxy z, 1 0 3 0 1 0",
    })
    void unigramTakesTheBestCutAndOneUnknownForManyCharacters(String text, String ids) {
        String json =
                """
                {"model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["▁", -2],
                  ["▁a", -1], ["a", -3], ["b", -3.5], ["▁ab", -1.2], ["ab", -4], ["abc", -4.5],
                  ["▁b", -2.5], ["c", -5], ["-", -4], ["bc", -3]]},
                 "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"}}
                """;
        assertThat(tokenizer(json).encode(text, EncodeOptions.TEXT))
                .containsExactly(
                        Arrays.stream(ids.split(" ")).mapToInt(Integer::parseInt).toArray());
    }

    @Test
    void nmtDropsControlsAndMakesSpaces() {
        assertThat(
                        tokenizer(WORDS.formatted("{\"type\": \"Nmt\"}"))
                                .encode("a\u0001b a\u200Bb\uFEFFx\u2581e", EncodeOptions.TEXT))
                .containsExactly(4, 1, 2, 6, 5);
    }

    @Test
    void wordPieceGoesOnByThePrefixOfItsFile() {
        String json =
                """
                {"model": {"type": "WordPiece", "unk_token": "?", "continuing_subword_prefix": "@@",
                  "vocab": {"?": 0, "a": 1, "@@b": 2, "##b": 3, ".": 4}},
                 "pre_tokenizer": {"type": "WhitespaceSplit"},
                 "decoder": {"type": "WordPiece", "prefix": "@@", "cleanup": true}}
                """;
        Tokenizer tokenizer = tokenizer(json);
        assertThat(tokenizer.encode("ab", EncodeOptions.TEXT)).containsExactly(1, 2);
        assertThat(tokenizer.decode(new int[] {1, 2, 4, 1})).isEqualTo("ab. a");
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
