package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupportingSpanTest {

    private static final String PASSAGE =
            "\uD83D\uDE00 Notes on mills. The Harrow Mill was built in 1871. It belonged to Ada Quill. Rain fell all year.";

    private static String found(String sentence) {
        Span span = SupportingSpan.find(sentence, PASSAGE).orElseThrow();
        int from = PASSAGE.offsetByCodePoints(0, span.start());
        return PASSAGE.substring(from, PASSAGE.offsetByCodePoints(from, span.length()));
    }

    @Test
    void theOneSentenceThatSaysItIsFoundByCodePoints() {
        assertThat(found("Harrow Mill was built in 1871."))
                .isEqualTo("The Harrow Mill was built in 1871.");
    }

    @Test
    void twoSentencesAreFoundWhereBothAreNeeded() {
        assertThat(found("The Harrow Mill, built in 1871, belonged to Ada Quill."))
                .isEqualTo("The Harrow Mill was built in 1871. It belonged to Ada Quill.");
    }

    @Test
    void nothingIsFoundWhereNoWordIsShared() {
        assertThat(SupportingSpan.find("Wolves howl.", PASSAGE)).isEqualTo(Optional.empty());
    }
}
