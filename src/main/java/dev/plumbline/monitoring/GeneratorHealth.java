package dev.plumbline.monitoring;

import dev.plumbline.gateway.Generator;
import dev.plumbline.gateway.GeneratorFailure;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The generator's health. The service is not ready before its generator has answered once. A later
 * failure leaves it ready, since search goes on; {@code /q/health/well} shows it.
 */
final class GeneratorHealth {
    private static final String NAME = "generator";

    private GeneratorHealth() {}

    private static HealthCheckResponse probed(Optional<Generator> generator) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        if (generator.isEmpty()) {
            return response.up().withData("name", "quoting").build();
        }
        response.withData("name", generator.get().name());
        try {
            generator.get().probe();
            return response.up().build();
        } catch (GeneratorFailure e) {
            return response.down().withData("reason", String.valueOf(e.getMessage())).build();
        }
    }

    /** Down until the generator has answered once. */
    @Readiness
    @Singleton
    static final class Ready implements HealthCheck {
        private final Optional<Generator> generator;
        private final AnsweredOnce answered = new AnsweredOnce();

        @Inject
        Ready(Optional<Generator> generator) {
            this.generator = generator;
        }

        @Override
        public HealthCheckResponse call() {
            return answered.or(NAME, () -> probed(generator));
        }
    }

    /** Down whenever the generator does not answer. */
    @Wellness
    @Singleton
    static final class Well implements HealthCheck {
        private final Optional<Generator> generator;

        @Inject
        Well(Optional<Generator> generator) {
            this.generator = generator;
        }

        @Override
        public HealthCheckResponse call() {
            return probed(generator);
        }
    }
}
