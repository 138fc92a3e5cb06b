package dev.plumbline.eval.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often the gate errs, over whole runs as files: answers of a system that does not always say
 * the same, to questions about documents of unequal length and difficulty.
 */
class GateRatesTest {
    private static final int ROUNDS = 1000;
    private static final long SEED = 29;

    /** How often the system says the same again. */
    private static final double SAME = .8;

    private static final int DOCUMENTS = 229;
    private static final double LEVEL = .05;
    private static final double REGRESSION = .03;

    /** Four standard errors of a share of .05 among 1,000. */
    private static final double CHANCE = .028;

    @TempDir private Path folder = Path.of("");

    private final Random random = new Random(SEED);

    /** A pair of runs over the same questions; the second loses a share of the right answers. */
    private RunComparison pair(int documents, double regression, double margin, String... metrics)
            throws IOException {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int document = 0; document < documents; document++) {
            double hard = .65 + .2 * random.nextGaussian();
            int questions = 1 + random.nextInt(5);
            for (int i = 0; i < questions; i++) {
                double chance = Math.clamp(hard + .1 * random.nextGaussian(), .05, .95);
                boolean first = random.nextDouble() < chance;
                boolean second = random.nextDouble() < SAME ? first : random.nextDouble() < chance;
                boolean spoilt = random.nextDouble() < regression / chance;
                String id = "d" + document + "q" + i;
                before.append(line(id, document, first));
                after.append(line(id, document, second && !spoilt));
            }
        }
        Path a = Files.writeString(folder.resolve("a.jsonl"), before);
        Path b = Files.writeString(folder.resolve("b.jsonl"), after);
        return RunComparison.of(a, b, List.of(metrics), margin);
    }

    /** Three metrics: right or not, a graded one that goes with it, one by itself. */
    private String line(String id, int document, boolean right) {
        double graded = (right ? .5 : 0) + .5 * random.nextDouble();
        return "{\"id\":\"%s\",\"cluster\":\"d%d\",\"scores\":{\"contains\":%d,\"f1\":%s,\"decision\":%d}}%n"
                .formatted(id, document, right ? 1 : 0, graded, random.nextInt(2));
    }

    private double rate(int documents, double shift, double margin, Outcome wanted)
            throws IOException {
        int count = 0;
        for (int round = 0; round < ROUNDS; round++) {
            count += pair(documents, shift, margin).outcome() == wanted ? 1 : 0;
        }
        return (double) count / ROUNDS;
    }

    @Test
    void aSystemComparedWithItselfFailsAtMostAtTheGatesLevel() throws IOException {
        double strict = rate(60, 0, 0, Outcome.FAIL);
        double usual = rate(60, 0, .01, Outcome.FAIL);
        System.out.printf("A/A, 1,000 runs: fail %.3f at margin 0, %.3f at .01%n", strict, usual);
        assertThat(strict).as("seed %d", SEED).isLessThan(LEVEL + CHANCE);
        assertThat(usual).as("seed %d", SEED).isLessThan(LEVEL);
    }

    @Test
    void aRegressionOfThreePointsIsFoundAsOftenAsPredicted() throws IOException {
        int found = 0;
        double detectable = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Comparison only =
                    pair(DOCUMENTS, REGRESSION, 0, "contains")
                            .metrics()
                            .getFirst()
                            .comparison()
                            .orElseThrow();
            found += only.outcome() == Outcome.FAIL ? 1 : 0;
            detectable += only.minimumDetectable() / ROUNDS;
        }
        double power = (double) found / ROUNDS;
        System.out.printf("3 points: found %.3f, detectable with .80 %.4f%n", power, detectable);
        assertThat(detectable).isCloseTo(REGRESSION, within(.002));
        assertThat(power).as("seed %d", SEED).isCloseTo(.8, within(.06));
    }
}
