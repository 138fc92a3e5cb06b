package dev.plumbline.cli;

import dev.plumbline.eval.fit.JudgeFit;
import dev.plumbline.storage.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fit judge}: fits the alignment judge's coefficients. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Fits the coefficients of the alignment judge.")
final class FitJudgeCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            description =
                    "folder with squad/, mtrag/, scifact/ and multihop/ as their authors publish them")
    private Path data = Path.of("");

    @Option(
            names = "--out",
            defaultValue = "eval/src/main/resources/dev/plumbline/eval/judge/alignment.json",
            description = "where to write them; default: where the code has them")
    private Path out = Path.of("");

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(
                () -> {
                    JudgeFit.fit(data, out);
                    System.err.println("Wrote " + out + ".");
                    if (json) {
                        System.out.println(Json.write(Map.of("file", out.toString())));
                    }
                    return 0;
                });
    }
}
