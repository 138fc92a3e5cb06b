package dev.plumbline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: measures speed, beside what it is to be compared with. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures speed.",
        subcommands = {BenchServeCommand.class, BenchEngineCommand.class})
final class BenchCommand implements Runnable {
    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the specification
    BenchCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "bench needs one of its commands");
    }
}
