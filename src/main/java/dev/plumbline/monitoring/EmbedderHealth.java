package dev.plumbline.monitoring;

import dev.plumbline.gateway.Embedder;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The embedder's health. The service is not ready before its embedder has answered once, though it
 * takes documents and finds them by their words. A later failure leaves it ready; {@code
 * /q/health/well} shows it.
 */
final class EmbedderHealth {
    private static final String NAME = "embedder";

    private EmbedderHealth() {}

    private static HealthCheckResponse probed(Embedder embedder) {
        var response = HealthCheckResponse.named(NAME).withData("name", embedder.name());
        try {
            embedder.embedQuery("ready");
            return response.up().build();
        } catch (RuntimeException e) {
            return response.down().withData("reason", String.valueOf(e.getMessage())).build();
        }
    }

    /** Down until the embedder has answered once. */
    @Readiness
    @Singleton
    static final class Ready implements HealthCheck {
        private final Embedder embedder;
        private final AnsweredOnce answered = new AnsweredOnce();

        @Inject
        Ready(Embedder embedder) {
            this.embedder = embedder;
        }

        @Override
        public HealthCheckResponse call() {
            return answered.or(NAME, () -> probed(embedder));
        }
    }

    /** Down whenever the embedder does not answer. */
    @Wellness
    @Singleton
    static final class Well implements HealthCheck {
        private final Embedder embedder;

        @Inject
        Well(Embedder embedder) {
            this.embedder = embedder;
        }

        @Override
        public HealthCheckResponse call() {
            return probed(embedder);
        }
    }
}
