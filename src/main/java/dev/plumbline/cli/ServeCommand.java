package dev.plumbline.cli;

import dev.plumbline.accounts.Gate;
import dev.plumbline.storage.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts the service: checks what can be checked at once, hands the settings over, and boots
 * Quarkus in this process.
 */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run the service and its chat page; all state is kept under the home folder.")
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on (default 8080); 0 for any that is free.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address to bind (default 127.0.0.1). Another than loopback needs an API key first.")
    private @Nullable String host;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder for all state (default: data/ beside the launcher).")
    private @Nullable Path home;

    @Option(
            names = "--generator",
            paramLabel = "quoting|FILE|URL",
            description =
                    "What writes answers: quotes alone (default), a GGUF file or model folder in a worker process, or the model behind an OpenAI-compatible base URL such as http://127.0.0.1:9000/v1.")
    private @Nullable String generator;

    @Option(
            names = "--generator-model",
            paramLabel = "NAME",
            description = "The model that the URL is asked for.")
    private @Nullable String generatorModel;

    @Option(
            names = "--json",
            description =
                    "Once ready, print one line of JSON {url, pid, home} on standard output; the log goes to standard error.")
    private boolean json;

    @Override
    public Integer call() {
        Home folder = Home.at(home);
        ServiceSettings settings =
                ServiceSettings.read(folder)
                        .with("plumbline.port", port)
                        .with("plumbline.host", host)
                        .with("plumbline.generator", generator == null ? null : located(generator))
                        .with("plumbline.generator-model", generatorModel);
        folder.lock();
        settings.check();
        requireKey(settings);
        settings.with("plumbline.port", requireFree(settings.host(), settings.port()));
        settings.export();
        System.setProperty("plumbline.internal.announced", Boolean.toString(json));
        System.setProperty("quarkus.log.console.stderr", Boolean.toString(json));
        try {
            io.quarkus.bootstrap.runner.QuarkusEntryPoint.main();
        } catch (Throwable failure) {
            throw new IllegalStateException(
                    "The service could not start: " + failure.getMessage(), failure);
        }
        return 0;
    }

    /** A file's path as it is from everywhere. */
    private static String located(String generator) {
        Path file = Path.of(generator);
        return Files.exists(file) ? file.toAbsolutePath().toString() : generator;
    }

    /** Without a key whoever reaches the service is its owner: only this machine may reach it. */
    private static void requireKey(ServiceSettings settings) {
        if (Gate.isLoopback(settings.host())) {
            return;
        }
        try (Connection database = HomeDatabase.open(settings.home());
                Statement query = database.createStatement();
                ResultSet count = query.executeQuery("select count(*) from api_keys")) {
            if (!count.next() || count.getLong(1) == 0) {
                throw new IllegalStateException(
                        "Without an API key the service binds to loopback only, not to "
                                + settings.host()
                                + "; ./plumbline keys create makes a key.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database of "
                            + settings.home().path()
                            + " can't be read: "
                            + e.getMessage(),
                    e);
        }
    }

    /** The port, or one that is free where it is 0. */
    private static int requireFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (UnknownHostException e) {
            throw new UsageException("No such address to bind: " + host + ".");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port "
                            + port
                            + " on "
                            + host
                            + " is taken ("
                            + e.getMessage()
                            + "); choose another with --port.",
                    e);
        }
    }
}
