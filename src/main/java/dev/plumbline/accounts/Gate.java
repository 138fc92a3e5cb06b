package dev.plumbline.accounts;

import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is checked before anything of a request is read: its Host (a page elsewhere must not reach a
 * local service by a name of its own), its Origin (a browser is not a user), and its announced
 * length. The key is checked by {@link Authentication}, which may ask the database.
 */
@Singleton
public final class Gate {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int PRIORITY = 1_000;

    private final AccountsSettings settings;

    @Inject
    Gate(AccountsSettings settings) {
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        Optional<Problem> problem = refusal(context.request());
        if (problem.isEmpty()) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        boolean openAi = String.valueOf(request.path()).startsWith("/v1/");
        Problem why = problem.get();
        context.response()
                .setStatusCode(why.status())
                .putHeader(
                        HttpHeaders.CONTENT_TYPE,
                        openAi ? "application/json" : "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Json.write(openAi ? why.openAiDocument() : why.document()))
                .onComplete(done -> request.connection().close());
    }

    private Optional<Problem> refusal(HttpServerRequest request) {
        String host = request.authority() == null ? "" : request.authority().host();
        if (!LOOPBACK.contains(host.toLowerCase(Locale.ROOT))
                && !settings.hosts().map(known -> known.contains(host)).orElse(false)) {
            return Optional.of(
                    Problem.of(
                            421,
                            "unknown_host",
                            "Unknown host",
                            "The service is not known as "
                                    + host
                                    + "; plumbline.hosts lists the names it goes by."));
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !sameHost(origin, request)) {
            return Optional.of(
                    Problem.of(
                            403,
                            "foreign_origin",
                            "Foreign origin",
                            "A page of " + origin + " may not call this service."));
        }
        long announced = length(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        if (announced > settings.requestBytesMax()) {
            return Optional.of(
                    Problem.of(
                            413,
                            "too_large",
                            "Too large",
                            "The request announces "
                                    + announced
                                    + " bytes; "
                                    + settings.requestBytesMax()
                                    + " are taken at most."));
        }
        return Optional.empty();
    }

    private static boolean sameHost(String origin, HttpServerRequest request) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null
                    && authority.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
