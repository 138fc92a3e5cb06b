package dev.plumbline.ingestion.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
    private static final Pattern MARK = Pattern.compile("¶");

    @Test
    void thousandsOfNotesAfterAStopTakeNoStack() {
        String first = "It rains." + "[1]".repeat(20_000) + "[2" + "–4".repeat(20_000) + "]";
        var text = CanonicalText.of(first + " It pours.");

        assertThat(Sentences.split(text, 0, text.length(), "en").stream().map(text::slice))
                .containsExactly(first, "It pours.");
    }

    /** {@code ¶} marks where a sentence ends and another starts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // titles, ranks, names
                "Dr. Smith met Mr. Jones. ¶They spoke.",
                "J. R. R. Tolkien wrote it. ¶Many read it.",
                "J.K. Rowling and J.-C. Martin came. ¶Nobody else did.",
                "Lt. Col. Hughes saluted Gen. Lee. ¶The guard did not.",
                "He prayed in St. Mary's on Main St. ¶The shop was shut.",
                "John F. Kennedy won. ¶He was young.",
                "They chose Plan B. ¶It failed.",
                "It equals P. ¶Because of that P. Jones is wrong.",
                "Martin Luther King Jr. spoke. ¶King Sr. ¶He listened.",
                "Prof. Dr. Weber teaches. ¶Students learn.",
                "Messrs. Hill and Dale signed. ¶Sen. Brook did not.",
                // abbreviations
                "Use fruit, e.g. Apples. ¶Or not, i.e. Nothing at all.",
                "She moved to the U.S. Senate. ¶He left the U.S. ¶The end.",
                "Acme Inc. Services grew. ¶It joined Acme Inc. ¶The rest is known.",
                "Bring pens, paper, etc. ¶The room has none.",
                "It costs approx. 5 dollars. ¶That is cheap.",
                "Smith et al. (2010) found it. ¶Others did not.",
                "See Fig. 3 and Figs. S1 and S2. ¶They show it.",
                "Read Vol. II, pp. 5-9. ¶Skip Ch. 4.",
                "See No. 5 on St. James Street. ¶Is it? ¶No. ¶It is not.",
                "Born c. 1850, d. 1900. ¶Nothing is known of him.",
                "She holds a Ph.D. from Rome. ¶He holds a Ph.D. ¶They met there.",
                "He scored twice vs. Ajax. ¶The crowd sang.",
                "It opened on Sept. 5. ¶Rain fell.",
                "In general. ¶Then we saw each rep. ¶It was hard.",
                // numbers
                "Pi is 3.14 or so. ¶It starts at 5 a.m. Monday.",
                "It ended in 1990. ¶20 people came.",
                "The share rose 2.5% to $14.20. ¶Nobody sold.",
                "He scored 5. ¶Then he left.",
                "Version 2.0.1 is out. ¶Use 1.9 no more.",
                "The pH was 7. ¶pH values rose later.",
                // quotes and brackets
                "\"Stop!\" he said. ¶\"Why?\" ¶Nobody knew.",
                "It ended (at last.) ¶Then came more.",
                "(It rained.) ¶We stayed.",
                "He said, \"I will go.\" ¶She stayed.",
                "“Is it true?” she asked. ¶“It is.” ¶They left.",
                "The bridge (built in 1890; see Sec. 3) fell. ¶No one was hurt.",
                "He wrote 'The End.' ¶Then he slept.",
                "It was sold.[12] ¶The price is not known.[3][4] ¶Nobody asked.",
                "The result holds.¹ ¶It was checked.",
                "One (or two?) is enough. ¶Three (yes!) are too many.",
                // stops of other kinds
                "Well... perhaps not. ¶So… ¶Then he went.",
                "Really?! ¶Yes!! ¶Good.",
                "He uses the .NET framework and config.xml. ¶It works.",
                "Write to a.b@example.com. ¶Or call www.example.com.",
                "Apple made it. ¶iPhone sales rose. ¶eBay fell.",
                // lines, lists and tables
                "A title without a stop\n\n¶Some text\nthat goes on. ¶End",
                "Buy:\n¶- eggs\n¶- milk\n¶1. First\n¶2. Second",
                "Steps:\n¶a) open\n¶b) close\n¶● wait",
                "Name | Age\n¶Ann | 5\n¶Bob | 6",
                "1. Open the valve. ¶2. Close it.",
                "The valve (1) opens. ¶(2) It closes.",
                // other scripts, emoji
                "今天很好。¶我们走吧！¶好",
                "他说：“好。”¶然后走了。¶为什么？",
                "圆周率约为3.14。¶他出生于1871年。¶（完。）¶结束了。",
                "これはペンです。¶「はい。」¶彼は言った。",
                "Он ушёл. ¶Она осталась! ¶Почему?",
                "यह सच है। ¶वह गया।",
                "Smile 😀. ¶Then 🎉 again! ¶Done.",
                // Spanish, French
                "¿Qué pasa? ¶¡Nada! ¶El Sr. López llegó.",
                "EE. UU. firmó en la pág. 5. ¶Los demás no.",
                "M. Dupont arrive. ¶Mme. Petit part. ¶Il pleut.",
                "Il dit : « Non. » ¶Puis il part.",
                "Voir p. 12 et art. 3. ¶Le reste suit."
            })
    void sentencesEndWhereAReaderEndsThem(String marked) {
        assertSplits(marked, "en");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Am 3. Oktober 1990 kam die Einheit. ¶Der 2. Weltkrieg war lange vorbei.",
                "Er nahm z. B. Äpfel, d. h. Obst. ¶Sie nahm nichts.",
                "Das kostet ca. 5 Mio. Euro bzw. 6 Mrd. Yen. ¶Niemand zahlt.",
                "Siehe Abs. 2, Nr. 5 und S. 12. ¶Dort steht es.",
                "Im Jahr 44 v. Chr. starb Cäsar. ¶Rom trauerte.",
                "„Nein.“ ¶Er ging. ¶»Ja.« ¶Sie blieb.",
                "Dipl.-Ing. Huber prüfte es. ¶Prof. Dr. Maier nicht.",
                "Es gab Brot, Wein usw. ¶Die Gäste blieben.",
                "Im 19. Jahrhundert wuchs die Stadt. ¶Danach nicht.",
                "Er wurde 12. ¶Dann kam der Regen.",
                "Wilhelm II. regierte lange. ¶Er dankte ab.",
                "Die Pumpe e. V. sammelt u. a. Geld. ¶Das reicht."
            })
    void germanSentencesToo(String marked) {
        assertSplits(marked, "de");
    }

    private static void assertSplits(String marked, String language) {
        List<String> wanted = MARK.splitAsStream(marked).map(String::strip).toList();
        var text = CanonicalText.of(marked.replace("¶", ""));

        var found = Sentences.split(text, 0, text.length(), language);

        assertThat(found.stream().map(text::slice)).containsExactlyElementsOf(wanted);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void sentencesCoverAllInkOnceAndInOrder(long seed) {
        var random = new Random(seed);
        String alphabet = "aB .!?\n\"')([5|-😀。»« „“…\t";
        int[] symbols = alphabet.codePoints().toArray();
        for (int round = 0; round < 300; round++) {
            var raw = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                raw.appendCodePoint(symbols[random.nextInt(symbols.length)]);
            }
            var text = CanonicalText.of(raw.toString());
            int start = random.nextInt(text.length());
            var covered = new StringBuilder();
            int end = start;
            for (Span span : Sentences.split(text, start, text.length(), "de")) {
                assertThat(span.start()).as("seed %d: %s", seed, raw).isGreaterThanOrEqualTo(end);
                assertThat(text.slice(span)).as("seed %d: %s", seed, raw).isNotBlank();
                covered.append(text.slice(span));
                end = span.end();
            }
            assertThat(covered.toString().replaceAll("\\s", ""))
                    .as("seed %d", seed)
                    .isEqualTo(text.slice(start, text.length()).replaceAll("\\s", ""));
        }
    }
}
