package dev.plumbline.answers.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.CanonicalText;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceSpansTest {

    private static List<String> split(String raw) {
        CanonicalText text = CanonicalText.of(raw);
        return SentenceSpans.of(text, "en").stream().map(text::slice).toList();
    }

    @Test
    void listMarksAreLeftOut() {
        assertThat(split("- Turn the valve off.")).containsExactly("Turn the valve off.");
        assertThat(split("## Opening hours")).containsExactly("Opening hours");
    }

    @Test
    void aSentenceOfManyAbbreviationsIsCut() {
        for (String part :
                split(
                        "The books by J. R. R. Quill and by C. S. Valdor were printed by A. B. Marlow.")) {
            assertThat(SentenceSpans.breaks(part)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatHasNoLetterIsNoSentence() {
        assertThat(split("* * *")).isEmpty();
    }
}
