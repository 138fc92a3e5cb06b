package dev.plumbline.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A question that leans on the one before it is asked together with that one. */
final class StandaloneTest {
    private static String after(String before, String question) {
        return of(question, Turn.told(List.of(new Turn.Exchange(before, "Said."))));
    }

    private static String of(String question, List<Turn> turns) {
        return Standalone.of(question, turns).text();
    }

    @Test
    void questionWithContentStandsAlone() {
        assertThat(after("Who invented the zorbax valve?", "How many weavers had Ellery mill?"))
                .isEqualTo("How many weavers had Ellery mill?");
    }

    @Test
    void questionThatNamesItsOnlySubjectStandsAlone() {
        for (String question :
                List.of(
                        "What is photosynthesis?",
                        "Who was Hypatia?",
                        "Where's Skerry?",
                        "Was ist Photosynthese?")) {
            assertThat(after("Who invented the zorbax valve?", question)).isEqualTo(question);
        }
        for (String question : List.of("What is the price?", "How tall?", "Who?")) {
            assertThat(after("Who invented the zorbax valve?", question))
                    .isEqualTo("Who invented the zorbax valve? " + question);
        }
    }

    @Test
    void firstQuestionStandsAlone() {
        assertThat(of("And in which year?", List.of())).isEqualTo("And in which year?");
    }

    @Test
    void leaningQuestionIsAskedWithTheFormerOne() {
        assertThat(after("Who invented the zorbax valve?", "And in which year?"))
                .isEqualTo("Who invented the zorbax valve? And in which year?");
        assertThat(after("Who invented the zorbax valve?", "When was she born in Port Ellery?"))
                .startsWith("Who invented the zorbax valve?");
        assertThat(after("Who invented the zorbax valve?", "Why?")).endsWith("valve? Why?");
    }

    @Test
    void pronounGivesWayToWhatItStandsFor() {
        assertThat(after("Where was Marie Curie born?", "And when did she die?"))
                .isEqualTo("When did Marie Curie die?");
        assertThat(after("Where was Marie Curie born?", "What is her best known work?"))
                .isEqualTo("What is Marie Curie's best known work?");
        assertThat(after("How many pumps did Acme sell in 2019?", "How many people did it employ?"))
                .isEqualTo("How many people did Acme employ?");
        assertThat(after("When does the ferry leave?", "What does it cost?"))
                .isEqualTo("What does the ferry cost?");
        assertThat(after("Where is the notice period written?", "How long is it?"))
                .isEqualTo("How long is the notice period?");
        assertThat(after("What is the Battle of Hastings?", "Who won it?"))
                .isEqualTo("Who won Battle of Hastings?");
        assertThat(after("Who invented the zorbax valve?", "What does it weigh?"))
                .isEqualTo("What does the zorbax valve weigh?");
    }

    @Test
    void whoeverWasAskedForIsNamedInTheAnswer() {
        List<Turn> turns =
                Turn.told(
                        List.of(
                                new Turn.Exchange(
                                        "Who invented the zorbax valve?",
                                        "The zorbax valve was invented by Ada Quill in 1871.")));
        assertThat(of("When was she born?", turns)).isEqualTo("When was Ada Quill born?");
    }

    @Test
    void documentsOfWordsFromAnAnswerAreKnownAsLongAsTheseAreHandedOn() {
        Turn first =
                new Turn(
                        "Who invented the zorbax valve?",
                        Standalone.asked("Who invented the zorbax valve?"),
                        "The zorbax valve was invented by Ada Quill in 1871.",
                        Set.of("valve"));
        assertThat(Standalone.of("And in which year?", List.of(first)).documentIds()).isEmpty();
        Standalone named = Standalone.of("When was she born?", List.of(first));
        assertThat(named.documentIds()).containsExactly("valve");
        Turn second = new Turn("When was she born?", named, "In 1840.", Set.of("registry"));
        Standalone handedOn = Standalone.of("And where was she born?", List.of(first, second));
        assertThat(handedOn.text()).contains("Ada Quill");
        assertThat(handedOn.documentIds()).containsExactly("valve");
    }

    @Test
    void anotherNameOrMatterTakesThePlaceOfTheFormerOne() {
        String revenue = "What was the revenue of Acme in 2019?";
        assertThat(after(revenue, "What about Bolt?"))
                .isEqualTo("What was the revenue of Bolt in 2019?");
        assertThat(after("How many pumps did Acme sell in 2019?", "And what about revenue?"))
                .isEqualTo("What about revenue of Acme in 2019?");
        assertThat(after("What does a ticket cost?", "What about dogs?"))
                .isEqualTo("What does a ticket cost? What about dogs?");
    }

    @Test
    void fragmentsLeanOnTheQuestionAndNotOnEachOther() {
        List<Turn> turns =
                Turn.told(
                        List.of(
                                new Turn.Exchange("What does a ticket cost?", "5 euros."),
                                new Turn.Exchange("And for bicycles?", "2 euros.")));
        assertThat(of("And dogs?", turns)).isEqualTo("What does a ticket cost? And dogs?");
    }

    @Test
    void anotherYearTakesThePlaceOfTheFormerOne() {
        assertThat(after("How many weavers worked in 1890?", "And in 1904?"))
                .isEqualTo("How many weavers worked in 1904?");
        assertThat(after("How many weavers worked in 1890?", "what about 1904"))
                .isEqualTo("How many weavers worked in 1904?");
    }

    @Test
    void chainOfQuestionsDoesNotGrowForEver() {
        List<Turn.Exchange> exchanges =
                java.util.stream.IntStream.range(0, 60)
                        .mapToObj(i -> new Turn.Exchange("And why " + "x".repeat(20) + i + "?", ""))
                        .toList();
        assertThat(Turn.told(exchanges).getLast().standalone().text().length()).isLessThan(500);
    }
}
