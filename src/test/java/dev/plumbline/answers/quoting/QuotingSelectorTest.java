package dev.plumbline.answers.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.BgeSmallEmbedder;
import dev.plumbline.gateway.EmbedderModel;
import dev.plumbline.gateway.ModelEmbedder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QuotingSelectorTest {

    private static final long CACHE = 1 << 24;

    private static BgeSmallEmbedder embedder;
    private static QuotingSelector selector;
    private static Pages island;

    @BeforeAll
    static void load() {
        embedder =
                BgeSmallEmbedder.load(
                        Path.of(System.getProperty("java.io.tmpdir"), "plumbline-djl"));
        selector = new QuotingSelector(embedder, Profile.standard(), CACHE);
        island = new Pages(embedder, Pages.ISLAND);
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void theSentenceThatAnswersIsQuotedFirst() {
        Selection selection =
                selector.select(island.find("Who built the lighthouse of Marlow Island?"));
        assertThat(selection.answerable()).isTrue();
        assertThat(selection.quotes().getFirst().text()).contains("Ada Quill");
        assertThat(selection.quotes()).hasSizeLessThanOrEqualTo(3);
        assertThat(selection.features()).isNotEmpty();
        assertThat(selection.profile()).isEqualTo(Profile.standard().version());
    }

    @Test
    void whatThePagesDoNotSpeakOfIsRefusedWithTheNearestEvidence() {
        Selection selection =
                selector.select(island.find("Which enzyme unwinds DNA during replication?"));
        assertThat(selection.answerable()).isFalse();
        assertThat(selection.confidence()).isLessThan(.1);
        assertThat(selection.quotes()).isNotEmpty();
    }

    @Test
    void onePageAloneAnswersAndRefuses() {
        Pages ferry = new Pages(embedder, Pages.ISLAND.subList(0, 1));
        Selection yes =
                selector.select(ferry.find("Since when has Captain Valdor steered the ferry?"));
        assertThat(yes.answerable()).isTrue();
        assertThat(Composition.compose(yes).text()).contains("Ines Valdor");
        assertThat(selector.select(ferry.find("What is the capital of Mongolia?")).answerable())
                .isFalse();
    }

    @Test
    void quotesLieWhereTheyAreInTheCanonicalText() {
        Evidence evidence = island.find("When does the ferry leave?");
        for (Quote quote : selector.select(evidence).quotes()) {
            String text =
                    evidence.hits().stream()
                            .filter(h -> h.passageId().equals(quote.passageId()))
                            .findFirst()
                            .orElseThrow()
                            .text();
            assertThat(text.substring(quote.start() - 100, quote.end() - 100))
                    .isEqualTo(quote.text());
        }
    }

    @Test
    void offsetsCountCodePoints() {
        String text =
                "\uD83D\uDE00\uD83D\uDE80 Notes. The zorbax valve \uD83D\uDD27 was invented by Ada Quill in 1871. It leaks.";
        Pages pages = new Pages(embedder, List.of(new Pages.Page("Zorbax.txt", text)));
        Quote quote =
                selector.select(pages.find("Who invented the zorbax valve?")).quotes().getFirst();
        int start = text.offsetByCodePoints(0, quote.start() - 100);
        assertThat(
                        text.substring(
                                start, text.offsetByCodePoints(start, quote.end() - quote.start())))
                .isEqualTo(quote.text())
                .contains("Ada Quill");
    }

    @Test
    void equalEvidenceGivesEqualSelectionsWhateverIsInTheCache() {
        Evidence evidence = island.find("Why was the tower painted red?");
        Selection first = selector.select(evidence);
        selector.select(island.find("How many cars does the ferry carry?"));
        assertThat(selector.select(evidence)).isEqualTo(first);
        selector.forget();
        assertThat(selector.select(evidence)).isEqualTo(first);
        assertThat(new QuotingSelector(embedder, Profile.standard(), 0).select(evidence))
                .isEqualTo(first);
    }

    @Test
    void anEmbedderWithoutTokenVectorsStillAnswersAndRefuses() {
        var other =
                new ModelEmbedder(
                        new EmbedderModel(embedder), "other", "1", "", embedder::countTokens);
        QuotingSelector plain = new QuotingSelector(other, Profile.standard(), CACHE);
        Selection yes = plain.select(island.find("Who built the lighthouse of Marlow Island?"));
        assertThat(yes.answerable()).isTrue();
        assertThat(yes.quotes().getFirst().text()).contains("Ada Quill");
        assertThat(
                        plain.select(island.find("Which enzyme unwinds DNA during replication?"))
                                .answerable())
                .isFalse();
    }

    @Test
    void textWhoseVectorsArePendingIsQuotedByItsWords() {
        Selection selection =
                selector.select(
                        island.find("Who built the lighthouse of Marlow Island?", "en", false));
        assertThat(selection.answerable()).isTrue();
        assertThat(selection.quotes().getFirst().text()).contains("Ada Quill");
    }

    @Test
    void otherLanguagesAreQuotedToo() {
        var pages =
                new Pages(
                        embedder,
                        List.of(
                                new Pages.Page(
                                        "Turm.txt",
                                        "Der Leuchtturm wurde 1871 von Ada Quill gebaut. Er ist 38 Meter hoch."),
                                new Pages.Page(
                                        "F\u00e4hre.txt",
                                        "Die F\u00e4hre f\u00e4hrt um sieben Uhr ab. Hunde fahren kostenlos.")));
        Selection selection =
                selector.select(pages.find("Wer hat den Leuchtturm gebaut?", "de", true));
        assertThat(selection.quotes().getFirst().text()).contains("Ada Quill");
    }

    @Test
    void nothingFoundIsRefusedWithoutQuotes() {
        Selection selection = selector.select(new Pages(embedder, List.of()).find("Who?"));
        assertThat(selection.answerable()).isFalse();
        assertThat(selection.confidence()).isZero();
        assertThat(selection.quotes()).isEmpty();
    }
}
