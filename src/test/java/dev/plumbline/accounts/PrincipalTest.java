package dev.plumbline.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which readers include whom: names of people and of groups are two kinds of names. */
final class PrincipalTest {
    private static final Principal BOB =
            new Principal("t", "bob", new TreeSet<>(List.of("pumps")), true);

    @ParameterizedTest
    @CsvSource({
        "everyone, true",
        "user:bob, true",
        "group:pumps, true",
        "user:pumps, false",
        "user:xpumps, false",
        "group:bob, false",
        "user:bo, false",
        "user:bobby, false",
        "group:pump, false",
        "group:, false",
        "bob, false",
        "pumps, false"
    })
    void readerIncludesBob(String reader, boolean included) {
        assertThat(BOB.in(List.of(reader))).isEqualTo(included);
        assertThat(BOB.in(List.of("user:alice", reader, "group:g"))).isEqualTo(included);
    }
}
