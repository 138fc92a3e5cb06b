package dev.plumbline.cli;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.abstention.CalibrationFile;
import dev.plumbline.eval.abstention.CalibrationMethod;
import dev.plumbline.eval.abstention.ConfidenceQuality;
import dev.plumbline.eval.abstention.CrossFit;
import dev.plumbline.eval.abstention.RatedSample;
import dev.plumbline.eval.abstention.Reliability;
import dev.plumbline.eval.report.RatedResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eval calibrate}: from stated confidence to probability, fitted on a run's results. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description =
                "Fits what turns a system's confidence into the probability of being right, and"
                        + " says what it is worth on questions that it was not fitted on.",
        footer =
                "The map is for 'eval answers --calibration'. An answer is right if it contains what"
                        + " was expected; refused questions count as stated, not right.")
final class EvalCalibrateCommand implements Callable<Integer> {
    private static final long SEED = 20_260_101;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "RESULTS",
            description = "A results.jsonl of 'eval answers', or the folder of one.")
    private Path results = Path.of("");

    @Option(
            names = "--method",
            paramLabel = "isotonic|platt",
            description =
                    "A rising staircase, for some hundred answers or more (default), or Platt's"
                            + " sigmoid, for few.",
            defaultValue = "isotonic")
    private String method = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to write the map as JSON.")
    private Path out = Path.of("");

    @Option(
            names = "--folds",
            description =
                    "In how many parts the figures are cross-fitted; questions of one cluster"
                            + " share a part (default: 5).",
            defaultValue = "5")
    private int folds;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::calibrate);
    }

    private int calibrate() throws IOException {
        CalibrationMethod chosen = method();
        RatedSample sample = RatedResults.read(results);
        CrossFit fit = CrossFit.of(chosen, sample, folds, SEED);
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("results_sha256", VectorCache.hash(RatedResults.file(results)));
        origin.put("answers", sample.size());
        CalibrationFile.write(out, fit.calibration(), origin);
        PrintWriter printed = spec.commandLine().getOut();
        if (json) {
            EvalOutput.figures(figures(chosen, sample, fit), true, printed);
        } else {
            print(sample, fit, printed);
        }
        return 0;
    }

    private CalibrationMethod method() {
        for (CalibrationMethod each : CalibrationMethod.values()) {
            if (each.label().equals(method)) {
                return each;
            }
        }
        throw new EvalException("--method is isotonic or platt, not '" + method + "'.");
    }

    private static Map<String, Object> figures(
            CalibrationMethod method, RatedSample sample, CrossFit fit) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("method", method.label());
        figures.put("n", sample.size());
        figures.put("skipped", sample.skipped());
        figures.put("clusters", sample.clusterCount());
        figures.put("folds", fit.folds());
        figures.put("stated", quality(fit.stated()));
        figures.put("calibrated", quality(fit.calibrated()));
        figures.put("brier_change", fit.brierChange());
        figures.put("interval95", List.of(fit.interval95().low(), fit.interval95().high()));
        return figures;
    }

    private static Map<String, Object> quality(ConfidenceQuality quality) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("brier", quality.brier());
        figures.put("brier_skill", quality.brierSkill());
        figures.put("ece", quality.reliability().expectedError());
        figures.put("reliability", quality.reliability().bins());
        return figures;
    }

    private void print(RatedSample sample, CrossFit fit, PrintWriter printed) {
        printed.printf(
                "%d answers in %d clusters, %d more without a confidence or a known outcome%n%n",
                sample.size(), sample.clusterCount(), sample.skipped());
        printed.printf("%-12s %8s %8s %8s%n", "", "Brier", "skill", "ECE");
        line("stated", fit.stated(), printed);
        line("calibrated", fit.calibrated(), printed);
        printed.printf(
                Locale.ROOT,
                "Brier %+.4f [%+.4f, %+.4f]; calibrated figures are cross-fitted in %d parts%n%n",
                fit.brierChange(),
                fit.interval95().low(),
                fit.interval95().high(),
                fit.folds());
        printed.printf("%-12s %8s %8s %8s%n", "", "said", "right", "answers");
        bins("stated", fit.stated().reliability(), printed);
        bins("calibrated", fit.calibrated().reliability(), printed);
        printed.printf("%nwritten: %s%n", out);
        printed.flush();
    }

    private static void line(String name, ConfidenceQuality quality, PrintWriter printed) {
        printed.printf(
                Locale.ROOT,
                "%-12s %8.4f %8.4f %8.4f%n",
                name,
                quality.brier(),
                quality.brierSkill(),
                quality.reliability().expectedError());
    }

    private static void bins(String name, Reliability reliability, PrintWriter printed) {
        for (Reliability.Bin bin : reliability.bins()) {
            printed.printf(
                    Locale.ROOT,
                    "%-12s %8.3f %8.3f %8d%n",
                    name,
                    bin.stated(),
                    bin.observed(),
                    bin.count());
        }
    }
}
