package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledFileTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void whatIsWrittenIsReadAgain() {
        List<LabelledItem> items =
                List.of(
                        new LabelledItem(
                                "1",
                                List.of("a", "b"),
                                "c \uD83D\uDE00",
                                "q?",
                                false,
                                List.of(new Span(2, 3)),
                                "number",
                                "g"),
                        new LabelledItem("2", List.of("a"), "d", "", true, List.of(), "", ""));
        Path file = folder.resolve("items.jsonl");
        LabelledFile.write(file, items);
        assertThat(LabelledFile.read(file)).isEqualTo(items);
    }

    @Test
    void evidenceMayBeOneText() throws IOException {
        Path file = folder.resolve("one.jsonl");
        Files.writeString(
                file,
                "{\"id\": 7, \"evidence\": \"e\", \"response\": \"r\", \"label\": \"supported\"}\n\n");
        assertThat(LabelledFile.read(file))
                .singleElement()
                .satisfies(item -> assertThat(item.evidence()).containsExactly("e"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"id\": \"1\", \"evidence\": \"e\", \"response\": \"r\", \"label\": \"maybe\"}",
                "{\"id\": \"1\", \"response\": \"r\", \"label\": \"supported\"}",
                "{\"id\": \"1\", \"evidence\": \"e\", \"response\": \"r\", \"label\": \"unsupported\", \"spans\": [[1]]}"
            })
    void aLineThatIsNoItemIsNamed(String line) throws IOException {
        Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, line + "\n");
        assertThatThrownBy(() -> LabelledFile.read(file))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("bad.jsonl:1");
    }
}
