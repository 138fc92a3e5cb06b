package dev.plumbline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Listed here for {@code plumbline --help}; the launcher runs the tests itself, since they need no
 * built service.
 */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Run the project's tests (--all: also in the browser, on PostgreSQL, on processes and on shared data).")
final class TestCommand implements Runnable {
    @Option(
            names = "--all",
            description =
                    "Also the tests in a real browser, on PostgreSQL, on processes and on shared data.")
    private boolean all;

    @Override
    public void run() {
        throw new UsageException(
                "Run the tests through the launcher: ./plumbline test"
                        + (all ? " --all" : "")
                        + ".");
    }
}
