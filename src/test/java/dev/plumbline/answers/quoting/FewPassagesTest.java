package dev.plumbline.answers.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.answers.quoting.FitCollection.Document;
import dev.plumbline.gateway.BgeSmallEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections of a sentence or a few: what they say is answered, what they do not is refused. */
class FewPassagesTest {
    @TempDir static Path folder;
    private static BgeSmallEmbedder embedder;
    private static QuotingSelector selector;

    @BeforeAll
    static void load() {
        embedder = BgeSmallEmbedder.load(folder);
        selector = new QuotingSelector(embedder, Profile.standard(), 16L << 20);
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    private static Selection ask(FitCollection collection, String question) {
        return selector.select(collection.find(question, embedder.embedQuery(question)));
    }

    private static FitCollection of(String... titlesAndTexts) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < titlesAndTexts.length; i += 2) {
            documents.add(
                    Document.of(
                            titlesAndTexts[i],
                            titlesAndTexts[i],
                            List.of(titlesAndTexts[i + 1].split("\n\n")),
                            embedder));
        }
        return new FitCollection(documents, embedder.dimension());
    }

    private static void answers(FitCollection collection, String question, String words) {
        Selection selection = ask(collection, question);
        assertThat(selection.answerable()).as("%s %s", question, selection.confidence()).isTrue();
        assertThat(selection.quotes().getFirst().text()).as(question).contains(words);
    }

    private static void refuses(FitCollection collection, String... questions) {
        for (String question : questions) {
            Selection selection = ask(collection, question);
            assertThat(selection.answerable())
                    .as("%s %s", question, selection.confidence())
                    .isFalse();
            assertThat(selection.quotes()).as(question).isNotEmpty();
        }
    }

    @Test
    void oneSentence() {
        try (FitCollection ferry = of("ferry.txt", "The ferry to Skerry Island leaves at 8:40.")) {
            answers(ferry, "When does the ferry leave?", "8:40");
            answers(ferry, "Where does the ferry go?", "Skerry Island");
            refuses(
                    ferry,
                    "Who rebuilt it?",
                    "Who steers it?",
                    "What does a ticket cost?",
                    "How long is the crossing?",
                    "Which enzyme breaks down lactose?");
        }
    }

    @Test
    void neighbouringSentenceIsNoAnswer() {
        try (FitCollection mill =
                of("mill.txt", "The mill at Ellery burned down in 1902. The owner was Tom Carr.")) {
            answers(mill, "When did the mill burn down?", "1902");
            answers(mill, "Who was the owner?", "Tom Carr");
            refuses(
                    mill,
                    "Who rebuilt it?",
                    "Who built it?",
                    "When was it rebuilt?",
                    "How many people died?",
                    "What caused the fire?");
            assertThat(ask(mill, "How many weavers worked at the mill?").confidence())
                    .as("sounds alike")
                    .isLessThan(.5);
            assertThat(ask(mill, "When did the mill burn down?").confidence()).isGreaterThan(.9);
        }
        try (FitCollection mill =
                of(
                        "mill.txt",
                        "The mill at Ellery burned down in 1902. The Carr brothers rebuilt it.")) {
            answers(mill, "Who rebuilt it?", "Carr brothers");
            answers(mill, "Who rebuilt the mill?", "Carr brothers");
        }
    }

    @Test
    void twoDocuments() {
        try (FitCollection two =
                of(
                        "mill.txt",
                        "The Ellery mill employed 312 weavers in 1890. Its steam engine burned 14 tons of coal a week.",
                        "valve.txt",
                        "The zorbax valve was invented by Ada Quill in 1871 in Port Ellery. It regulates the pressure of mine pumps.\n\nIn 1904 the valve was replaced by the Brandt regulator.")) {
            answers(two, "Who invented the zorbax valve?", "Ada Quill");
            answers(two, "What replaced the valve?", "Brandt regulator");
            answers(two, "How many weavers did the mill employ?", "312");
            refuses(two, "Who rebuilt it?", "How do I reset my password?", "Who won the cup?");
        }
    }

    @Test
    void notesOfAnOffice() {
        try (FitCollection notes =
                of(
                        "Holiday policy.txt",
                        "Employees have 28 days of paid leave a year. Up to five unused days move into the next year. Requests go to the team lead two weeks ahead.",
                        "Expenses.txt",
                        "Receipts are handed in within thirty days. Meals on trips are refunded up to 40 euros a day. Taxis need approval by the department head.",
                        "Remote work.txt",
                        "Staff may work from home on two days a week. The equipment is provided by IT.")) {
            answers(notes, "How many vacation days do employees get?", "28 days");
            answers(notes, "Who approves taxis?", "department head");
            answers(notes, "Can I work from home?", "two days a week");
            refuses(
                    notes,
                    "Who approves overtime?",
                    "What is the dress code?",
                    "Who is the CEO?",
                    "What is the wifi password?",
                    "Tell me about it.");
        }
    }

    @Test
    void questionWithoutContentIsRefused() {
        try (FitCollection lamp =
                of(
                        "lamp.txt",
                        "The tern lamp was invented by Bruno Hale in 1902 in Skerry. It burns rape oil. Sailors who saw it called it the green eye.")) {
            answers(lamp, "What does it burn?", "rape oil");
            refuses(
                    lamp,
                    "it",
                    "the",
                    "?",
                    "And?",
                    "Is it?",
                    "Who was it?",
                    "Who?",
                    "What is that?");
        }
    }

    @Test
    void rowOfATableIsQuotedUnderItsHead() {
        String passage =
                """
                The notice period is three months for staff who have served more than two years, and one month before.

                Grade | Allowance
                Junior | 40 euros a day
                Senior | 65 euros a day""";
        Document handbook =
                Document.of("Staff handbook", "Staff handbook", List.of(passage), embedder);
        FitCollection collection = new FitCollection(List.of(handbook), embedder.dimension());
        List<Quote> quotes = ask(collection, "What is the allowance of senior staff?").quotes();
        assertThat(quotes)
                .extracting(Quote::text)
                .startsWith("Grade | Allowance", "Senior | 65 euros a day")
                .doesNotContain("Junior | 40 euros a day");
        assertThat(quotes).allSatisfy(quote -> assertThat(quote.text()).doesNotContain("\n"));
    }
}
