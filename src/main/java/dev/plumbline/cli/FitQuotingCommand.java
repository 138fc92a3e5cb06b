package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.answers.quoting.FitReport;
import dev.plumbline.answers.quoting.QuotingFit;
import dev.plumbline.gateway.BgeSmallEmbedder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code fit quoting}: fits the profile of answers by quotes and prints its cross-validated
 * figures.
 */
@Command(
        name = "quoting",
        mixinStandardHelpOptions = true,
        description =
                "Fits the profile of answers by quotes and prints its cross-validated figures.")
final class FitQuotingCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(
            names = "--data",
            required = true,
            description = "folder with squad/, xquad/ and multihop/ as their authors publish them")
    private Path data = Path.of("");

    @Option(names = "--out", description = "where to write the profile; not written if left out")
    private @Nullable Path out;

    @Option(names = "--scale", defaultValue = "1", description = "1 asks some 6,000 questions")
    private double scale = 1;

    @Option(names = "--seed", defaultValue = "7", description = "of all that is drawn by chance")
    private long seed = 7;

    @Option(
            names = "--keep",
            description =
                    "keep the models that ship, fit only the correction for few passages, and measure")
    private boolean keep;

    @Option(names = "--json", description = "figures as one JSON value")
    private boolean json;

    @Override
    public Integer call() {
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "plumbline-djl");
        try (BgeSmallEmbedder embedder = BgeSmallEmbedder.load(cache)) {
            System.err.println(
                    "Asking some " + Math.round(6000 * scale) + " questions; this takes minutes.");
            QuotingFit.Outcome outcome =
                    keep
                            ? QuotingFit.keep(data, embedder, scale, seed)
                            : QuotingFit.fit(data, embedder, scale, seed);
            print(outcome);
            if (out != null) {
                Files.writeString(out, outcome.profile().toJson() + "\n");
            }
            return 0;
        } catch (IOException e) {
            System.err.println(
                    "The data or the profile cannot be read or written: " + e.getMessage());
            return FAILED;
        }
    }

    private void print(QuotingFit.Outcome outcome) throws JsonProcessingException {
        PrintStream to = System.out;
        if (json) {
            to.println(new ObjectMapper().writeValueAsString(outcome.report()));
            return;
        }
        to.println(
                "collection  n  AUROC others/alike  answered  refused  document  by second  in any  words (mean)");
        for (FitReport r : outcome.report()) {
            to.println(
                    String.format(
                            Locale.ROOT,
                            "%-10s %4d  %.4f/%.3f  %.3f  %.3f  %.3f  %.3f  %.3f  %.0f (%.0f)",
                            r.setting(),
                            r.questions(),
                            r.apart(),
                            r.apartAlike(),
                            r.answered(),
                            r.refused(),
                            r.document(),
                            r.bySecond(),
                            r.inAny(),
                            r.wordsMedian(),
                            r.wordsMean()));
        }
        to.println("profile " + outcome.profile().version());
    }
}
