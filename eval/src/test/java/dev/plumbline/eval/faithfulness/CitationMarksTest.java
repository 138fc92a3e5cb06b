package dev.plumbline.eval.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CitationMarksTest {
    @Test
    void marksBelongToTheSentenceThatTheyStandInOrFollow() {
        assertThat(CitationMarks.read("It is red [1]. It is big.[2, 3] It runs. [4] It ends."))
                .containsExactly(
                        new CitedSentence("It is red.", List.of(1)),
                        new CitedSentence("It is big.", List.of(2, 3)),
                        new CitedSentence("It runs.", List.of(4)),
                        new CitedSentence("It ends.", List.of()));
        assertThat(CitationMarks.read("Rot ist es [2–4]。"))
                .extracting(CitedSentence::citations)
                .containsExactly(List.of(2, 3, 4));
    }

    @Test
    void aRangeHasAnEnd() {
        List<Integer> cited = CitationMarks.read("It is red [7-999].").getFirst().citations();
        assertThat(cited).hasSize(50).startsWith(7, 8).endsWith(56);
        assertThat(CitationMarks.read("It is red [7-3].").getFirst().citations())
                .containsExactly(7);
    }

    @Test
    void anAnswerWithoutMarksTellsNothing() {
        assertThat(CitationMarks.read("It is [sic] red, array[i] too.")).isEmpty();
        assertThat(CitationMarks.read("The mill [2019] was sold.")).isEmpty();
        assertThat(CitationMarks.read("")).isEmpty();
    }
}
