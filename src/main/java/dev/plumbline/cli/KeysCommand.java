package dev.plumbline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.accounts.Keys;
import dev.plumbline.storage.Home;
import dev.plumbline.storage.Ids;
import dev.plumbline.storage.Json;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes, lists and revokes API keys in the home's database, whether the service runs or never ran.
 */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description =
                "Create, list and revoke API keys. Once a home has had a key, every call needs one.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class KeysCommand implements Runnable {
    private static final char[] DIGITS = "abcdefghijkmnpqrstuvwxyz23456789".toCharArray();
    private static final int SECRET_CHARACTERS = 40; // 5 bits each

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: create, list or revoke.");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Make a key and print it, once: only its hash is kept.")
    int create(
            @Option(
                            names = "--home",
                            paramLabel = "DIR",
                            description =
                                    "The service's home (default: data/ beside the launcher).")
                    @Nullable Path home,
            @Option(
                            names = "--tenant",
                            defaultValue = "default",
                            description =
                                    "Whose documents there are at all (default ${DEFAULT-VALUE}).")
                    String tenant,
            @Option(
                            names = "--subject",
                            defaultValue = "owner",
                            description = "The person or program (default ${DEFAULT-VALUE}).")
                    String subject,
            @Option(
                            names = "--groups",
                            split = ",",
                            description = "Groups of which it is a member.")
                    @Nullable List<String> groups,
            @Option(
                            names = "--act-as",
                            description = "Each call names its subject and groups by headers.")
                    boolean actAs,
            @Option(
                            names = "--admin",
                            description =
                                    "Sees and manages the records of all the tenant's documents.")
                    boolean admin,
            @Option(names = "--json", description = "Print {key, id}.") boolean json)
            throws SQLException {
        if (tenant.isBlank()
                || tenant.length() > 64
                || subject.isBlank()
                || subject.length() > 255) {
            throw new UsageException(
                    "A tenant's name has 1 to 64 characters, a subject's 1 to 255.");
        }
        String id = Ids.next();
        String secret = secret();
        try (Connection connection = HomeDatabase.open(Home.at(home));
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into api_keys (id, hash, tenant, subject, member_of, act_as, administrator, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, Keys.hash(secret));
            insert.setString(3, tenant);
            insert.setString(4, subject);
            insert.setString(5, Json.write(groups == null ? List.of() : groups));
            insert.setBoolean(6, actAs);
            insert.setBoolean(7, admin);
            insert.setLong(8, System.currentTimeMillis());
            insert.executeUpdate();
        }
        ObjectNode made = Json.MAPPER.createObjectNode().put("key", secret).put("id", id);
        spec.commandLine().getOut().println(json ? made : secret);
        return 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List keys, without their secrets.")
    int list(
            @Option(names = "--home", paramLabel = "DIR", description = "The service's home.")
                    @Nullable Path home,
            @Option(names = "--json", description = "Print {keys: [...]}.") boolean json)
            throws SQLException {
        ArrayNode keys = Json.MAPPER.createArrayNode();
        try (Connection connection = HomeDatabase.open(Home.at(home));
                PreparedStatement query =
                        connection.prepareStatement(
                                "select id, tenant, subject, act_as, administrator, created_at, revoked_at from api_keys order by id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                keys.addObject()
                        .put("id", rows.getString("id"))
                        .put("tenant", rows.getString("tenant"))
                        .put("subject", rows.getString("subject"))
                        .put("act_as", rows.getBoolean("act_as"))
                        .put("admin", rows.getBoolean("administrator"))
                        .put("created", Instant.ofEpochMilli(rows.getLong("created_at")).toString())
                        .put("revoked", revoked(rows));
            }
        }
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(Json.MAPPER.createObjectNode().set("keys", keys).toString());
        } else {
            keys.forEach(
                    key ->
                            spec.commandLine()
                                    .getOut()
                                    .println(
                                            key.path("id").asText()
                                                    + "  "
                                                    + key.path("tenant").asText()
                                                    + "/"
                                                    + key.path("subject").asText()
                                                    + (key.path("revoked").asBoolean()
                                                            ? "  revoked"
                                                            : "")));
        }
        return 0;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Take a key back; the home stays closed, also without any key.")
    int revoke(
            @Option(names = "--home", paramLabel = "DIR", description = "The service's home.")
                    @Nullable Path home,
            @Option(names = "--json", description = "Print {id}.") boolean json,
            @Parameters(paramLabel = "ID", description = "The key's id, as list prints it.")
                    String id)
            throws SQLException {
        try (Connection connection = HomeDatabase.open(Home.at(home));
                PreparedStatement update =
                        connection.prepareStatement(
                                "update api_keys set revoked_at = ? where id = ? and revoked_at is null")) {
            update.setLong(1, System.currentTimeMillis());
            update.setString(2, id);
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException(
                        "There is no key " + id + " that could be revoked.");
            }
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Json.MAPPER.createObjectNode().put("id", id)
                                : "Revoked " + id + ".");
        return 0;
    }

    private static boolean revoked(ResultSet rows) throws SQLException {
        rows.getLong("revoked_at");
        return !rows.wasNull();
    }

    private static String secret() {
        SecureRandom random = new SecureRandom();
        StringBuilder secret = new StringBuilder("plb_");
        for (int i = 0; i < SECRET_CHARACTERS; i++) {
            secret.append(DIGITS[random.nextInt(DIGITS.length)]);
        }
        return secret.toString();
    }
}
