package dev.plumbline.monitoring;

import dev.plumbline.accounts.Principal;
import dev.plumbline.index.Mode;
import dev.plumbline.search.Search;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when a search by words goes through: database and index at once. */
@Readiness
@Singleton
final class RetrievalHealth implements HealthCheck {
    private final Search search;

    @Inject
    RetrievalHealth(Search search) {
        this.search = search;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            search.find(
                    Principal.LOCAL_OWNER,
                    new Search.Query(List.of(), "ready", 1, Mode.BM25, null));
            return HealthCheckResponse.up("retrieval");
        } catch (RuntimeException e) {
            return HealthCheckResponse.named("retrieval")
                    .down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
