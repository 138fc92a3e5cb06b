package dev.plumbline.documents;

import dev.plumbline.storage.Home;
import dev.plumbline.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a document by its URL. The name is resolved once, its address is checked, and the
 * connection goes to that address, so that neither a redirect nor a second answer of the name
 * service leads inside.
 */
@Singleton
final class UrlFetcher {
    private static final int REDIRECTS_MAX = 5;
    private static final Duration MOST = Duration.ofSeconds(30);

    private final HttpClient client;
    private final Vertx vertx;
    private final Home home;
    private final DocumentsSettings settings;

    private final Predicate<InetAddress> allowed;
    private final Names names;

    /** What knows the addresses of a host. */
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    @Inject
    UrlFetcher(Vertx vertx, Home home, DocumentsSettings settings) {
        this(
                vertx,
                home,
                settings,
                address -> settings.privateAddresses() || !inside(address),
                InetAddress::getAllByName);
    }

    /** With other addresses that may be asked, and other names. */
    UrlFetcher(
            Vertx vertx,
            Home home,
            DocumentsSettings settings,
            Predicate<InetAddress> allowed,
            Names names) {
        this.allowed = allowed;
        this.names = names;
        this.vertx = vertx;
        this.home = home;
        this.settings = settings;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(10_000)
                                .setDecompressionSupported(true)
                                .setKeepAlive(false)
                                .setVerifyHost(true));
    }

    /**
     * The document at an address.
     *
     * @throws Problem 400 for what is no http address or leads inside, 422 where nothing can be
     *     fetched
     */
    Intake.Part fetch(String url) {
        URI first = uri(url);
        URI current = first;
        long end = System.nanoTime() + MOST.toNanos();
        for (int hop = 0; hop <= REDIRECTS_MAX; hop++) {
            Fetched fetched = get(current, end);
            if (fetched.location() == null) {
                return new Intake.Part(
                        fetched.file(), first.toString(), fetched.type(), null, first.toString());
            }
            current = uri(current.resolve(fetched.location()).toString());
        }
        throw Problem.of(
                422,
                "unreachable",
                "The address leads nowhere",
                url + " redirects more than " + REDIRECTS_MAX + " times.");
    }

    private record Fetched(Path file, @Nullable String type, @Nullable String location) {}

    private Fetched get(URI uri, long end) {
        InetAddress address = address(uri);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        String target =
                (uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                        .setHost(uri.getHost())
                        .setPort(port)
                        .setSsl(tls)
                        .setURI(target)
                        .putHeader("User-Agent", "plumbline")
                        .putHeader("Accept", "*/*");
        Path file = temporary();
        boolean done = false;
        try {
            long left = Math.max(1, end - System.nanoTime());
            Fetched fetched =
                    client.request(options)
                            .compose(request -> request.send())
                            .compose(response -> receive(response, uri, file))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(left, TimeUnit.NANOSECONDS);
            done = fetched.location() == null;
            return fetched;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw Problem.of(
                    422,
                    "unreachable",
                    "The address can't be reached",
                    uri + " can't be fetched: " + String.valueOf(e.getCause()) + ".");
        } catch (TimeoutException e) {
            throw Problem.of(
                    422,
                    "unreachable",
                    "The address is too slow",
                    uri + " did not answer within " + MOST.toSeconds() + " seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.retryable(503, "interrupted", "The service is stopping.", 5);
        } finally {
            if (!done) {
                remove(file);
            }
        }
    }

    private Future<Fetched> receive(HttpClientResponse response, URI uri, Path file) {
        int status = response.statusCode();
        String location = response.getHeader("Location");
        if (status >= 300 && status < 400 && location != null) {
            return Future.succeededFuture(new Fetched(file, null, location));
        }
        if (status != 200) {
            return Future.failedFuture(
                    Problem.of(
                            422,
                            "unreachable",
                            "The address gives no document",
                            uri + " answered with status " + status + "."));
        }
        response.pause(); // until there is a file for it
        long[] received = {0};
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setWrite(true).setTruncateExisting(true))
                .compose(
                        out -> {
                            response.handler(
                                    bytes -> {
                                        received[0] += bytes.length();
                                        if (received[0] > settings.fileBytesMax()) {
                                            response.request().reset();
                                        } else {
                                            out.write(bytes);
                                            if (out.writeQueueFull()) {
                                                response.pause();
                                                out.drainHandler(drained -> response.resume());
                                            }
                                        }
                                    });
                            Future<Void> whole = response.end();
                            response.resume();
                            return whole.compose(
                                    ended ->
                                            out.close()
                                                    .map(
                                                            closed ->
                                                                    new Fetched(
                                                                            file,
                                                                            response.getHeader(
                                                                                    "Content-Type"),
                                                                            null)),
                                    failure ->
                                            out.close()
                                                    .compose(
                                                            closed ->
                                                                    Future.failedFuture(
                                                                            received[0]
                                                                                            > settings
                                                                                                    .fileBytesMax()
                                                                                    ? Problem.of(
                                                                                            413,
                                                                                            "too_large",
                                                                                            "Too large",
                                                                                            uri
                                                                                                    + " gives more than "
                                                                                                    + settings
                                                                                                            .fileBytesMax()
                                                                                                    + " bytes.")
                                                                                    : failure)));
                        });
    }

    private InetAddress address(URI uri) {
        try {
            for (InetAddress address : names.addresses(uri.getHost())) {
                if (allowed.test(address)) {
                    return address;
                }
            }
        } catch (UnknownHostException e) {
            throw Problem.of(
                    422,
                    "unreachable",
                    "Unknown host",
                    "The name " + uri.getHost() + " is not known.");
        }
        throw Problem.of(
                422,
                "private_address",
                "A private address",
                uri.getHost()
                        + " is a private, loopback or link-local address; plumbline.documents.private-addresses=true allows them.");
    }

    /** Whether an address belongs to this machine or its network, or to none (RFC 6890). */
    static boolean inside(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 255;
        int second = bytes[1] & 255;
        if (address instanceof Inet4Address) {
            boolean sharedSpace = first == 100 && second >= 64 && second < 128;
            boolean protocolSpace = first == 192 && second == 0 && (bytes[2] & 255) <= 2;
            boolean benchmarking = first == 198 && (second == 18 || second == 19);
            return first == 0 || sharedSpace || protocolSpace || benchmarking || first >= 240;
        }
        boolean uniqueLocal = (first & 0xfe) == 0xfc;
        boolean translated =
                first == 0 && second == 0x64
                        || first == 0x20 && second == 0x02
                        || first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return address instanceof Inet6Address && (uniqueLocal || translated);
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Problem.badInput(
                "bad_url", "url is an http or https address without user name, not " + url + ".");
    }

    private Path temporary() {
        try {
            return Files.createTempFile(home.temporary(), "url", ".part");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }
}
