package dev.plumbline.gateway.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.inference.engine.GenerationRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field of a wrong type is refused by name, not read as something else. */
final class WireRequestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\": 7",
                "\"max_tokens\": 1.5",
                "\"max_tokens\": \"12\"",
                "\"max_tokens\": 99999999999",
                "\"top_k\": 2.5",
                "\"seed\": \"one\"",
                "\"seed\": 1e30",
                "\"top_logprobs\": true",
                "\"temperature\": \"0\"",
                "\"deadline_ms\": 0.5",
                "\"ignore_end\": \"false\"",
                "\"ignore_end\": 1",
                "\"stop\": 3",
                "\"stop\": [1]",
                "\"stop\": {\"a\": \"b\"}",
                "\"logit_bias\": [1]",
                "\"logit_bias\": {\"5\": \"high\"}",
                "\"messages\": \"hello\""
            })
    void wrongTypeIsRefused(String field) {
        String name = field.substring(0, field.indexOf(':'));
        assertThatThrownBy(
                        () -> {
                            WireRequest request = parsed("\"ignore_end\": true, " + field);
                            read(request);
                            request.id();
                        })
                .hasMessageContaining(name);
    }

    @Test
    void rightTypesAreRead() {
        WireRequest request =
                parsed(
                        "\"id\": \"a\", \"ignore_end\": true, \"max_tokens\": 5, \"seed\": 9000000000, \"stop\": [\"x\"], \"deadline_ms\": 250, \"top_k\": null");
        GenerationRequest read = read(request);
        assertThat(request.id()).isEqualTo("a");
        assertThat(read.tokensMax()).isEqualTo(5);
        assertThat(read.sampling().seed()).isEqualTo(9_000_000_000L);
        assertThat(read.stopTexts()).containsExactly("x");
        assertThat(read.timeoutOrNull()).isEqualTo(Duration.ofMillis(250));
    }

    private static WireRequest parsed(String fields) {
        return WireRequest.parse(
                ("{\"prompt\": [1, 2], " + fields + "}").getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("NullAway") // token ids and an ignored end need no model
    private static GenerationRequest read(WireRequest request) {
        return request.request(null);
    }
}
