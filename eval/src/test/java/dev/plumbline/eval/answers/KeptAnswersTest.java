package dev.plumbline.eval.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.attribution.Trace;
import dev.plumbline.eval.questions.Asked;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.systems.SystemOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptAnswersTest {
    @TempDir private Path folder = Path.of("");

    private ChatServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    KeptAnswersTest() {}

    @BeforeEach
    void start() throws IOException {
        server = new ChatServer(Integer::toString);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SystemOutput ask(String system, String words, String expected) {
        Question question = Asked.question("q", words, expected);
        List<SystemOutput> outputs = new ArrayList<>();
        new AnswerRun(server.target(), system, folder)
                .run(List.of(question), (asker, output) -> outputs.add(output), done -> {});
        return outputs.getFirst();
    }

    private Path kept() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void otherWordsAndAnotherSystemAreAskedAnew() {
        assertThat(ask("one", "Who?", "Ada").answer()).isEqualTo("1");
        assertThat(ask("one", "Who?", "Ida").answer()).isEqualTo("1");
        assertThat(ask("one", "Who is it?", "Ada").answer()).isEqualTo("2");
        assertThat(ask("two", "Who?", "Ada").answer()).isEqualTo("3");
    }

    @Test
    void aLineThatAKillToreInTwoIsAskedAgain() throws IOException {
        ask("one", "Who?", "Ada");
        String line = Files.readString(kept());
        Files.writeString(kept(), line.substring(0, line.length() / 2));
        assertThat(ask("one", "Who?", "Ada").answer()).isEqualTo("2");
        assertThat(ask("one", "Who?", "Ada").answer()).isEqualTo("2");
        Files.writeString(kept(), "{\"id\":\"q\",\"ans", StandardOpenOption.APPEND);
        assertThat(ask("one", "Who?", "Ada").answer()).isEqualTo("2");
    }

    @Test
    void aTraceCountsOnlyForTheEvidenceThatWasLookedFor() throws IOException {
        ask("one", "Who?", "Ada");
        String trace = "{\"trace\":{\"pieces\":[],\"candidates\":7,\"packed\":1},";
        Files.writeString(kept(), Files.readString(kept()).replaceFirst("\\{", trace));
        assertThat(candidates(ask("one", "Who?", "Ada").trace())).isEqualTo(7);
        assertThat(ask("one", "Who?", "Ida").trace()).isNull();
    }

    private static int candidates(@Nullable Trace trace) {
        return trace == null ? -1 : trace.candidates();
    }
}
