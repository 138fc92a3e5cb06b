package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static List<String> texts(String text) {
        return Sentences.split(text).stream().map(Sentence::text).toList();
    }

    @Test
    void abbreviationsInitialsAndDecimalsEndNoSentence() {
        assertThat(
                        texts(
                                "Dr. J. R. Hale paid 3.5 million, e.g. in fees. He left at 5 p.m. It rained."))
                .containsExactly(
                        "Dr. J. R. Hale paid 3.5 million, e.g. in fees.",
                        "He left at 5 p.m.",
                        "It rained.");
    }

    @Test
    void listMarkersBeginASentenceAndSingleLineBreaksDoNot() {
        assertThat(texts("Steps:\n1. Lay it flat\n2. Fold it\nalong the middle.\n\nDone"))
                .containsExactly(
                        "Steps:", "1. Lay it flat", "2. Fold it\nalong the middle.", "Done");
    }

    @Test
    void quotesAndReferencesBelongToTheSentenceThatTheyClose() {
        assertThat(texts("\"It is.\" She said so.[3] (Not now.) Later!"))
                .containsExactly("\"It is.\"", "She said so.[3]", "(Not now.)", "Later!");
    }

    @Test
    void chineseIsCutAtItsOwnFullStops() {
        assertThat(texts("他来了。她走了！")).containsExactly("他来了。", "她走了！");
    }

    @Test
    void offsetsCountCodePoints() {
        String text = "\uD83D\uDE00\uD83D\uDE80 Up. \uD83D\uDE00 Down.";
        List<Sentence> sentences = Sentences.split(text);
        assertThat(sentences).extracting(Sentence::start).containsExactly(0, 7);
        assertThat(sentences).extracting(Sentence::end).containsExactly(6, 14);
    }

    @Test
    void allButWhiteSpaceIsInSomeSentence() {
        String text = "  One. Two?! \n\n - three\n\t(b) four… 5. six ";
        String joined = String.join("", texts(text));
        assertThat(joined.replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }
}
