package dev.plumbline.accounts;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Looks keys up. A home that ever had one stays closed, also after the last is revoked. */
@Singleton
public final class Keys {
    private static final long FRESH_MS = 1_000;

    private final Database database;
    private final Clock clock = Clock.systemUTC();
    private volatile boolean closed;
    private volatile long lookedAt;

    @Inject
    Keys(Database database) {
        this.database = database;
    }

    /** What a key stands for. */
    public record Grant(Principal principal, boolean actAs) {}

    /** Whether calls need a key. */
    public boolean closed() {
        long now = clock.millis();
        if (!closed && now - lookedAt > FRESH_MS) {
            closed =
                    database.read(
                                    session ->
                                            session.createSelectionQuery(
                                                            "select count(k) from ApiKey k",
                                                            Long.class)
                                                    .getSingleResult())
                            > 0;
            lookedAt = now;
        }
        return closed;
    }

    /** The grant of a key that is known and not revoked. */
    public Optional<Grant> grant(String secret) {
        String hash = hash(secret);
        return database.read(
                session ->
                        session.createSelectionQuery(
                                        "from ApiKey k where k.hash = :hash and k.revokedAt is null",
                                        ApiKey.class)
                                .setParameter("hash", hash)
                                .uniqueResultOptional()
                                .map(
                                        key ->
                                                new Grant(
                                                        new Principal(
                                                                key.tenant,
                                                                key.subject,
                                                                new TreeSet<>(
                                                                        Json.read(
                                                                                key.groups,
                                                                                new TypeReference<
                                                                                        List<
                                                                                                String>>() {})),
                                                                key.admin),
                                                        key.actAs)));
    }

    /** SHA-256 of a key: keys are long and random, so that a slow hash would add nothing. */
    public static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
