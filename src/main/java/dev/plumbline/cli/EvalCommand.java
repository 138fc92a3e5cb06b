package dev.plumbline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code eval}: measures retrieval, answers and faithfulness, and compares two runs. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = "Measures retrieval, answers and faithfulness, and compares two runs.",
        subcommands = {
            EvalTrecCommand.class,
            EvalSquadCommand.class,
            EvalJudgeCommand.class,
            EvalSuiteCommand.class,
            EvalCompareCommand.class,
            EvalRetrievalCommand.class,
            EvalAnswersCommand.class,
            EvalCalibrateCommand.class,
            EvalBenchmarksCommand.class
        })
final class EvalCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "eval needs one of its commands");
    }
}
