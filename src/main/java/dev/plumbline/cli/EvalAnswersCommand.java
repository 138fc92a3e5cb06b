package dev.plumbline.cli;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.abstention.Calibration;
import dev.plumbline.eval.abstention.CalibrationFile;
import dev.plumbline.eval.answers.AnswerRun;
import dev.plumbline.eval.answers.AskedTimes;
import dev.plumbline.eval.answers.ItemScorer;
import dev.plumbline.eval.answers.SystemVersions;
import dev.plumbline.eval.judge.KeptJudgements;
import dev.plumbline.eval.metric.AnswerRelevance;
import dev.plumbline.eval.metric.Phrases;
import dev.plumbline.eval.questions.Suite;
import dev.plumbline.eval.questions.SuiteFile;
import dev.plumbline.eval.report.Baseline;
import dev.plumbline.eval.report.ReportFolder;
import dev.plumbline.eval.stats.Outcome;
import dev.plumbline.eval.systems.ChatTarget;
import dev.plumbline.eval.systems.OutputsTarget;
import dev.plumbline.eval.systems.PlumblineTarget;
import dev.plumbline.eval.systems.SystemOutput;
import dev.plumbline.eval.systems.Target;
import dev.plumbline.gateway.BgeSmallEmbedder;
import dev.plumbline.gateway.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eval answers}: a suite of questions put to a system. */
@Command(
        name = "answers",
        mixinStandardHelpOptions = true,
        description = "Puts a suite of questions to a system and scores its answers.",
        footer = "Exit codes: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 broken off.")
final class EvalAnswersCommand implements Callable<Integer> {
    @Option(
            names = "--suite",
            required = true,
            description =
                    "YAML, questions as CSV or JSONL, a JSON file of SQuAD's, or MTRAG's folder.")
    private Path suite = Path.of("");

    @Option(
            names = "--target",
            required = true,
            description =
                    "A running Plumbline's URL, an OpenAI-compatible URL ending in /v1, or"
                            + " OUTPUTS.jsonl.")
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

    @Option(
            names = "--baseline",
            paramLabel = "RESULTS",
            description =
                    "An earlier results.jsonl, or its folder: the report compares, and the exit"
                            + " code says whether this run is worse.")
    private @Nullable Path baseline;

    @Option(
            names = "--metric",
            description =
                    "A metric to compare with the baseline; repeatable. Default: decision,"
                            + " contains, f1, faithful, citation_recall, retrieved, undeceived.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--margin",
            description = "How much worse than the baseline it may be (default: 0.01).",
            defaultValue = "0.01")
    private double margin;

    @Option(
            names = "--relevance",
            paramLabel = "words|vectors",
            description =
                    "How relevance is measured: by words that question and answer share (default),"
                            + " or by the cosine of their vectors.",
            defaultValue = "words")
    private String relevance = "";

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description =
                    "A map of 'eval calibrate', by which stated confidences become probabilities"
                            + " before they are scored.")
    private @Nullable Path calibration;

    @Option(
            names = "--declined-by",
            paramLabel = "WORDS",
            description =
                    "An answer that has these words is a refusal, such as \"I do not know\""
                            + " (repeatable): what a server says that declines in words alone.")
    private List<String> declinedBy = new ArrayList<>();

    @Mixin private JudgeOptions judge = new JudgeOptions();

    @Option(names = "--json", description = "The summary as JSON on standard output.")
    private boolean json;

    private boolean failureTold;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::measure);
    }

    private int measure() throws IOException {
        if (!(margin >= 0)) {
            throw new EvalException("--margin must be 0 or more, not " + margin + ".");
        }
        Suite questions = SuiteFile.read(suite);
        if (!questions.passedOver().isEmpty()) {
            System.err.println(
                    "Not read of the questions: "
                            + String.join(", ", questions.passedOver())
                            + ". What is read: docs/evaluation.md.");
        }
        Target system = target();
        UnaryOperator<SystemOutput> calibrated = calibrated();
        int repeat = judge.repeat();
        try (JudgeOptions.ChosenJudge chosen = judge.open(report);
                Embedder embedder = embedder();
                ReportFolder folder = new ReportFolder(report, questions, compared())) {
            ItemScorer scorer = new ItemScorer(chosen.judge(), repeat, relevance(embedder));
            int total = questions.questions().size();
            SystemVersions versions = new SystemVersions();
            AnswerRun run = new AnswerRun(system, target + " " + collection + " " + model, report);
            run.run(
                    questions.questions(),
                    (question, output) -> {
                        tell(output);
                        versions.add(output);
                        folder.add(scorer.score(question, calibrated.apply(declined(output))));
                    },
                    EvalOutput.progress("questions", total));
            if (scorer.tally().failures() > 0) {
                System.err.println(
                        "The judge failed " + scorer.tally().failures() + " times; this counts 0.");
            }
            if (run.times().keptBefore() > 0) {
                System.err.println(
                        run.times().keptBefore()
                                + " answers were kept from an earlier run ("
                                + run.times().span()
                                + "); another --report asks anew.");
            }
            EvalOutput.kept(chosen.kept());
            versions.mixture().ifPresent(System.err::println);
            Outcome outcome =
                    folder.finish(
                            scorer.tally(),
                            results -> {
                                Map<String, String> known = provenance(results, run.times());
                                known.putAll(versions.provenance());
                                known.putAll(judged(scorer.judgeName(), chosen.kept()));
                                return known;
                            });
            String summary = Files.readString(report.resolve("summary.json"));
            System.out.println(
                    json
                            ? summary
                            : outcome.label()
                                    + (questions.gates().isEmpty() && baseline == null
                                            ? " (nothing was expected)"
                                            : "")
                                    + ", report: "
                                    + report.resolve("report.html"));
            return outcome.exitCode();
        }
    }

    /** The first failure is told at once: it may be the address or the key. */
    private void tell(SystemOutput output) {
        if (output.hasFailed() && !failureTold) {
            failureTold = true;
            String reason = output.error() == null ? "the answer is empty" : output.error();
            System.err.println("No answer to " + output.id() + ": " + reason);
        }
    }

    private SystemOutput declined(SystemOutput output) {
        if (declinedBy.isEmpty() || !output.answered()) {
            return output;
        }
        Phrases said = Phrases.of(String.valueOf(output.answer()));
        return declinedBy.stream().anyMatch(said::has) ? output.asRefusal() : output;
    }

    /** Outputs are kept as they came; what is scored and reported is calibrated. */
    private UnaryOperator<SystemOutput> calibrated() {
        if (calibration == null) {
            return UnaryOperator.identity();
        }
        Calibration map = CalibrationFile.read(calibration);
        return output -> {
            Double stated = output.confidence();
            return stated == null ? output : output.withConfidence(map.probability(stated));
        };
    }

    private Optional<Baseline> compared() {
        return Optional.ofNullable(baseline).map(path -> new Baseline(path, metrics, margin));
    }

    private @Nullable Embedder embedder() {
        return switch (relevance) {
            case "words" -> null;
            case "vectors" -> BgeSmallEmbedder.load(EvalOutput.cacheFolder());
            default ->
                    throw new EvalException(
                            "--relevance is words or vectors, not '" + relevance + "'.");
        };
    }

    private static AnswerRelevance relevance(@Nullable Embedder embedder) {
        return embedder == null
                ? AnswerRelevance.byWords()
                : (question, answer) ->
                        cosine(
                                embedder.embedQuery(question),
                                embedder.embed(List.of(answer)).getFirst());
    }

    /** Of vectors of length 1. */
    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return Math.clamp(sum, 0, 1);
    }

    private Target target() {
        if (!isAddress()) {
            if (!Files.exists(Path.of(target))) {
                throw new EvalException(
                        "There is no file "
                                + target
                                + "; a server's address begins with http:// or https://.");
            }
            return OutputsTarget.read(Path.of(target));
        }
        return target.replaceAll("/+$", "").endsWith("/v1")
                ? new ChatTarget(target, model, key)
                : new PlumblineTarget(target, collection, key);
    }

    private boolean isAddress() {
        return target.startsWith("http://") || target.startsWith("https://");
    }

    private Map<String, String> judged(String by, KeptJudgements kept) throws IOException {
        Map<String, String> judged = new LinkedHashMap<>();
        judged.put("judge", by);
        judged.putAll(judge.provenance());
        if (kept.reused() > 0) {
            judged.put("judgements_kept", String.valueOf(kept.reused()));
        }
        judged.put("relevance", relevance);
        return judged;
    }

    private Map<String, String> provenance(Path results, AskedTimes times) throws IOException {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("plumbline", Main.VERSION);
        provenance.put("measured", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        provenance.put("suite", suite.toString());
        if (Files.isRegularFile(suite)) {
            provenance.put("suite_sha256", VectorCache.hash(suite));
        }
        Path asked = SuiteFile.questions(suite);
        if (!asked.equals(suite)) {
            provenance.put("questions", asked.toString());
            provenance.put("questions_sha256", VectorCache.hash(asked));
        }
        provenance.put("target", target);
        if (!isAddress()) {
            provenance.put("outputs_sha256", VectorCache.hash(Path.of(target)));
        } else if (target.replaceAll("/+$", "").endsWith("/v1")) {
            provenance.put("model", model);
        } else {
            provenance.put("collection", collection);
        }
        if (isAddress()) {
            provenance.put("asked_at", times.span());
            provenance.put("answers_kept", String.valueOf(times.keptBefore()));
        }
        if (!declinedBy.isEmpty()) {
            provenance.put("declined_by", String.join(" | ", declinedBy));
        }
        provenance.put("results_sha256", VectorCache.hash(results));
        if (baseline != null) {
            Path before = new Baseline(baseline, metrics, margin).results();
            provenance.put("baseline", before.toString());
            provenance.put("baseline_sha256", VectorCache.hash(before));
        }
        if (calibration != null) {
            provenance.put("calibration", calibration.toString());
            provenance.put("calibration_sha256", VectorCache.hash(calibration));
        }
        return provenance;
    }
}
