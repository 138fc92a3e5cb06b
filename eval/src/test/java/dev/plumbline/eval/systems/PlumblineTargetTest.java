package dev.plumbline.eval.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.eval.attribution.Trace.Piece;
import dev.plumbline.eval.attribution.Trace.Place;
import dev.plumbline.eval.questions.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlumblineTargetTest {
    private static final String TEXT = "Ada wrote it in 1843. The engine\nwas never built.";
    private static final String STREAM =
            """
            event: evidence
            data: {"hits":[{"document_id":"d","passage_id":"p1","text":"Ada wrote it in 1843."},{"document_id":"d","passage_id":"p2","text":"The engine"}]}

            event: delta
            data: {"text":"Ada wrote it in 1843."}

            event: done
            data: {"id":"a1","answer":"Ada wrote it in 1843.","refused":false,"confidence":0.8,
            data: "release":"r1","profile":"p1",
            data: "sentences":[{"start":0,"end":21,"verdict":"supported","citations":[1]}],
            data: "citations":[{"n":1,"document_id":"d","text_sha256":"s","start":0,"end":21,"quote":"Ada wrote it in 1843."}]}

            """;

    private final AtomicReference<String> receipt = new AtomicReference<>("{\"packed\":[]}");
    private HttpServer server;
    private PlumblineTarget target;

    @SuppressWarnings("NullAway.Init") // set before each test
    PlumblineTargetTest() {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/api/v1/answers", STREAM);
        server.createContext(
                "/api/v1/answers/a1/receipt",
                exchange -> {
                    byte[] reply = receipt.get().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(reply.length == 0 ? 429 : 200, reply.length);
                    exchange.getResponseBody().write(reply);
                    exchange.close();
                });
        serve(
                "/api/v1/search",
                "{\"hits\":[{\"document_id\":\"d\",\"text\":\"The"
                        + " engine\"},{\"document_id\":\"d\",\"text\":\"Ada wrote it in 1843.\"}]}");
        serve("/api/v1/collections/c/documents/d/text", TEXT);
        server.start();
        target = target();
    }

    private PlumblineTarget target() {
        return new PlumblineTarget(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/", "c", "");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String path, String body) {
        server.createContext(
                path,
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    byte[] reply = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, reply.length);
                    exchange.getResponseBody().write(reply);
                    exchange.close();
                });
    }

    private static Question question(List<String> evidence) {
        return new Question(
                "q",
                "When?",
                List.of("1843"),
                true,
                null,
                null,
                List.of(),
                List.of(),
                evidence,
                null,
                null);
    }

    @Test
    void anAnswerComesWithSentencesQuotesAndTheWayOfItsEvidence() {
        SystemOutput output =
                said(question(List.of("Ada wrote it in 1843.", "engine was never built", "no")));
        assertThat(output.error()).isNull();
        assertThat(output.answer()).isEqualTo("Ada wrote it in 1843.");
        assertThat(output.confidence()).isEqualTo(.8);
        assertThat(output.verbatim()).isTrue();
        assertThat(output.sentences())
                .containsExactly(new SaidSentence(0, 21, "supported", List.of(1)));
        assertThat(output.trace()).isNotNull();
        assertThat(output.trace().pieces())
                .containsExactly(
                        new Piece(Place.PASSAGE, 2, 1),
                        new Piece(Place.TEXT, 0, 0),
                        new Piece(Place.NOWHERE, 0, 0));
    }

    @Test
    void whatTheSearchBroughtAndWhoAnsweredIsKept() {
        SystemOutput output = said(question(List.of()));
        assertThat(output.retrieved()).containsExactly("Ada wrote it in 1843.", "The engine");
        assertThat(output.evidence()).containsExactly("Ada wrote it in 1843.");
        assertThat(output.release()).isEqualTo("r1");
        assertThat(output.profile()).isEqualTo("p1");
        JsonMapper mapper = new JsonMapper();
        assertThat(mapper.convertValue(mapper.valueToTree(output), SystemOutput.class))
                .isEqualTo(output);
    }

    @Test
    void aQuoteThatIsNotItsTextIsFalseWhateverElseCannotBeRead() {
        server.removeContext("/api/v1/answers");
        serve(
                "/api/v1/answers",
                """
                event: done
                data: {"id":"a1","answer":"Ida.","refused":false,"citations":[
                data: {"n":1,"document_id":"d","start":0,"end":3,"quote":"Ida"},
                data: {"n":2,"document_id":"gone","start":0,"end":3,"quote":"Ada"}]}

                """);
        assertThat(said(question(List.of())).verbatim()).isFalse();
    }

    @Test
    void whatTheWriterSawIsWhatTheReceiptHas() {
        receipt.set("{\"prompt_sha256\":\"x\",\"packed\":[\"p2\"]}");
        SystemOutput output = said(question(List.of("Ada wrote it in 1843.")));
        assertThat(output.trace()).isNotNull();
        assertThat(output.trace().packed()).isEqualTo(1);
        assertThat(output.trace().pieces()).containsExactly(new Piece(Place.PASSAGE, 2, 0));
    }

    @Test
    void anAnswerStandsWhereTheServiceTellsNoMore() {
        receipt.set("");
        SystemOutput output = said(question(List.of("Ada wrote it in 1843.")));
        assertThat(output.error()).isNull();
        assertThat(output.answer()).isEqualTo("Ada wrote it in 1843.");
        assertThat(output.trace()).isNull();
        server.removeContext("/api/v1/collections/c/documents/d/text");
        target = target();
        assertThat(said(question(List.of())).verbatim()).isNull();
    }

    @Test
    void aServiceThatIsNotThereIsToldWithItsAddress() {
        stop();
        assertThat(target.answer(question(List.of())))
                .isInstanceOfSatisfying(
                        Reply.Unavailable.class,
                        unavailable -> {
                            assertThat(unavailable.certain()).isFalse();
                            assertThat(unavailable.message())
                                    .contains("http://127.0.0.1:", "refused", "--target");
                        });
    }

    @Test
    void aRefusedKeyAndAnUnknownCollectionAreToldWithWhatToDo() {
        server.removeContext("/api/v1/answers");
        AtomicReference<Integer> status = new AtomicReference<>(401);
        server.createContext(
                "/api/v1/answers",
                exchange -> {
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        assertThat(target.answer(question(List.of())))
                .isInstanceOfSatisfying(
                        Reply.Unavailable.class,
                        unavailable -> {
                            assertThat(unavailable.certain()).isTrue();
                            assertThat(unavailable.message()).contains("401", "--key");
                        });
        status.set(404);
        assertThat(target.answer(question(List.of())))
                .isInstanceOfSatisfying(
                        Reply.Unavailable.class,
                        unavailable -> assertThat(unavailable.message()).contains("--collection"));
        status.set(422);
        assertThat(said(question(List.of())).error()).contains("422");
    }

    private SystemOutput said(Question question) {
        return (SystemOutput) target.answer(question);
    }
}
