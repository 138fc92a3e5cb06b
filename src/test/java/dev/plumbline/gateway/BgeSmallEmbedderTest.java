package dev.plumbline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BgeSmallEmbedderTest {

    private static final List<String> TEXTS =
            List.of(
                    "The ferry to the island leaves at seven.",
                    "A valve that sticks should be cleaned with warm water, never with oil. It is opened by a quarter turn.",
                    "Wie spät ist es?",
                    "x");

    private static BgeSmallEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder =
                BgeSmallEmbedder.load(
                        Path.of(System.getProperty("java.io.tmpdir"), "plumbline-djl"));
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void vectorsEqualThoseOfTheModelsOwnModule() {
        var other = new BgeSmallEnV15QuantizedEmbeddingModel();
        for (String text : TEXTS) {
            float[] ours = embedder.embed(text);
            float[] theirs = other.embed(text).content().vector();
            assertThat(ours).hasSize(384);
            assertThat(Vectors.dot(ours, theirs)).isCloseTo(1, within(1e-4f));
            assertThat(Vectors.dot(ours, ours)).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void tokensCountAsWhenTheTextIsEncodedWhole() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> parts =
                List.of(
                        "the",
                        "Ferry",
                        "unbelievably",
                        "naïve",
                        "Σοφός",
                        "東京都",
                        "I\u0307",
                        "e\u0301",
                        "\u0301",
                        "[CLS]",
                        "[MASK]",
                        "[",
                        "[Mask].",
                        "<[SEP]>",
                        "##ing",
                        "(12,345.67%)",
                        "\"C++\"; x_y/~z\\",
                        "=\u0338",
                        "\u037E",
                        "\u007F",
                        "3.14",
                        "don't",
                        "x".repeat(150),
                        "\uD83D\uDE00",
                        "\u200B",
                        "\u00A0",
                        "\u0000",
                        "\u0085",
                        "\u3000",
                        "한국어",
                        " ",
                        "\n",
                        "\t",
                        "\r\n",
                        "  ");
        try (InputStream json =
                        getClass().getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json");
                HuggingFaceTokenizer whole =
                        HuggingFaceTokenizer.newInstance(
                                json, Map.of("padding", "false", "truncation", "false"))) {
            for (int i = 0; i < 2_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int part = random.nextInt(30); part > 0; part--) {
                    text.append(parts.get(random.nextInt(parts.size())))
                            .append(random.nextInt(3) == 0 ? "" : " ");
                }
                assertThat(embedder.countTokens(text.toString()))
                        .as("seed %s, text %s: <%s>", seed, i, text)
                        .isEqualTo(whole.encode(text.toString(), true, false).getIds().length);
            }
        }
    }

    @Test
    void aTextsVectorDoesNotDependOnItsNeighbours() {
        List<float[]> together = embedder.embed(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(together.get(i)).isEqualTo(embedder.embed(TEXTS.get(i)));
        }
    }

    @Test
    void tokenVectorsKnowTheirPlacesBeyondTheBasicPlane() {
        String text = "\uD83D\uDE00 The zorbax valve \uD83D\uDD27 leaks.";
        TokenVectors tokens = embedder.tokens(text).orElseThrow();
        assertThat(tokens.pooled()).isEqualTo(embedder.embed(text));
        int last = tokens.count() - 2;
        assertThat(text.substring(tokens.starts()[last], tokens.ends()[last]))
                .isEqualTo("##leaks".replace("#", ""));
        int first = 1;
        assertThat(text.substring(tokens.starts()[first], tokens.ends()[first])).isEqualTo("The");
    }

    @Test
    void questionsLieNearTheirPassages() {
        float[] question = embedder.embedQuery("When does the boat go?");
        List<float[]> passages = embedder.embed(TEXTS);
        for (int i = 1; i < TEXTS.size(); i++) {
            assertThat(Vectors.dot(question, passages.getFirst()))
                    .isGreaterThan(Vectors.dot(question, passages.get(i)));
        }
    }

    @Test
    void questionsAreEmbeddedAfterTheModelsOwnWords() {
        String question = "When does the boat go?";
        assertThat(embedder.embedQuery(question))
                .isEqualTo(
                        embedder.embed(
                                "Represent this sentence for searching relevant passages: "
                                        + question))
                .isNotEqualTo(embedder.embed(question));
    }

    @Test
    void longTextsAreReadUpToTheModelsLengthAndCountedWhole() {
        String text = "valve ".repeat(700);
        assertThat(embedder.countTokens(text)).isEqualTo(702);
        assertThat(embedder.tokens(text).orElseThrow().count())
                .isEqualTo(BgeSmallEmbedder.LENGTH_MAX - 2);
        assertThat(embedder.embed(text)).isEqualTo(embedder.embed(text + text));
    }

    @Test
    void blankTextHasTheZeroVectorAndNoTokens() {
        assertThat(embedder.embed(" \n")).containsOnly(0f);
        assertThat(embedder.tokens("").orElseThrow().count()).isZero();
    }

    @Test
    void theViewForLangChain4jGivesTheSameVectors() {
        var view = new EmbedderModel(embedder);
        var response = view.embedAll(List.of(TextSegment.from(TEXTS.getFirst())));
        assertThat(response.content().getFirst().vector())
                .isEqualTo(embedder.embed(TEXTS.getFirst()));
        assertThat(response.tokenUsage())
                .isEqualTo(new TokenUsage(embedder.countTokens(TEXTS.getFirst())));
    }

    @Test
    void anotherModelBecomesAnEmbedderWithoutTokenVectors() {
        try (var adapted =
                new ModelEmbedder(new EmbedderModel(embedder), "other", "1", "", String::length)) {
            assertThat(adapted.embed(TEXTS)).hasSize(TEXTS.size());
            assertThat(adapted.embed(TEXTS.getFirst())).hasSize(adapted.dimension());
            assertThat(adapted.embed("")).containsOnly(0f);
            assertThat(adapted.tokens("text")).isEmpty();
        }
    }
}
