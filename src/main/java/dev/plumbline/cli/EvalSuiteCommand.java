package dev.plumbline.cli;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.judge.LabelledFile;
import dev.plumbline.eval.judge.LabelledItem;
import dev.plumbline.eval.suite.AnswerSuite;
import dev.plumbline.eval.suite.PlantedErrors;
import dev.plumbline.eval.suite.SourceText;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eval suite}: test suites by rule and seed from the texts of a folder. */
@Command(
        name = "suite",
        mixinStandardHelpOptions = true,
        description =
                "Makes test suites by rule and seed from a folder of your files (texts, PDF, Word and what else the service parses): planted-errors.jsonl for eval judge, and documents/ with suite.yaml for eval answers.")
final class EvalSuiteCommand implements Callable<Integer> {
    @Option(names = "--corpus", required = true, paramLabel = "FOLDER", description = "Your files.")
    private Path corpus = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
    private Path out = Path.of("");

    @Option(
            names = "--count",
            defaultValue = "50",
            description =
                    "How many sentences to spoil, and facts of each kind to hide. Default: 50.")
    private int count = 50;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed makes the same suites. Default: 1.")
    private long seed = 1;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::write);
    }

    private int write() throws IOException {
        List<SourceText> texts = CorpusFolder.read(corpus);
        Files.createDirectories(out);
        List<LabelledItem> planted;
        try {
            planted = PlantedErrors.of(texts, count, seed);
        } catch (IllegalArgumentException unfit) {
            throw new EvalException(corpus + " is not enough: " + unfit.getMessage() + ".", unfit);
        }
        Path file = out.resolve("planted-errors.jsonl");
        LabelledFile.write(file, planted);
        AnswerSuite suite = AnswerSuite.of(texts, count, seed);
        suite.write(out);
        if (json) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("planted_errors", file.toString());
            written.put("responses", planted.size());
            written.put("suite", out.resolve("suite.yaml").toString());
            written.put("questions", suite.items().size());
            written.put("documents", suite.documents().size());
            System.out.println(Json.write(written));
            return 0;
        }
        System.out.println(file + ": " + planted.size() + " labelled responses");
        System.out.println(
                out.resolve("suite.yaml")
                        + ": "
                        + suite.items().size()
                        + " questions about the "
                        + suite.documents().size()
                        + " files of "
                        + out.resolve("documents"));
        return 0;
    }
}
