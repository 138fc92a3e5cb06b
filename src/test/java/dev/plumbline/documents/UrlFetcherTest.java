package dev.plumbline.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.storage.Home;
import dev.plumbline.web.Problem;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a URL may lead to. Here 127.0.0.1 stands for the world, and 127.0.0.2 for a machine inside
 * that counts who asks it.
 */
@SuppressWarnings("NullAway.Init") // filled before the tests
final class UrlFetcherTest {
    private static final int BYTES_MAX = 1_000;

    @TempDir Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> inside = new ConcurrentLinkedQueue<>();
    private HttpServer world;
    private HttpServer secret;
    private Home home;
    private UrlFetcher fetcher;

    @BeforeEach
    void start() throws IOException {
        world = server("127.0.0.1");
        secret = server("127.0.0.2");
        world.createContext("/doc", exchange -> answer(exchange, 200, "words"));
        world.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(BYTES_MAX + 1)));
        world.createContext("/gone", exchange -> answer(exchange, 404, "nothing"));
        world.createContext("/moved", exchange -> redirect(exchange, "/doc?again"));
        world.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        world.createContext("/in", exchange -> redirect(exchange, at(secret, "/")));
        world.createContext("/twice", exchange -> redirect(exchange, "/in"));
        world.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
        secret.createContext(
                "/",
                exchange -> {
                    inside.add(exchange.getRequestURI().toString());
                    answer(exchange, 200, "secret");
                });
        world.start();
        secret.start();
        home = new Home(folder).create();
        fetcher = fetcher(InetAddress::getAllByName);
    }

    @AfterEach
    void stop() throws IOException {
        world.stop(0);
        secret.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThat(inside).isEmpty();
    }

    @Test
    void documentIsFetchedUnderTheAddressThatWasGiven() throws IOException {
        Intake.Part part = fetcher.fetch(at(world, "/moved"));
        assertThat(Files.readString(part.file())).isEqualTo("words");
        assertThat(part.name()).isEqualTo(at(world, "/moved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/in", "/twice"})
    void redirectInsideIsNotFollowed(String path) throws IOException {
        Problem problem = failure(at(world, path));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("private_address");
        assertThat(left()).isEmpty();
    }

    @Test
    void addressInsideIsNotAsked() {
        assertThat(failure(at(secret, "/")).code()).isEqualTo("private_address");
    }

    /** A name service that gives another address each time it is asked. */
    @Test
    void nameIsResolvedOnceForWhatIsCheckedAndAsked() throws IOException {
        String address = "http://rebinding.test:" + world.getAddress().getPort();
        Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.0.2"));
        UrlFetcher.Names names =
                host -> new InetAddress[] {InetAddress.ofLiteral(answers.remove())};
        assertThat(Files.readString(fetcher(names).fetch(address + "/doc").file()))
                .isEqualTo("words");
        assertThat(answers).containsExactly("127.0.0.2");
    }

    @Test
    void redirectToTheSameNameIsCheckedAgain() {
        String address = "http://rebinding.test:" + world.getAddress().getPort();
        Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.0.2"));
        UrlFetcher twice =
                fetcher(host -> new InetAddress[] {InetAddress.ofLiteral(answers.remove())});
        Problem problem =
                catchThrowableOfType(Problem.class, () -> twice.fetch(address + "/moved"));
        assertThat(problem.code()).isEqualTo("private_address");
        assertThat(answers).isEmpty();
    }

    private UrlFetcher fetcher(UrlFetcher.Names names) {
        return new UrlFetcher(vertx, home, settings(), UrlFetcherTest::isWorld, names);
    }

    @Test
    void loopbackIsInsideUnlessConfigured() {
        UrlFetcher real = new UrlFetcher(vertx, home, settings());
        String port = ":" + world.getAddress().getPort() + "/doc";
        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
            Problem problem =
                    catchThrowableOfType(Problem.class, () -> real.fetch("http://" + host + port));
            assertThat(problem.code()).as(host).isEqualTo("private_address");
        }
    }

    @Test
    void whatIsNoDocumentIsSaid() throws IOException {
        assertThat(failure(at(world, "/loop")).code()).isEqualTo("unreachable");
        assertThat(failure(at(world, "/gone")).code()).isEqualTo("unreachable");
        assertThat(failure(at(world, "/file")).code()).isEqualTo("bad_url");
        assertThat(failure("http://me:pass@127.0.0.1/").code()).isEqualTo("bad_url");
        assertThat(failure(at(world, "/large")).status()).isEqualTo(413);
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.254",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.254",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001::1"
            })
    void addressesOfNoPublicMachineAreInside(String address) {
        assertThat(UrlFetcher.inside(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "169.253.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.0.1",
                "198.20.0.1",
                "2606:4700::1111",
                "2001:4860:4860::8888"
            })
    void publicAddressesAreNot(String address) {
        assertThat(UrlFetcher.inside(InetAddress.ofLiteral(address))).isFalse();
    }

    private static boolean isWorld(InetAddress address) {
        return address.getHostAddress().equals("127.0.0.1");
    }

    private static HttpServer server(String address) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 0);
    }

    private Problem failure(String url) {
        return catchThrowableOfType(Problem.class, () -> fetcher.fetch(url));
    }

    /** What a fetch that failed left on the disk. */
    private List<Path> left() throws IOException {
        try (var files = Files.list(home.temporary())) {
            return files.toList();
        }
    }

    private static DocumentsSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(DocumentsSettings.class)
                .withDefaultValue("plumbline.documents.file-bytes-max", Integer.toString(BYTES_MAX))
                .withDefaultValue("plumbline.documents.erase-after", "PT24H")
                .withDefaultValue("plumbline.documents.parse-timeout", "PT60S")
                .build()
                .getConfigMapping(DocumentsSettings.class);
    }

    private static String at(HttpServer server, String path) {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path;
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        answer(exchange, 302, "");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, text.isEmpty() ? -1 : text.length());
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
