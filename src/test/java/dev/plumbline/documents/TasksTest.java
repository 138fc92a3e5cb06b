package dev.plumbline.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long what failed rests. */
final class TasksTest {
    @Test
    void restDoublesUpToAMinute() {
        assertThat(Tasks.backOff(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Tasks.backOff(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Tasks.backOff(5)).isEqualTo(Duration.ofSeconds(32));
        assertThat(Tasks.backOff(6)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Tasks.backOff(1_000)).isEqualTo(Duration.ofMinutes(1));
    }
}
