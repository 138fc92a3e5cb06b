package dev.plumbline.cli;

import dev.plumbline.storage.Home;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a service: {@code HOME/plumbline.properties}, overridden by {@code PLUMBLINE_*}
 * variables, overridden by options of the command line. Unknown keys stop the start; a secret may
 * stand in a file that {@code KEY-file} names.
 */
final class ServiceSettings {
    /** Every key that users may set. The feature's settings interface says what each one means. */
    static final java.util.List<String> KEYS =
            java.util.List.of(
                    "plumbline.home",
                    "plumbline.host",
                    "plumbline.port",
                    "plumbline.hosts",
                    "plumbline.log-json",
                    "plumbline.traces-endpoint",
                    "plumbline.embedder",
                    "plumbline.embedder-model",
                    "plumbline.embedder-key",
                    "plumbline.embedder-timeout",
                    "plumbline.generator",
                    "plumbline.generator-model",
                    "plumbline.generator-key",
                    "plumbline.generator-context",
                    "plumbline.generator-cache",
                    "plumbline.generator-timeout",
                    "plumbline.answers.threshold",
                    "plumbline.answers.evidence-tokens-max",
                    "plumbline.answers.tokens-max",
                    "plumbline.answers.concurrent-max",
                    "plumbline.database.url",
                    "plumbline.database.user",
                    "plumbline.database.password",
                    "plumbline.documents.file-bytes-max",
                    "plumbline.documents.request-bytes-max",
                    "plumbline.documents.private-addresses",
                    "plumbline.documents.erase-after",
                    "plumbline.documents.parsers",
                    "plumbline.documents.parse-timeout",
                    "plumbline.documents.parser-memory-max");

    /** Variables that belong to the command line and the build, not to the service. */
    private static final java.util.Set<String> OTHER_VARIABLES =
            java.util.Set.of(
                    "PLUMBLINE_ROOT",
                    "PLUMBLINE_DATA",
                    "PLUMBLINE_KEY",
                    "PLUMBLINE_URL",
                    "PLUMBLINE_JUDGE_KEY",
                    "PLUMBLINE_JAVA_OPTIONS");

    private final Home home;
    private final Map<String, String> values;

    private ServiceSettings(Home home, Map<String, String> values) {
        this.home = home;
        this.values = values;
    }

    static ServiceSettings read(Home home) {
        return read(home, System.getenv());
    }

    static ServiceSettings read(Home home, Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        Path file = home.path().resolve("plumbline.properties");
        if (Files.exists(file)) {
            Properties properties = load(file);
            for (String key : new TreeSet<>(properties.stringPropertyNames())) {
                put(values, key, properties.getProperty(key), file.toString());
            }
        }
        for (var variable : environment.entrySet()) {
            if (variable.getKey().startsWith("PLUMBLINE_")
                    && !OTHER_VARIABLES.contains(variable.getKey())) {
                put(
                        values,
                        keyOf(variable.getKey()),
                        variable.getValue(),
                        "the variable " + variable.getKey());
            }
        }
        values.put("plumbline.home", home.path().toString());
        return new ServiceSettings(home, values);
    }

    ServiceSettings with(String key, @Nullable Object value) {
        if (value != null) {
            values.put(key, value.toString());
        }
        return this;
    }

    String host() {
        return values.getOrDefault("plumbline.host", "127.0.0.1");
    }

    int port() {
        String port = values.getOrDefault("plumbline.port", "8080");
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number < 1 << 16) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("The port must be a number from 0 to 65535, not " + port + ".");
    }

    String value(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    Home home() {
        return home;
    }

    boolean embedded() {
        return value("plumbline.database.url", "embedded").equals("embedded");
    }

    /** What can be said before anything starts. */
    void check() {
        int port = port();
        if (port < 0) {
            throw new UsageException("No port " + port + ".");
        }
        if (!embedded() && !value("plumbline.database.url", "").startsWith("jdbc:postgresql:")) {
            throw new UsageException(
                    "plumbline.database.url is \"embedded\" or a jdbc:postgresql: address, not "
                            + value("plumbline.database.url", "")
                            + ".");
        }
        String embedder = value("plumbline.embedder", "bge-small");
        if (!embedder.equals("bge-small") && !embedder.matches("https?://.+")) {
            throw new UsageException(
                    "plumbline.embedder is \"bge-small\" or a http(s) address, not "
                            + embedder
                            + ".");
        }
        String generator = value("plumbline.generator", "quoting");
        boolean named = generator.equals("quoting") || generator.matches("https?://.+");
        if (!named && !Files.exists(Path.of(generator))) {
            throw new UsageException(
                    "The generator is \"quoting\", a model's file or folder, or a http(s) address; there is no file "
                            + generator
                            + ".");
        }
    }

    /** Hands the settings to the service, which starts in this process. */
    void export() {
        values.forEach(System::setProperty);
        System.setProperty("plumbline.internal.embedded", Boolean.toString(embedded()));
        System.setProperty("plumbline.internal.server", Boolean.toString(!embedded()));
        System.setProperty("plumbline.internal.served", "true");
        System.setProperty(
                "plumbline.internal.untraced",
                Boolean.toString(!values.containsKey("plumbline.traces-endpoint")));
        String temporary = home.create().temporary().toString();
        System.setProperty("java.io.tmpdir", temporary);
        System.setProperty("org.sqlite.tmpdir", temporary);
    }

    private static void put(Map<String, String> values, String key, String value, String where) {
        String plain =
                key.endsWith("-file") ? key.substring(0, key.length() - "-file".length()) : key;
        if (!KEYS.contains(plain)) {
            throw new UsageException(
                    "Unknown setting "
                            + key
                            + " in "
                            + where
                            + ". Known are: "
                            + String.join(", ", KEYS)
                            + ".");
        }
        values.put(plain, plain.equals(key) ? value : secret(Path.of(value), key));
    }

    private static String keyOf(String variable) {
        String flat = variable.toLowerCase(Locale.ROOT);
        boolean file = flat.endsWith("_file");
        String bare = file ? flat.substring(0, flat.length() - "_file".length()) : flat;
        for (String key : KEYS) {
            if (key.replace('.', '_').replace('-', '_').equals(bare)) {
                return file ? key + "-file" : key;
            }
        }
        return variable;
    }

    private static String secret(Path file, String key) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UsageException(
                    "The file that " + key + " names can't be read: " + file + ".");
        }
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    "The settings " + file + " can't be read: " + e.getMessage() + ".");
        }
        return properties;
    }
}
