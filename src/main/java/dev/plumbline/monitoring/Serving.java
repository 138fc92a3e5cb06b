package dev.plumbline.monitoring;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.Generator;
import dev.plumbline.storage.Home;
import dev.plumbline.storage.Json;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What whoever ran {@code serve} sees of it: a few lines at the start, and exit code 0 when it is
 * asked to end.
 */
@Singleton
final class Serving {
    private static final Logger LOG = Logger.getLogger("dev.plumbline");
    private static final int INTERRUPTED = 130;
    private static final long LOOK_MS = 100;

    private final Home home;
    private final Embedder embedder;
    private final Optional<Generator> generator;
    private final SmallRyeHealthReporter health;
    private final boolean served;
    private final boolean announced;
    private final String host;
    private final int port;
    private final AtomicBoolean ending = new AtomicBoolean();

    @Inject
    Serving(
            Home home,
            Embedder embedder,
            Optional<Generator> generator,
            SmallRyeHealthReporter health,
            @ConfigProperty(name = "plumbline.internal.served", defaultValue = "false")
                    boolean served,
            @ConfigProperty(name = "plumbline.internal.announced", defaultValue = "false")
                    boolean announced,
            @ConfigProperty(name = "plumbline.host") String host,
            @ConfigProperty(name = "plumbline.port") int port) {
        this.home = home;
        this.embedder = embedder;
        this.generator = generator;
        this.health = health;
        this.served = served;
        this.announced = announced;
        this.host = host;
        this.port = port;
    }

    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        if (!served) {
            return;
        }
        onSignal("INT");
        onSignal("TERM");
        LOG.infof("Plumbline serves http://%s:%d", host, port);
        LOG.infof("Home: %s", home.path());
        LOG.infof(
                "Answers: %s",
                generator.map(model -> "written by " + model.name()).orElse("quotes alone"));
        LOG.infof("Stop: Ctrl+C, or kill %d", ProcessHandle.current().pid());
        Thread.startVirtualThread(this::tryEmbedder);
    }

    /** For programs that start a service: one line on standard output, once it is ready. */
    void listen(@ObservesAsync HttpServerStart event) {
        if (announced) {
            Thread.startVirtualThread(this::announce);
        }
    }

    private void announce() {
        try {
            while (health.getReadiness().isDown()) {
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("url", "http://" + host + ":" + port);
        line.put("pid", ProcessHandle.current().pid());
        line.put("home", home.path().toString());
        System.out.println(Json.write(line));
    }

    /** One that does not answer stops nothing, but whoever started the service should know. */
    private void tryEmbedder() {
        try {
            embedder.embedQuery("ready");
        } catch (RuntimeException e) {
            LOG.warnf(
                    "%s Documents are taken and found by their words (mode bm25); questions have to wait for it.",
                    e.getMessage());
        }
    }

    /**
     * Without this the virtual machine ends with 128 and the signal's number, which says that it
     * failed. The class of signals is not among what compiles everywhere, hence by name.
     */
    private void onSignal(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object end =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (_, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    end();
                                }
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), end);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debugf("No signal %s here: %s", name, e.getMessage());
        }
    }

    /** Ends in good order; asked again, at once. */
    private void end() {
        if (ending.compareAndSet(false, true)) {
            Quarkus.asyncExit(0);
        } else {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }
}
