package dev.plumbline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.EmbeddingServer;
import dev.plumbline.OwnPostgres;
import dev.plumbline.Waiting;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed amid uploads, replacements, deletions and changes of readers, and started
 * again: what it had acknowledged holds, and nothing is computed twice.
 */
final class RestartIT {
    private static final int CHANGES_MIN = 10;
    private static final int WRITERS = 3;
    private static final int NAMES_EACH = 8;

    @TempDir Path folder;

    private final Ledger ledger = new Ledger();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final AtomicInteger versions = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void acknowledgedChangesHoldOnSqlite() throws Exception {
        killAndCheck(Map.of(), 3);
    }

    @Test
    void acknowledgedChangesHoldOnPostgres() throws Exception {
        OwnPostgres postgres = new OwnPostgres();
        try {
            Map<String, String> variables = new HashMap<>();
            postgres.start()
                    .forEach(
                            (key, value) -> {
                                if (!key.contains(".internal.")) { // serve sets those itself
                                    variables.put(variable(key), value);
                                }
                            });
            killAndCheck(variables, 1);
        } finally {
            postgres.stop();
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private void killAndCheck(Map<String, String> settings, int rounds) throws Exception {
        Path home = folder.resolve("home");
        Random random = new Random(5);
        try (EmbeddingServer embedder = new EmbeddingServer(RestartIT::vector)) {
            Map<String, String> variables = new HashMap<>(settings);
            variables.put("PLUMBLINE_EMBEDDER", embedder.url());
            variables.put("PLUMBLINE_EMBEDDER_MODEL", EmbeddingServer.MODEL);
            for (int round = 0; round < rounds; round++) {
                ServiceProcess service = ServiceProcess.start(home, variables);
                check(service);
                killAmidWrites(service, random);
            }
            assertThat(acknowledged)
                    .as("changes acknowledged")
                    .hasValueGreaterThanOrEqualTo(rounds * CHANGES_MIN);
            ServiceProcess service = ServiceProcess.start(home, variables);
            check(service);
            service.kill();
            embedsNothingAgain(home, variables, embedder);
        }
    }

    private void check(ServiceProcess service) {
        ledger.check(service);
        JsonNode audit = service.audit();
        assertThat(audit.path("agree").asBoolean()).as(audit.toString()).isTrue();
        ids.clear();
        service.documents()
                .forEach(
                        document ->
                                ids.put(
                                        document.path("name").asText(),
                                        document.path("id").asText()));
    }

    private void embedsNothingAgain(
            Path home, Map<String, String> variables, EmbeddingServer embedder) {
        embedder.texts().clear();
        try (ServiceProcess service = ServiceProcess.start(home, variables)) {
            check(service);
            // Whatever waits to be embedded comes before this one.
            service.accepted("last.txt", "The last one is about nothing but marmalade.");
            service.settled();
            assertThat(embedder.texts())
                    .anyMatch(text -> text.contains("marmalade"))
                    .noneMatch(text -> text.contains("Paragraph"));
        }
    }

    private void killAmidWrites(ServiceProcess service, Random random) throws Exception {
        int before = acknowledged.get();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String prefix = "w" + i + "-";
                Random own = new Random(random.nextLong());
                writers.add(threads.submit(() -> write(service, prefix, own)));
            }
            while (acknowledged.get() < before + CHANGES_MIN) {
                Waiting.pause();
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(3_000));
            service.kill();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    /** Changes documents of its own, one call at a time, until the service is gone. */
    private void write(ServiceProcess service, String prefix, Random random) {
        try {
            while (true) {
                String name = prefix + random.nextInt(NAMES_EACH) + ".txt";
                if (!(ledger.of(name) instanceof Ledger.State.Present present)) {
                    upload(service, name, false);
                } else {
                    switch (random.nextInt(4)) {
                        case 0 -> delete(service, name);
                        case 1 -> changeReaders(service, name, present);
                        default -> upload(service, name, present.everyone());
                    }
                }
                acknowledged.incrementAndGet();
            }
        } catch (IOException e) {
            // The service was killed; what was asked last may hold or not.
        }
    }

    private void upload(ServiceProcess service, String name, boolean everyone) throws IOException {
        String word = word(versions.incrementAndGet());
        byte[] content =
                ("Paragraph of " + name + " that says " + word + ".\n\nAnd another one.")
                        .getBytes(StandardCharsets.UTF_8);
        ledger.ask(name, new Ledger.State.Present(sha256(content), word, everyone));
        HttpResponse<String> response = service.upload(name, content);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        JsonNode receipt = Json.MAPPER.readTree(response.body()).path("documents").path(0);
        ids.put(name, receipt.path("id").asText());
        ledger.promise(name);
    }

    private void delete(ServiceProcess service, String name) throws IOException {
        ledger.delete(name);
        HttpResponse<String> response = service.call("DELETE", address(name), null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        ledger.promise(name);
    }

    private void changeReaders(ServiceProcess service, String name, Ledger.State.Present present)
            throws IOException {
        boolean everyone = !present.everyone();
        ledger.ask(name, new Ledger.State.Present(present.sha256(), present.word(), everyone));
        List<String> readers = everyone ? List.of("everyone") : List.of();
        HttpResponse<String> response =
                service.call("PATCH", address(name), Map.of("readers", readers));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        ledger.promise(name);
    }

    private String address(String name) {
        return "/api/v1/collections/default/documents/" + ids.get(name);
    }

    private static List<Double> vector(String text) {
        Random random = new Random(text.hashCode());
        return List.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    }

    /** A word of letters alone that no other number gives. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder("zq");
        for (int rest = number; rest > 0; rest /= 20) {
            word.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20));
        }
        return word.append('k').toString(); // no ending that a stemmer would take away
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
