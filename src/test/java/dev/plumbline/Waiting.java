package dev.plumbline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what a service does in its own time. */
public final class Waiting {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long PAUSE_MS = 50;

    private Waiting() {}

    /** Looks until what is seen is enough, and returns that. */
    public static <T> T until(String what, Supplier<T> look, Predicate<? super T> enough) {
        Instant end = Instant.now().plus(PATIENCE);
        T seen = look.get();
        while (!enough.test(seen)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(
                        "Not within " + PATIENCE + ": " + what + "; last seen: " + seen);
            }
            pause();
            seen = look.get();
        }
        return seen;
    }

    /** Looks at a document until it is found by words and by meaning; its id. */
    public static String searchable(String id, Supplier<JsonPath> document) {
        until(
                "searchable " + id,
                document,
                seen -> {
                    String status = String.valueOf(seen.getString("status"));
                    assertThat(status).as(id).isNotIn("FAILED", "QUARANTINED");
                    return status.equals("SEARCHABLE") && "ready".equals(seen.getString("vectors"));
                });
        return id;
    }

    /** Looks at a job until it runs no more; how it ended. */
    public static JsonPath job(String id) {
        JsonPath ended =
                until(
                        "end of job " + id,
                        () -> given().get("/api/v1/jobs/{id}", id).jsonPath(),
                        seen -> !"running".equals(seen.getString("state")));
        assertThat(ended.getString("state")).as(ended.prettify()).isEqualTo("done");
        return ended;
    }

    /** The time between two looks. */
    public static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
