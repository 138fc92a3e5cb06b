package dev.plumbline.eval.squad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SquadEvaluationTest {
    @TempDir private Path folder = Path.of("");

    private Map<String, Number> of(String questions, String said) throws IOException {
        Path data =
                Files.writeString(
                        folder.resolve("data.json"),
                        "{\"data\":[{\"title\":\"T\",\"paragraphs\":[{\"context\":\"C\",\"qas\":["
                                + questions
                                + "]}]}]}");
        return SquadEvaluation.of(data, Files.writeString(folder.resolve("said.json"), said));
    }

    private static String asked(String id, String... answers) {
        StringBuilder texts = new StringBuilder();
        for (String answer : answers) {
            texts.append(texts.isEmpty() ? "" : ",").append("{\"text\":\"" + answer + "\"}");
        }
        return "{\"id\":\"" + id + "\",\"question\":\"Q?\",\"answers\":[" + texts + "]}";
    }

    private static void isClose(Map<String, Number> figures, String name, double value) {
        assertThat(Objects.requireNonNull(figures.get(name)).doubleValue())
                .as(name)
                .isCloseTo(value, within(1e-9));
    }

    /** One right, one of F1 2/3, one missing; of those without an answer one declined of two. */
    @Test
    void answerableAndUnanswerableQuestionsAreCountedApartAndMissingOnesAreWrong()
            throws IOException {
        String questions =
                String.join(
                        ",",
                        asked("a", "corn", "the corn"),
                        asked("b", "red mill"),
                        asked("c", "rye"),
                        asked("d"),
                        asked("e"));
        Map<String, Number> figures =
                of(questions, "{\"a\":\"The corn.\",\"b\":\"mill\",\"d\":\"\",\"e\":\"wheat\"}");
        assertThat(figures.get("total")).isEqualTo(5);
        assertThat(figures.get("missing")).isEqualTo(1);
        isClose(figures, "exact", 40);
        isClose(figures, "f1", 100 * (1 + 2 / 3.0 + 1) / 5);
        assertThat(figures.get("HasAns_total")).isEqualTo(3);
        isClose(figures, "HasAns_exact", 100 / 3.0);
        isClose(figures, "HasAns_f1", 100 * (1 + 2 / 3.0) / 3);
        assertThat(figures.get("NoAns_total")).isEqualTo(2);
        isClose(figures, "NoAns_exact", 50);
        isClose(figures, "NoAns_f1", 50);
    }

    /** The official script of version 2 counts an answer that is not there as an empty one. */
    @Test
    void aMissingAnswerToAnUnanswerableQuestionIsNoRefusal() throws IOException {
        Map<String, Number> figures = of(asked("d") + "," + asked("e"), "{\"d\":\"\"}");
        isClose(figures, "NoAns_exact", 50);
        assertThat(figures.get("missing")).isEqualTo(1);
        assertThat(figures).doesNotContainKey("HasAns_exact");
    }

    @Test
    void versionOneHasNoKinds() throws IOException {
        assertThat(of(asked("a", "corn"), "{\"a\":\"corn\"}"))
                .containsOnlyKeys("exact", "f1", "total", "missing");
    }

    @Test
    void predictionsOfAnotherShapeAreTold() {
        assertThatThrownBy(() -> of(asked("a", "corn"), "[\"corn\"]"))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("from question id to answer");
    }
}
