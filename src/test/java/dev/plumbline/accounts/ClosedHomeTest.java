package dev.plumbline.accounts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.KeyTable;
import dev.plumbline.OwnHome;
import dev.plumbline.storage.Database;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Without a key a home is open to its own machine alone; with the first it is closed for good. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // injected before the tests
final class ClosedHomeTest {
    @Inject KeyTable keys;
    @Inject Database database;

    @Test
    void firstKeyClosesTheHomeAndItsRevocationDoesNotOpenIt() {
        given().get("/api/v1/collections").then().statusCode(200);
        assertThat(new Keys(database).closed()).isFalse();
        assertThatCode(() -> start("127.0.0.1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> start("0.0.0.0"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0.0.0.0");

        keys.close("first", "ann");
        assertThatCode(() -> start("0.0.0.0")).doesNotThrowAnyException();

        keys.revoke("first");
        given().get("/api/v1/collections").then().statusCode(401);
        assertThat(new Keys(database).closed()).as("after a restart").isTrue();
        assertThatCode(() -> start("0.0.0.0")).doesNotThrowAnyException();
    }

    /** What a service that binds to this address checks as it starts. */
    private void start(String host) {
        new Gate(new Bound(host), new Keys(database)).requireLoopback(new StartupEvent());
    }

    private record Bound(String host) implements AccountsSettings {
        @Override
        public Optional<List<String>> hosts() {
            return Optional.empty();
        }

        @Override
        public long requestBytesMax() {
            return 1_000;
        }
    }
}
