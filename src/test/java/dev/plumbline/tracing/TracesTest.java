package dev.plumbline.tracing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import dev.plumbline.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each stage is a span and a timer; neither has words of documents or questions. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Collector.class, restrictToAnnotatedClass = true)
final class TracesTest {
    private static final List<String> SPANS =
            List.of(
                    "ingest intake",
                    "ingest text",
                    "ingest parse",
                    "ingest passages",
                    "ingest publish",
                    "ingest vectors",
                    "ingest embed",
                    "answer retrieve",
                    "answer select",
                    "answer write",
                    "answer verify");

    @Test
    void stagesAreTracedAndTimedWithoutWords() {
        String id = Corpus.collection("traced", "valve.txt", Corpus.VALVE);
        Corpus.ask(Map.of("collection", "traced", "question", "Who invented the zorbax valve?"));
        String received =
                Waiting.until(
                        "spans",
                        () -> System.getProperty(Collector.RECEIVED, ""),
                        seen -> SPANS.stream().allMatch(seen::contains));
        assertThat(received).contains(SPANS).contains(id);
        assertThat(received)
                .doesNotContainIgnoringCase("zorbax")
                .doesNotContain("Ada Quill", "valve.txt");
        String metrics = given().get("/q/metrics").asString();
        for (String span : SPANS) {
            String[] parts = span.split(" ");
            assertThat(metrics)
                    .containsPattern(
                            "plumbline_"
                                    + parts[0]
                                    + "_stage_seconds_count\\{[^}]*outcome=\"done\"[^}]*stage=\""
                                    + parts[1]
                                    + "\"");
        }
        assertThat(metrics)
                .contains("plumbline_ingest_queue{queue=\"parse\"")
                .contains("plumbline_ingest_queue{queue=\"embed\"")
                .contains("plumbline_answers_waiting")
                .doesNotContainIgnoringCase("zorbax");
    }
}
