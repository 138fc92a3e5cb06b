package dev.plumbline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.plumbline.EmbeddingServer;
import dev.plumbline.gateway.Embedded.Way;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of texts that a server does not take, alone or with others. */
final class ModelEmbedderTest {
    /** A text's vector points where its number says. */
    private final EmbeddingServer server =
            new EmbeddingServer(
                    text -> {
                        double number = text.matches("\\d+") ? Double.parseDouble(text) : 0;
                        return List.of(Math.cos(number / 100), Math.sin(number / 100));
                    });

    private final ModelEmbedder embedder =
            new ModelEmbedder(
                    OpenAiEmbeddingModel.builder()
                            .httpClientBuilder(PlainHttp.builder())
                            .baseUrl(server.url())
                            .modelName(EmbeddingServer.MODEL)
                            .apiKey("none")
                            .maxRetries(0)
                            .build(),
                    EmbeddingServer.MODEL,
                    server.url(),
                    "",
                    String::length);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void textThatIsRefusedIsNamedByItsPlaceAmongAll(int status) {
        server.refuse(status, "71"::equals);
        GatewayException refused = failure(numbers(100));
        assertThat(refused.code()).isEqualTo(GatewayException.Code.INPUT_REJECTED);
        assertThat(refused)
                .hasMessage(
                        "The embedder scripted-1 refuses passage 72 of 100 (status %d: can't take: 71).",
                        status);
    }

    @Test
    void othersOfARequestHaveTheirVectors() {
        server.refuse(422, List.of("7", "40")::contains);
        Embedded embedded = embedder.embedEach(numbers(50));
        assertThat(embedded.refused())
                .containsOnlyKeys(7, 40)
                .containsValue(new Embedded.Refused(Way.DECLINED, "status 422: can't take: 7"));
        for (int i = 0; i < 50; i++) {
            float[] vector = embedded.vectors().get(i);
            if (i == 7 || i == 40) {
                assertThat(vector).isNull();
            } else {
                assertThat(angle(vector)).isCloseTo(i, offset(1e-3));
            }
        }
    }

    @Test
    void textOnWhichTheServerFailsIsAtFaultWhereItTakesAnother() {
        server.refuse(500, "2"::equals);
        Embedded embedded = embedder.embedEach(numbers(3));
        assertThat(embedded.refused())
                .containsExactly(
                        Map.entry(
                                2, new Embedded.Refused(Way.FAILED, "status 500: can't take: 2")));
        assertThat(embedded.vectors().get(1)).isNotNull();
        assertThat(failure(numbers(3)).code()).isEqualTo(GatewayException.Code.INPUT_REJECTED);
    }

    @Test
    void serverThatFailsOnEverythingIsAnOutageThatIsFoundSoon() {
        server.refuse(500, text -> true);
        assertThat(
                        catchThrowableOfType(
                                        GatewayException.class,
                                        () -> embedder.embedEach(numbers(32)))
                                .code())
                .isEqualTo(GatewayException.Code.MODEL_UNREACHABLE);
        assertThat(server.asked()).containsExactly(32, 32, 1, 1); // each call twice
    }

    @Test
    void vectorOfZerosIsNone() {
        var zeros =
                new ModelEmbedder(new NoDirection(), EmbeddingServer.MODEL, "", "", String::length);
        Embedded embedded = zeros.embedEach(List.of("a", "zero"));
        assertThat(embedded.vectors().getFirst()).containsExactly(1, 0);
        assertThat(embedded.vectors().getLast()).isNull();
        assertThat(embedded.refused()).containsOnlyKeys(1);
    }

    /** Has no direction for the word "zero". */
    private static final class NoDirection implements EmbeddingModel {
        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(
                    segments.stream()
                            .map(s -> new float[] {s.text().equals("zero") ? 0 : 1, 0})
                            .map(Embedding::from)
                            .toList());
        }
    }

    @Test
    void textsThatAreTooManyForARequestComeInSmallerOnes() {
        server.togetherMax(5);
        List<float[]> vectors = embedder.embed(numbers(70));
        assertThat(vectors).hasSize(70);
        for (int i = 0; i < 70; i++) {
            assertThat(angle(vectors.get(i))).isCloseTo(i, offset(1e-3));
        }
        assertThat(server.asked()).contains(32).contains(4);
    }

    @Test
    void blankTextsAreNotSentAndAreZeros() {
        List<float[]> vectors = embedder.embed(List.of("", "0", " ", "0"));
        assertThat(vectors)
                .containsExactly(
                        new float[] {0, 0},
                        new float[] {1, 0},
                        new float[] {0, 0},
                        new float[] {1, 0});
        assertThat(server.texts()).containsExactly("0", "0");
    }

    @Test
    void serverThatRefusesEverythingIsNotTheTextsFault() {
        server.refuse(400, text -> true);
        assertThat(failure(numbers(3)).code()).isEqualTo(GatewayException.Code.MODEL_UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 408, 429, 502, 503})
    void otherStatusesAreOutages(int status) {
        server.refuse(status, "2"::equals);
        assertThat(failure(numbers(3)).code()).isEqualTo(GatewayException.Code.MODEL_UNREACHABLE);
    }

    @Test
    void whatTheServerRepeatsOfTheTextIsNotSaid() {
        String secret = "The night ferry sails on Sundays and carries gold.";
        server.refuse(400, secret::equals);
        assertThat(failure(List.of("1", secret)))
                .hasMessage("The embedder scripted-1 refuses passage 2 of 2 (status 400).");
    }

    @Test
    void serverThatIsNotThereIsAnOutage() {
        server.close();
        assertThat(failure(numbers(1)).code()).isEqualTo(GatewayException.Code.MODEL_UNREACHABLE);
    }

    private static double angle(float @Nullable [] vector) {
        assertThat(vector).isNotNull();
        return Math.atan2(vector[1], vector[0]) * 100;
    }

    private GatewayException failure(List<String> texts) {
        return catchThrowableOfType(GatewayException.class, () -> embedder.embed(texts));
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
