package dev.plumbline.ingestion.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.CanonicalText;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
    private static final Pattern MARK = Pattern.compile("¶");

    /** {@code ¶} marks where a sentence ends and another starts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dr. Smith met Mr. Jones. ¶They spoke.",
                "Use fruit, e.g. Apples. ¶Or not, i.e. Nothing at all.",
                "She moved to the U.S. Senate. ¶He left the U.S. ¶The end.",
                "See No. 5 on St. James Street. ¶Is it? ¶No. ¶It is not.",
                "J. R. R. Tolkien wrote it. ¶Many read it.",
                "Pi is 3.14 or so. ¶It starts at 5 a.m. Monday.",
                "\"Stop!\" he said. ¶\"Why?\" ¶Nobody knew.",
                "It ended (at last.) ¶Then came more.",
                "Well... perhaps not. ¶So… ¶Then he went.",
                "A title without a stop\n\n¶Some text\nthat goes on. ¶End",
                "Buy:\n¶- eggs\n¶- milk\n¶1. First\n¶2. Second",
                "Name | Age\n¶Ann | 5\n¶Bob | 6",
                "今天很好。¶我们走吧！¶好",
                "Smile 😀. ¶Then 🎉 again! ¶Done."
            })
    void sentencesEndWhereAReaderEndsThem(String marked) {
        List<String> wanted = MARK.splitAsStream(marked).map(String::strip).toList();
        var text = CanonicalText.of(marked.replace("¶", ""));

        var found = Sentences.split(text, 0, text.length(), "en");

        assertThat(found.stream().map(text::slice)).containsExactlyElementsOf(wanted);
    }
}
