package dev.plumbline.answers.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.BgeSmallEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Floors under the cross-validated figures, a little below those of a whole fit: a third of the
 * questions is asked.
 */
@Tag("nightly")
class QuotingFitSharedTest {

    @Test
    void questionsAreAnsweredAndRefusedInCollectionsOfAllSizes() throws IOException {
        try (var embedder =
                BgeSmallEmbedder.load(
                        Path.of(System.getProperty("java.io.tmpdir"), "plumbline-djl"))) {
            for (FitReport report : QuotingFit.fit(data(), embedder, .33, 7).report()) {
                assertThat(report.apart()).as(report.toString()).isGreaterThan(.97);
                assertThat(report.answered()).as(report.toString()).isGreaterThan(.92);
                assertThat(report.refused()).as(report.toString()).isGreaterThan(.85);
                assertThat(report.document()).as(report.toString()).isGreaterThan(.96);
                assertThat(report.bySecond()).as(report.toString()).isGreaterThan(.83);
                assertThat(report.wordsMean()).as(report.toString()).isLessThan(80);
            }
        }
    }

    private static Path data() {
        String property = System.getProperty("plumbline.data", "");
        String variable = System.getenv().getOrDefault("PLUMBLINE_DATA", "");
        String root =
                property.isEmpty() ? (variable.isEmpty() ? "../../shared" : variable) : property;
        return Path.of(root, "data");
    }
}
