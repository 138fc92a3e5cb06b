package dev.plumbline.eval.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.questions.Asked;
import dev.plumbline.eval.questions.Question;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatTargetTest {
    private static final Question QUESTION = Asked.question("q", "When?");

    private static SystemOutput read(String message, String more) throws IOException {
        String reply = "{\"choices\":[{\"message\":%s}]%s}".formatted(message, more);
        return new ChatTarget("http://127.0.0.1:1/v1", "any", "")
                .output(QUESTION, new JsonMapper().readTree(reply), 5);
    }

    @Test
    void aServerDeclinesByItsOwnFieldAlone() throws IOException {
        assertThat(read("{\"content\":\"I do not know.\"}", "").answered()).isTrue();
        assertThat(read("{\"refusal\":\"No.\",\"content\":null}", "").refused()).isTrue();
    }

    @Test
    void aPlumblineTellsWhetherItDeclinedAndWhatItQuotes() throws IOException {
        SystemOutput output =
                read(
                        "{\"content\":\"In 1843.\"}",
                        """
                        ,"plumbline":{"refused":false,"confidence":0.75,
                        "sentences":[{"start":0,"end":8,"verdict":"supported","citations":[1]}],
                        "citations":[{"n":1,"quote":"Ada wrote it in 1843."}]}
                        """);
        assertThat(output.confidence()).isEqualTo(.75);
        assertThat(output.evidence()).containsExactly("Ada wrote it in 1843.");
        assertThat(output.sentences())
                .containsExactly(new SaidSentence(0, 8, "supported", List.of(1)));
        assertThat(read("{\"content\":\"No.\"}", ",\"plumbline\":{\"refused\":true}").refused())
                .isTrue();
    }

    @Test
    void othersShowEvidenceByAnnotations() throws IOException {
        String message =
                "{\"content\":\"x\",\"annotations\":[{\"url_citation\":{\"quote\":\"y\"}}]}";
        assertThat(read(message, "").evidence()).containsExactly("y");
    }
}
