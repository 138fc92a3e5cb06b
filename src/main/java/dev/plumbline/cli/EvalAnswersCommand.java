package dev.plumbline.cli;

import dev.plumbline.eval.answers.AnswerRun;
import dev.plumbline.eval.answers.ChatTarget;
import dev.plumbline.eval.answers.OutputsTarget;
import dev.plumbline.eval.answers.PlumblineTarget;
import dev.plumbline.eval.answers.Suite;
import dev.plumbline.eval.answers.SuiteFile;
import dev.plumbline.eval.answers.Target;
import dev.plumbline.eval.report.ReportFolder;
import dev.plumbline.eval.stats.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eval answers}: a suite of questions put to a system. */
@Command(
        name = "answers",
        mixinStandardHelpOptions = true,
        description = "Puts a suite of questions to a system and scores its answers.",
        footer = "Exit codes: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive.")
final class EvalAnswersCommand implements Callable<Integer> {
    @Option(names = "--suite", required = true, description = "YAML, or questions as CSV or JSONL.")
    private Path suite = Path.of("");

    @Option(
            names = "--target",
            required = true,
            description =
                    "A running Plumbline's URL, an OpenAI-compatible URL ending in /v1, or OUTPUTS.jsonl.")
    private String target = "";

    @Option(
            names = "--report",
            description = "The report's folder (default: eval-report).",
            defaultValue = "eval-report")
    private Path report = Path.of("");

    @Option(
            names = "--collection",
            description = "Plumbline's collection (default: default).",
            defaultValue = "default")
    private String collection = "";

    @Option(
            names = "--model",
            description = "The model of an OpenAI-compatible server (default: plumbline).",
            defaultValue = "plumbline")
    private String model = "";

    @Option(names = "--key", description = "An API key.", defaultValue = "${env:PLUMBLINE_KEY:-}")
    private String key = "";

    @Option(names = "--json", description = "The summary as JSON on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::measure);
    }

    private int measure() throws IOException {
        Suite questions = SuiteFile.read(suite);
        try (ReportFolder folder = new ReportFolder(report, questions)) {
            int total = questions.questions().size();
            new AnswerRun(target(), target + " " + collection + " " + model, report)
                    .run(
                            questions.questions(),
                            folder::add,
                            done -> {
                                if (done % 50 == 0 || done == total) {
                                    System.err.println(done + " of " + total + " questions");
                                }
                            });
            Outcome outcome = folder.finish(provenance());
            String summary = Files.readString(report.resolve("summary.json"));
            System.out.println(json ? summary : "Report: " + report.resolve("report.html"));
            return outcome.exitCode();
        }
    }

    private Target target() {
        if (!target.startsWith("http://") && !target.startsWith("https://")) {
            return OutputsTarget.read(Path.of(target));
        }
        return target.replaceAll("/+$", "").endsWith("/v1")
                ? new ChatTarget(target, model, key)
                : new PlumblineTarget(target, collection, key);
    }

    private Map<String, String> provenance() throws IOException {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("suite_sha256", VectorCache.hash(Files.readString(suite)));
        provenance.put("target", target);
        Path outputs = target.startsWith("http") ? null : Path.of(target);
        if (outputs != null) {
            provenance.put("outputs_sha256", VectorCache.hash(Files.readString(outputs)));
        }
        return provenance;
    }
}
