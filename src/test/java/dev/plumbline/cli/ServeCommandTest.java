package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.storage.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the service does not start. The port of these tests is taken, so that it starts in none of
 * them.
 */
@SuppressWarnings("NullAway.Init") // filled before the tests
final class ServeCommandTest {
    @TempDir Path folder;

    @Test
    void homeOfAnotherServiceIsLeftAlone() throws IOException {
        new Home(folder).lock();
        assertThat(serve("127.0.0.1")).contains("runs a service on the home " + folder);
    }

    @Test
    void homeIsTakenBeforeAnythingElse() throws IOException {
        assertThat(serve("127.0.0.1")).contains("is taken");
        assertThat(serve("127.0.0.1")).contains("runs a service on the home " + folder);
    }

    @Test
    void otherMachinesReachNoServiceWithoutAKey() throws IOException {
        assertThat(serve("0.0.0.0"))
                .contains("Without an API key the service binds to loopback only, not to 0.0.0.0")
                .doesNotContain("is taken");
    }

    @Test
    void withAKeyOtherAddressesMayBeBound() throws IOException {
        assertThat(
                        run(
                                "keys",
                                "create",
                                "--home",
                                folder.toString(),
                                "--tenant",
                                "t",
                                "--subject",
                                "ann"))
                .isEmpty();
        assertThat(serve("0.0.0.0")).contains("is taken");
    }

    /** What the command says when it is asked to serve where the port is taken. */
    private String serve(String host) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            String port = Integer.toString(taken.getLocalPort());
            return run("serve", "--home", folder.toString(), "--host", host, "--port", port);
        }
    }

    private static String run(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            Main.run(arguments);
            return errors.toString(StandardCharsets.UTF_8);
        } finally {
            System.setErr(before);
        }
    }
}
