package dev.plumbline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fit}: makes the fitted values that ship, again, from their data. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        hidden = true,
        description = "Fits the values that ship again, from their data.",
        subcommands = {FitQuotingCommand.class, FitJudgeCommand.class, FitFusionCommand.class})
final class FitCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "fit needs one of its commands");
    }
}
