package dev.plumbline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.EmbeddingServer;
import dev.plumbline.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parser that hangs, here because it is stopped from outside, delays no other document. */
final class HangingParserIT {
    private static final int OTHERS = 6;

    @TempDir Path folder;

    @Test
    void parserThatHangsDelaysNoOtherDocument() throws Exception {
        try (EmbeddingServer embedder = new EmbeddingServer(text -> List.of(1.0, 0.5, 0.25));
                ServiceProcess service =
                        ServiceProcess.start(
                                folder.resolve("home"),
                                Map.of(
                                        "PLUMBLINE_EMBEDDER",
                                        embedder.url(),
                                        "PLUMBLINE_DOCUMENTS_PARSE_TIMEOUT",
                                        "45s"))) {
            service.accepted("first.txt", "The first document starts a parser.");
            service.settled();
            List<ProcessHandle> parsers = service.children();
            assertThat(parsers).isNotEmpty();
            stop(parsers);
            for (int i = 0; i <= OTHERS; i++) {
                service.accepted("next" + i + ".txt", "Document number " + i + " of several.");
            }
            awaitSearchable(service, 1 + OTHERS);
            assertThat(service.documents().stream().filter(d -> !searchable(d)))
                    .as("the one that a stopped parser holds")
                    .hasSize(1);
            assertThat(service.settled()).allMatch(HangingParserIT::searchable);
        }
    }

    private static void stop(List<ProcessHandle> processes)
            throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            assertThat(
                            new ProcessBuilder("sh", "-c", "kill -STOP " + process.pid())
                                    .start()
                                    .waitFor())
                    .isZero();
        }
    }

    private static void awaitSearchable(ServiceProcess service, int count) {
        Waiting.until(
                count + " searchable documents",
                () -> service.documents().stream().filter(HangingParserIT::searchable).count(),
                searchable -> searchable >= count);
    }

    private static boolean searchable(JsonNode document) {
        return document.path("status").asText().equals("SEARCHABLE");
    }
}
