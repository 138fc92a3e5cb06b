package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.CanonicalText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ArtifactTest {
    @Test
    void formIsLasting() throws IOException {
        var document =
                new ParsedDocument(
                        CanonicalText.of("Hä"),
                        null,
                        "a/b",
                        300,
                        List.of(new Block(Block.Kind.HEADING, 2, 0, 2, 1)),
                        List.of(new Word(1, 0, 2, 1, 2, 0.5f, -1)),
                        Map.of("k", "v"));
        assertThat(HexFormat.of().formatHex(bytes(document)))
                .isEqualTo(
                        "504c504400000002" // what it is, form
                                + "0000000348c3a4ffffffff00000003612f62ac02" // texts, pages
                                + "010002000201" // a block
                                + "010100023f800000400000003f000000bf800000" // a word
                                + "01000000016b0000000176"); // metadata
    }

    @RepeatedTest(10)
    void documentsOfAnySizeComeBackFromStreamsThatGiveLittle() throws IOException {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        ParsedDocument first = document(random);
        ParsedDocument second = document(random);
        var bytes = new ByteArrayOutputStream();
        first.write(bytes);
        second.write(bytes);
        var in = new Trickle(bytes.toByteArray(), random);
        var data = new DataInputStream(new SingleThreadInput(in));
        assertThat(Artifact.read(data)).as("seed %d", seed).isEqualTo(first);
        assertThat(Artifact.read(data)).as("seed %d", seed).isEqualTo(second);
        assertThat(data.read()).isEqualTo(-1);
    }

    private static byte[] bytes(ParsedDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.write(bytes);
        return bytes.toByteArray();
    }

    private static ParsedDocument document(SplittableRandom random) {
        String text = "å".repeat(random.nextInt(1, 40_000));
        List<Word> words = new ArrayList<>();
        int last = 0;
        for (int i = random.nextInt(3_000); i > 0; i--) {
            int start = last + random.nextInt(300);
            last = start + random.nextInt(20_000);
            words.add(new Word(random.nextInt(500), start, last, i, i / 3f, 8, 9));
        }
        return new ParsedDocument(
                CanonicalText.of(text), "title", "a/b", 1, List.of(), words, Map.of());
    }

    private static final class Trickle extends FilterInputStream {
        private final SplittableRandom random;

        Trickle(byte[] bytes, SplittableRandom random) {
            super(new ByteArrayInputStream(bytes));
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, random.nextInt(1, Math.max(2, length)));
        }
    }
}
