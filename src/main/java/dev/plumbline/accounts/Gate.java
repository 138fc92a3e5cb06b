package dev.plumbline.accounts;

import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import dev.plumbline.web.Problems;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
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
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final int PRIORITY = 1_000;
    private static final String PRINCIPAL = "plumbline.principal";

    private final AccountsSettings settings;
    private final Keys keys;

    @Inject
    Gate(AccountsSettings settings, Keys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    /**
     * Without a key everyone who reaches the service is its owner: only this machine may reach it
     * then.
     */
    void requireLoopback(@Observes @Priority(10) StartupEvent event) {
        if (!isLoopback(settings.host()) && !keys.closed()) {
            throw new IllegalStateException(
                    "The service has no API key yet and binds to loopback only, not to "
                            + settings.host()
                            + "; ./plumbline keys create makes a key.");
        }
    }

    /** Whether a host is this machine, reached by nobody else. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /** On whose behalf a request runs that came by this gate and not by the REST layer. */
    public static Principal principal(RoutingContext context) {
        return Objects.requireNonNull(context.get(PRINCIPAL), "the gate lets nobody by unnamed");
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        Optional<Problem> problem = refusal(context.request());
        if (problem.isPresent()) {
            refuse(context, problem.get());
        } else if (guarded(context.normalizedPath())) {
            authenticate(context);
        } else {
            context.next();
        }
    }

    /**
     * What is not served by the REST layer, whose own filter asks for the key, and not open to all.
     */
    private static boolean guarded(String path) {
        return path.startsWith("/mcp")
                || path.startsWith("/q/metrics")
                || path.startsWith("/openapi");
    }

    /** Looks the key up off the event loop, since that asks the database. */
    private void authenticate(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean admin = context.normalizedPath().startsWith("/q/metrics");
        context.vertx()
                .executeBlocking(
                        () ->
                                Authentication.principal(
                                        keys,
                                        request.getHeader(HttpHeaders.AUTHORIZATION),
                                        request.getHeader(Authentication.SUBJECT),
                                        request.getHeader(Authentication.GROUPS)))
                .onSuccess(
                        principal -> {
                            if (admin && principal.isPresent() && !principal.get().admin()) {
                                refuse(
                                        context,
                                        Problem.of(
                                                403,
                                                "admin_required",
                                                "This needs an admin",
                                                "Metrics show all tenants' counts; they need an admin's key."));
                            } else {
                                context.put(PRINCIPAL, principal.orElse(Principal.LOCAL_OWNER));
                                context.next();
                            }
                        })
                .onFailure(failure -> refuse(context, Problems.problem(failure)));
    }

    private static void refuse(RoutingContext context, Problem why) {
        HttpServerRequest request = context.request();
        boolean openAi = String.valueOf(request.path()).startsWith("/v1/");
        Integer after = why.retryAfterSeconds();
        if (after != null) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, after.toString());
        }
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
        if (!isLoopback(host)
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
