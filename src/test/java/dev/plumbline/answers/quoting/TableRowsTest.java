package dev.plumbline.answers.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.BgeSmallEmbedder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a table the row that was asked for is quoted, under its head, and no neighbours. */
final class TableRowsTest {
    private static final String HOURS =
            "The library is closed on public holidays.\n\nDay | Opens | Closes\nMonday | 09:00 | 18:00\n"
                    + "Tuesday | 10:00 | 20:00\nSaturday | 10:00 | 14:00\n\nThe reading room closes half an hour earlier.";
    private static final String RIVERS =
            "River | Length km | Mouth | Countries\nDanube | 2850 | Black Sea | 10\n"
                    + "Rhine | 1233 | North Sea | 6\nElbe | 1094 | North Sea | 2\nLoire | 1006 | Atlantic Ocean | 1";

    private static final String BOARD =
            "Chair | Anna Holt\nDeputy | Ben Marsh\nTreasurer | Cara Finch";

    private static BgeSmallEmbedder embedder;
    private static QuotingSelector selector;
    private static Pages pages;

    @BeforeAll
    static void load() {
        embedder =
                BgeSmallEmbedder.load(
                        Path.of(System.getProperty("java.io.tmpdir"), "plumbline-djl"));
        selector = new QuotingSelector(embedder, Profile.standard(), 1 << 24);
        pages =
                new Pages(
                        embedder,
                        List.of(
                                new Pages.Page("Library.html", HOURS),
                                new Pages.Page("Rivers.csv", RIVERS),
                                new Pages.Page("Board.docx", BOARD),
                                Pages.ISLAND.getFirst()));
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @ParameterizedTest
    @CsvSource({
        "How long is the Rhine?, River | Length km | Mouth | Countries, Rhine | 1233 | North Sea | 6",
        "Which river is 1006 km long?, River | Length km | Mouth | Countries, Loire | 1006 | Atlantic Ocean | 1",
        "Into which sea does the Elbe flow?, River | Length km | Mouth | Countries, Elbe | 1094 | North Sea | 2",
        "When does the library open on Saturday?, Day | Opens | Closes, Saturday | 10:00 | 14:00",
        "When does the library close on Tuesday?, Day | Opens | Closes, Tuesday | 10:00 | 20:00",
    })
    void rowThatIsAskedForIsQuotedUnderItsHead(String question, String head, String row) {
        List<String> rows =
                selector.select(pages.find(question)).quotes().stream()
                        .map(Quote::text)
                        .filter(text -> text.contains(" | "))
                        .toList();
        assertThat(rows).containsExactly(head, row);
    }

    @ParameterizedTest
    @CsvSource({
        "Who is the chair of the board?, Chair | Anna Holt",
        "Who is the deputy?, Deputy | Ben Marsh"
    })
    void tableOfWordsAloneHasNoHead(String question, String row) {
        assertThat(selector.select(pages.find(question)).quotes())
                .extracting(Quote::text)
                .startsWith(row)
                .doesNotContain("Treasurer | Cara Finch");
    }

    @Test
    void rowsThatHaveAsMuchOfTheQuestionStandTogether() {
        List<String> rows =
                selector
                        .select(pages.find("Which rivers flow into the North Sea?"))
                        .quotes()
                        .stream()
                        .map(Quote::text)
                        .toList();
        assertThat(rows)
                .contains("Rhine | 1233 | North Sea | 6", "Elbe | 1094 | North Sea | 2")
                .doesNotContain("Loire | 1006 | Atlantic Ocean | 1");
    }
}
