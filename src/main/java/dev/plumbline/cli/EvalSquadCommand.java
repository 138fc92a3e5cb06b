package dev.plumbline.cli;

import dev.plumbline.eval.squad.SquadEvaluation;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eval squad}: exact match and F1 of predictions, as the official script counts. */
@Command(
        name = "squad",
        mixinStandardHelpOptions = true,
        description = "Exact match and F1 of predictions for a SQuAD file, in percent.")
final class EvalSquadCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA.json", description = "A SQuAD 1.1 or 2.0 file.")
    private Path data = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "PREDICTIONS.json",
            description = "A JSON object from question id to answer.")
    private Path predictions = Path.of("");

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(
                () -> {
                    Map<String, Number> figures = SquadEvaluation.of(data, predictions);
                    if (figures.getOrDefault("missing", 0).intValue() > 0) {
                        System.err.println(
                                figures.get("missing")
                                        + " questions have no prediction and count as wrong.");
                    }
                    EvalOutput.figures(figures, json, spec.commandLine().getOut());
                    return 0;
                });
    }
}
