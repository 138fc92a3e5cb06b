package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model embed} gives lines of text the vectors of their token ids. */
@Tag("shared")
class ModelEmbedTest {
    private static final String TEXTS = "hello world\nthe index\n";
    private static final int SIZE = 128;

    private static final Path DATA =
            Path.of(System.getenv().getOrDefault("PLUMBLINE_DATA", "../../shared"));

    @TempDir private Path folder = Path.of("");

    @Test
    void linesOfTextHaveTheVectorsOfTheirTokens() throws Exception {
        String model = DATA.resolve("fixtures/models/bert/hf").toString();
        JsonMapper mapper = new JsonMapper();
        StringBuilder asked = new StringBuilder();
        for (String text : TEXTS.split("\n")) {
            asked.append("{\"text\": \"").append(text).append("\"}\n");
        }
        List<String> tokens = printed(asked.toString(), "model", "tokenize", model);
        StringBuilder ids = new StringBuilder("[");
        for (String line : tokens) {
            ids.append(ids.length() > 1 ? "," : "").append(mapper.readTree(line).get("ids"));
        }
        Path lists = Files.writeString(folder.resolve("ids.json"), ids.append(']'));
        Path vectors = folder.resolve("vectors.npy");
        printed(
                "",
                "model",
                "embed",
                model,
                "--ids",
                lists.toString(),
                "--out",
                vectors.toString());
        ByteBuffer written =
                ByteBuffer.wrap(Files.readAllBytes(vectors)).order(ByteOrder.LITTLE_ENDIAN);
        written.position(written.limit() - 2 * SIZE * Float.BYTES);

        List<String> lines = printed(TEXTS, "model", "embed", model);

        assertThat(lines).hasSize(2);
        for (String line : lines) {
            float[] vector = mapper.readValue(line, float[].class);
            assertThat(vector).hasSize(SIZE);
            for (float value : vector) {
                assertThat(value).isEqualTo(written.getFloat());
            }
        }
    }

    @Test
    void nothingToEmbedIsAnErrorOfUsage() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        try {
            String model = DATA.resolve("fixtures/models/bert/hf").toString();
            assertThat(Main.run("model", "embed", model)).isEqualTo(2);
        } finally {
            System.setIn(before);
        }
    }

    private static List<String> printed(String input, String... arguments) {
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(arguments)).isZero();
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
