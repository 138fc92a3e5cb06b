package dev.plumbline.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.abstention.RatedSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatedResultsTest {
    @TempDir private Path folder = Path.of("");

    private Path results(String... lines) throws IOException {
        return Files.writeString(folder.resolve("results.jsonl"), String.join("\n", lines));
    }

    @Test
    void onlyAnswersWithAConfidenceAndAKnownOutcomeAreRated() throws IOException {
        results(
                "{\"id\":1,\"cluster\":\"d\",\"answerable\":true,\"scores\":{\"contains\":1},\"output\":{\"answer\":\"a\",\"confidence\":0.7}}",
                "{\"id\":2,\"cluster\":\"d\",\"answerable\":false,\"scores\":{},\"output\":{\"answer\":\"\",\"refused\":true,\"confidence\":0.1}}",
                "{\"id\":3,\"answerable\":true,\"scores\":{\"contains\":1},\"output\":{\"answer\":\"a\"}}",
                "{\"id\":4,\"answerable\":true,\"scores\":{},\"output\":{\"answer\":\"a\",\"confidence\":0.7}}",
                "{\"id\":5,\"scores\":{\"contains\":1},\"output\":{\"answer\":\"a\",\"confidence\":0.7}}",
                "{\"id\":6,\"answerable\":true,\"scores\":{\"contains\":0},\"output\":{\"answer\":null,\"confidence\":0.7,\"error\":\"down\"}}");
        RatedSample sample = RatedResults.read(folder);
        assertThat(sample.size()).isEqualTo(2);
        assertThat(sample.skipped()).isEqualTo(4);
        assertThat(sample.clusterCount()).isEqualTo(1);
    }

    @Test
    void aFileOfSomethingElseIsSaid() throws IOException {
        Path file = results("{\"id\":1,\"scores\":{\"map\":1}}");
        assertThatThrownBy(() -> RatedResults.read(file))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("results.jsonl:1");
        Path untold = results("{\"id\":5,\"scores\":{},\"output\":{\"answer\":\"a\"}}");
        assertThatThrownBy(() -> RatedResults.read(untold))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("answerable");
    }
}
