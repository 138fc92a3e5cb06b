package dev.plumbline.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a model writes is cut into sentences, and its marks are taken out. */
final class SentenceStreamTest {
    private record Seen(String text, List<String> sentences) {}

    private static Seen read(List<String> pieces) {
        StringBuilder text = new StringBuilder();
        List<String> sentences = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        SentenceStream stream =
                new SentenceStream(
                        new SentenceStream.Sink() {
                            @Override
                            public void text(String piece) {
                                text.append(piece);
                                current.append(piece);
                            }

                            @Override
                            public void sentence(String sentence, List<Integer> numbers) {
                                assertThat(current.toString().strip()).isEqualTo(sentence);
                                current.setLength(0);
                                sentences.add(sentence + " " + numbers);
                            }
                        },
                        "en");
        pieces.forEach(stream::accept);
        stream.end();
        assertThat(current.toString()).isBlank();
        return new Seen(text.toString(), sentences);
    }

    @Test
    void marksBelongToTheSentenceThatTheyEnd() {
        Seen seen =
                read(List.of("Ada built it [2]. It was sold in 1904. [1, 3] Nobody knows why."));
        assertThat(seen.text()).isEqualTo("Ada built it. It was sold in 1904. Nobody knows why.");
        assertThat(seen.sentences())
                .containsExactly(
                        "Ada built it. [2]", "It was sold in 1904. [1, 3]", "Nobody knows why. []");
    }

    @Test
    void abbreviationsAndNumbersEndNoSentence() {
        Seen seen = read(List.of("Dr. Quill paid 3.50 crowns to J. Brandt [1]. He left [2][4]."));
        assertThat(seen.sentences())
                .containsExactly("Dr. Quill paid 3.50 crowns to J. Brandt. [1]", "He left. [2, 4]");
    }

    @Test
    void whatIsNoMarkStaysText() {
        Seen seen = read(List.of("See [the map] and [n] and [12 of them", "]. Fine [1-3]."));
        assertThat(seen.text()).isEqualTo("See [the map] and [n] and [12 of them]. Fine.");
        assertThat(seen.sentences()).last().isEqualTo("Fine. [1, 2, 3]");
    }

    @Test
    void linesAndListsKeepTheirBreaks() {
        Seen seen = read(List.of("Two things:\n- coal [1]\n- water [2]\n\nDone."));
        assertThat(seen.text()).isEqualTo("Two things:\n- coal\n- water\n\nDone.");
    }

    @Test
    void openMarkAtTheEndIsText() {
        assertThat(read(List.of("It ends [1")).text()).isEqualTo("It ends [1");
        assertThat(read(List.of("", "  ")).text()).isEmpty();
    }

    @Test
    void cuttingTheStreamElsewhereChangesNothing() {
        String text =
                "Mr. A \uD83D\uDE80 went [3]. \"Why?\" she asked. [1] In 1890, 312 weavers [2] worked there [4] .\n\nE.g. this [x] one… [9] Done!";
        Seen whole = read(List.of(text));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int to = Math.min(text.length(), at + random.nextInt(6));
                pieces.add(text.substring(at, to));
                at = to;
            }
            assertThat(read(pieces)).as("seed %d", seed).isEqualTo(whole);
        }
    }
}
