package dev.plumbline.monitoring;

import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * The readiness of what is asked until it has answered once: a later failure leaves the service
 * ready, which then does what it can without it.
 */
final class AnsweredOnce {
    private volatile boolean answered;

    /** Up without another question where it has answered before. */
    HealthCheckResponse or(String name, Supplier<HealthCheckResponse> probe) {
        if (answered) {
            return HealthCheckResponse.up(name);
        }
        HealthCheckResponse now = probe.get();
        if (now.getStatus() == HealthCheckResponse.Status.UP) {
            answered = true;
        }
        return now;
    }
}
