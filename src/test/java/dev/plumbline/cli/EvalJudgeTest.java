package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.inference.engine.KernelChoice;
import dev.plumbline.inference.engine.TextEncoder;
import dev.plumbline.inference.kernel.VectorKernels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalJudgeTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir private Path folder = Path.of("");

    private Path labelled(int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(
                    "{\"id\":\"%d\",\"evidence\":\"Mills grind corn.\",\"response\":\"Mills grind.\",\"label\":\"supported\"}%n"
                            .formatted(i));
        }
        return Files.writeString(folder.resolve("labelled.jsonl"), lines);
    }

    private static JsonNode json(int code, String... arguments) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(arguments)).isEqualTo(code);
        } finally {
            System.setOut(before);
        }
        return MAPPER.readTree(printed.toString(StandardCharsets.UTF_8));
    }

    /** Replies in turn: as asked, in words, with an error, and too late. */
    private static HttpServer judge() throws IOException {
        List<String> replies = List.of("{\\\"supported\\\": [0.9]}", "Yes, it is.", "", "late");
        AtomicInteger asked = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    String reply = replies.get(asked.getAndIncrement() % replies.size());
                    if (reply.equals("late")) {
                        return;
                    }
                    byte[] body =
                            ("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\""
                                            + reply
                                            + "\"}}]}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(reply.isEmpty() ? 500 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    void aChatModelsFailuresAreCountedByKindAndNeverPass() throws IOException {
        HttpServer server = judge();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
            String data = labelled(4).toString();
            JsonNode said =
                    json(
                            0,
                            "eval",
                            "judge",
                            "--dataset",
                            data,
                            "--judge",
                            "any",
                            "--judge-url",
                            url,
                            "--judge-timeout",
                            "1",
                            "--json");
            assertThat(said.path("n").asInt()).isEqualTo(4);
            assertThat(said.path("failures").asInt()).isEqualTo(3);
            for (String kind : List.of("timeout", "unreadable", "error")) {
                assertThat(said.at("/failures_by_kind/" + kind).asInt()).as(kind).isEqualTo(1);
            }
            assertThat(said.path("strict").asDouble()).isEqualTo(.25);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsJudgedAgainAsksOnlyWhatFailed() throws IOException {
        HttpServer server = judge();
        try {
            String[] command = {
                "eval",
                "judge",
                "--dataset",
                labelled(4).toString(),
                "--judge",
                "any",
                "--judge-url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "--judge-timeout",
                "1",
                "--judge-cache",
                folder.resolve("kept.jsonl").toString(),
                "--json"
            };
            json(0, command);
            // Of the four equal requests one has an answer; three are asked again, and one of those
            // is answered.
            assertThat(Files.readAllLines(folder.resolve("kept.jsonl"))).hasSize(1);
            assertThat(json(0, command).path("failures").asInt()).isEqualTo(2);
            assertThat(Files.readAllLines(folder.resolve("kept.jsonl"))).hasSize(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aModelWithoutAServerAndAFileThatIsNoModelAreWrongUsage() throws IOException {
        String data = labelled(1).toString();
        assertThat(Main.run("eval", "judge", "--dataset", data, "--judge", "any")).isEqualTo(2);
        assertThat(Main.run("eval", "judge", "--dataset", data, "--judge-model", data))
                .isEqualTo(2);
    }

    /** The encoder among the fixtures with a classifier of one label. */
    private Path crossEncoder() throws IOException {
        Path fixture = Path.of(data(), "fixtures/models/bert/hf");
        Path model = Files.createDirectories(folder.resolve("cross"));
        for (String name : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
            Files.copy(fixture.resolve(name), model.resolve(name));
        }
        byte[] weights = Files.readAllBytes(fixture.resolve("model.safetensors"));
        ByteBuffer in = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) in.getLong();
        ObjectNode header = (ObjectNode) MAPPER.readTree(weights, Long.BYTES, length);
        int size = weights.length - Long.BYTES - length;
        int hidden = 128;
        header.putPOJO("classifier.weight", tensor(List.of(1, hidden), size, hidden));
        header.putPOJO("classifier.bias", tensor(List.of(1), size + 4 * hidden, 1));
        byte[] names = MAPPER.writeValueAsBytes(header);
        ByteBuffer out =
                ByteBuffer.allocate(Long.BYTES + names.length + size + 4 * hidden + 4)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(names.length).put(names).put(weights, Long.BYTES + length, size);
        for (int i = 0; i <= hidden; i++) {
            out.putFloat(i % 3 - 1f);
        }
        Files.write(model.resolve("model.safetensors"), out.array());
        return model;
    }

    private static Object tensor(List<Integer> shape, int from, int elements) {
        return Map.of(
                "dtype", "F32", "shape", shape, "data_offsets", List.of(from, from + 4 * elements));
    }

    private static String data() {
        String property = System.getProperty("plumbline.data", "");
        String told = property.isEmpty() ? System.getenv("PLUMBLINE_DATA") : property;
        return told == null ? "../../shared" : told;
    }

    @Test
    @Tag("shared")
    void aCrossEncoderJudgesByItsScoresAsLogOdds() throws IOException {
        String model = crossEncoder().toString();
        Path scores = folder.resolve("scores.jsonl");
        JsonNode said =
                json(
                        0,
                        "eval",
                        "judge",
                        "--dataset",
                        labelled(2).toString(),
                        "--judge-model",
                        model,
                        "--scores",
                        scores.toString(),
                        "--repeat",
                        "2",
                        "--json");
        assertThat(said.path("judge").asText()).isEqualTo("cross");
        assertThat(said.path("failures").asInt()).isZero();
        assertThat(said.path("repeat_variance").asDouble(1)).isZero();
        JsonNode line = MAPPER.readTree(Files.readAllLines(scores).getFirst());
        double logit;
        try (var encoder =
                TextEncoder.open(
                        Path.of(model),
                        new KernelChoice(
                                KernelChoice.Kind.SCALAR, VectorKernels.Precision.FLOAT, 1))) {
            logit = encoder.score("Mills grind.", List.of("Mills grind corn.")).getFirst();
        }
        assertThat(line.path("score").asDouble())
                .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-4));
    }

    @Test
    @Tag("shared")
    void anEncoderWithoutAClassifierCannotJudge() throws IOException {
        String model = Path.of(data(), "fixtures/models/bert/hf").toString();
        String data = labelled(1).toString();
        assertThat(Main.run("eval", "judge", "--dataset", data, "--judge-model", model))
                .isEqualTo(2);
    }
}
