package dev.plumbline.ingestion.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.parse.Block;
import dev.plumbline.ingestion.parse.ParsedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    private static final List<Block.Kind> KINDS = List.of(Block.Kind.values());
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final TokenCounter WORDS = text -> (int) WORD.matcher(text).results().count();

    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();

    /** The text that passages must cover. */
    private final StringBuilder wanted = new StringBuilder();

    @Test
    void aHeadingStandsWithWhatFollowsIt() {
        add(Block.Kind.HEADING, 1, "Animals");
        add(Block.Kind.HEADING, 2, "Cats 😀");
        add(Block.Kind.PARAGRAPH, 0, "Cats sleep.");
        add(Block.Kind.PARAGRAPH, 0, "Cats eat.");
        add(Block.Kind.HEADING, 2, "Dogs");
        add(Block.Kind.PARAGRAPH, 0, "Dogs run.");

        var passages = passages(document());

        assertThat(passages.stream().map(this::slice))
                .containsExactly(
                        "Animals\n\nCats 😀\n\nCats sleep.\n\nCats eat.", "Dogs\n\nDogs run.");
        assertThat(passages.stream().map(Passage::headings))
                .containsExactly(List.of("Animals", "Cats 😀"), List.of("Animals", "Dogs"));
        assertThat(passages.getLast().parent()).isEqualTo(1);
    }

    @Test
    void paragraphsOfOrdinaryLengthAreNotMerged() {
        add(Block.Kind.PARAGRAPH, 0, "word ".repeat(70).strip());
        add(Block.Kind.PARAGRAPH, 0, "other ".repeat(70).strip());

        assertThat(passages(document())).hasSize(2);
    }

    @Test
    void longTablesAreCutBetweenRows() {
        add(Block.Kind.TABLE, 0, "a | b | c | d\n".repeat(90).strip());

        assertThat(passages(document()))
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        passage -> assertThat(slice(passage)).startsWith("a |").endsWith("| d"));
    }

    @Test
    void aFirstRowFarOverTheBudgetIsNotReadAsNamesOfColumns() {
        String row = "name | ".repeat(5_000) + "name";
        add(Block.Kind.TABLE, 0, row + "\n1 | 2");
        var counted = new AtomicLong();
        TokenCounter counter =
                text -> {
                    counted.addAndGet(text.equals(row) ? 1 : 0);
                    return WORDS.tokens(text);
                };

        assertThat(new Chunker(counter, ChunkSettings.standard()).passages(document()))
                .hasSizeGreaterThan(10);
        assertThat(counted).as("counted to be cut, and not before").hasValue(1);
    }

    @Test
    void marginsStandInNoPassageAndPartNothingElse() {
        add(Block.Kind.MARGIN, 0, "Menu");
        add(Block.Kind.PARAGRAPH, 0, "Cats sleep.");
        add(Block.Kind.MARGIN, 0, "Page 1");
        add(Block.Kind.PARAGRAPH, 0, "Cats eat.");

        assertThat(passages(document()).stream().map(this::slice))
                .containsExactly("Cats sleep.", "Cats eat.");
    }

    @Test
    void headingsThatAreTooLongTogetherAreLeftOutFromTheOutermost() {
        add(Block.Kind.HEADING, 1, "outer ".repeat(70).strip());
        add(Block.Kind.HEADING, 2, "inner ".repeat(60).strip());
        add(Block.Kind.PARAGRAPH, 0, "word ".repeat(100).strip());

        assertThat(passages(document()).getLast().headings())
                .containsExactly("inner ".repeat(60).strip());
    }

    @Test
    void textWithoutBlocksIsCutAtBlankLines() {
        text.append("word ".repeat(70)).append("\n \n").append("other ".repeat(70));

        assertThat(passages(document()))
                .hasSize(2)
                .last()
                .satisfies(passage -> assertThat(slice(passage)).startsWith("other"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void passagesCoverAllTextOnceWithinTheBudget(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            addRandom(random);
        }
        var counted = new AtomicLong();
        var chunker =
                new Chunker(
                        part -> {
                            counted.addAndGet(part.length());
                            return WORDS.tokens(part);
                        },
                        ChunkSettings.standard());

        var passages = chunker.passages(document());

        var covered = new StringBuilder();
        int end = 0;
        for (Passage passage : passages) {
            assertThat(passage.start()).as("seed %d", seed).isGreaterThanOrEqualTo(end);
            end = passage.end();
            covered.append(slice(passage));
            String whole = String.join("\n", passage.headings()) + "\n" + slice(passage);
            assertThat(WORDS.tokens(whole)).as("seed %d", seed).isLessThanOrEqualTo(220);
        }
        assertThat(squeezed(covered.toString()))
                .as("seed %d", seed)
                .isEqualTo(squeezed(wanted.toString()));
        assertThat(counted.get()).isLessThan(6L * text.length());
    }

    private void addRandom(Random random) {
        Block.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        boolean heading = kind == Block.Kind.HEADING;
        int words = 1 + (heading ? random.nextInt(6) : random.nextInt(700));
        var content = new StringBuilder();
        for (int i = 0; i < words; i++) {
            content.append(random.nextInt(5) == 0 ? "😀" : "Word");
            content.append(random.nextInt(40) == 0 ? ".\n" : " ");
        }
        String line = content.toString().strip();
        if (random.nextInt(8) == 0) {
            text.append(line).append("\n\n");
            wanted.append(line);
        } else {
            if (kind == Block.Kind.TABLE && random.nextBoolean()) {
                line = line.replace(" Word", " | Word").replace("\n| ", "\n");
            }
            add(kind, heading ? 1 + random.nextInt(3) : 0, line);
        }
    }

    private void add(Block.Kind kind, int level, String content) {
        int start = text.codePointCount(0, text.length());
        int end = start + content.codePointCount(0, content.length());
        blocks.add(new Block(kind, level, start, end, null));
        text.append(content).append("\n\n");
        wanted.append(kind == Block.Kind.MARGIN ? "" : content);
    }

    private ParsedDocument document() {
        return new ParsedDocument(
                CanonicalText.of(text.toString()),
                null,
                "text/plain",
                0,
                blocks,
                List.of(),
                Map.of());
    }

    private List<Passage> passages(ParsedDocument document) {
        return new Chunker(WORDS, ChunkSettings.standard()).passages(document);
    }

    private String slice(Passage passage) {
        return CanonicalText.of(text.toString()).slice(passage.start(), passage.end());
    }

    private static String squeezed(String value) {
        return value.replaceAll("\\s+", "");
    }
}
