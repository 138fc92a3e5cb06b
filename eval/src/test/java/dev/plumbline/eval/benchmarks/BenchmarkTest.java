package dev.plumbline.eval.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {
    @TempDir private Path folder = Path.of("");

    private Benchmark benchmark() throws IOException {
        Files.writeString(
                folder.resolve("small.yaml"),
                """
                title: Small
                counts: {documents: 3}
                runs:
                  - command: eval retrieval --dataset {data}/small
                    quick: true
                    expect:
                      - {metric: map, value: 0.5, tolerance: 0.01}
                """);
        return Benchmark.readAll(folder).getFirst();
    }

    private List<String> misses(String figures) throws IOException {
        Benchmark benchmark = benchmark();
        return benchmark.misses(benchmark.runs().getFirst(), new JsonMapper().readTree(figures));
    }

    @Test
    void aFigureMustLieWithinItsToleranceOnEitherSide() throws IOException {
        assertThat(misses("{\"documents\":3,\"map\":0.509}")).isEmpty();
        assertThat(misses("{\"documents\":3,\"map\":0.48}")).hasSize(1);
        assertThat(misses("{\"documents\":3,\"map\":0.52}")).hasSize(1);
        assertThat(misses("{\"documents\":3}")).hasSize(1);
    }

    @Test
    void anotherCorpusIsNotMeasured() throws IOException {
        assertThat(misses("{\"documents\":4,\"map\":0.5}"))
                .containsExactly("documents is 4, not 3");
    }

    @Test
    void aRunOfWhichNothingIsExpectedIsTold() throws IOException {
        Files.writeString(
                folder.resolve("idle.yaml"),
                "title: Idle\nruns:\n  - command: eval retrieval\n    expect: []\n");
        assertThatThrownBy(() -> Benchmark.readAll(folder))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("idle.yaml");
    }

    @Test
    void theFolderOfTheDataTakesItsPlaceInTheCommand() throws IOException {
        assertThat(benchmark().runs().getFirst().arguments(Path.of("x")))
                .containsExactly("eval", "retrieval", "--dataset", "x/small");
    }
}
