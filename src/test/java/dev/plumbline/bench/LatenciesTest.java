package dev.plumbline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
    private static final long MILLISECOND = 1_000_000;

    @Test
    void percentileIsTheSmallestThatSoManyDidNotExceed() {
        List<Long> nanos =
                LongStream.rangeClosed(1, 200).map(n -> n * MILLISECOND).boxed().toList();
        Latencies latencies = new Latencies(nanos.reversed(), Duration.ofSeconds(4));
        assertThat(latencies.percentile(50)).isEqualTo(100);
        assertThat(latencies.percentile(95)).isEqualTo(190);
        assertThat(latencies.percentile(99)).isEqualTo(198);
        assertThat(latencies.perSecond()).isEqualTo(50);
    }

    @Test
    void oneCallIsEveryPercentile() {
        Latencies latencies = new Latencies(List.of(7 * MILLISECOND), Duration.ofSeconds(1));
        assertThat(latencies.figures(50, 99))
                .containsEntry("p50_ms", 7.0)
                .containsEntry("p99_ms", 7.0);
    }

    @Test
    void noCallIsNoFigure() {
        assertThatThrownBy(() -> new Latencies(List.of(), Duration.ofSeconds(1)))
                .hasMessageContaining("No call");
    }
}
