package dev.plumbline.answers;

import static dev.plumbline.Corpus.ask;
import static dev.plumbline.Corpus.json;
import static dev.plumbline.ScriptedGenerator.ASKED;
import static dev.plumbline.ScriptedGenerator.SAYS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import dev.plumbline.ScriptedGenerator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model writes is believed only where its evidence bears it out. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = ScriptedGenerator.class, restrictToAnnotatedClass = true)
final class ModelAnswersTest {
    private static final String QUESTION = "Who invented the zorbax valve?";
    private static final String TRUE = "The zorbax valve was invented by Ada Quill in 1871.";
    private static boolean filled;

    @BeforeEach
    void fill() {
        if (!filled) {
            Corpus.collection("notes", "valve.txt", Corpus.VALVE);
            Corpus.searchable("notes", "mill.txt", Corpus.MILL);
            filled = true;
        }
        change("show");
    }

    private static void change(String unsupported) {
        json(Map.of("unsupported", unsupported))
                .patch("/api/v1/collections/notes")
                .then()
                .statusCode(200);
    }

    /** The number that a document's evidence has in the prompt. */
    private static int number(String title) {
        SAYS.set("I do not know.");
        ask(Map.of("collection", "notes", "question", QUESTION));
        String prompt = ASKED.get();
        int at = prompt.indexOf("] " + title);
        assertThat(at).as(prompt).isPositive();
        return Integer.parseInt(prompt.substring(prompt.lastIndexOf('[', at) + 1, at));
    }

    private static JsonPath said(String text) {
        SAYS.set(text);
        return ask(Map.of("collection", "notes", "question", QUESTION));
    }

    @Test
    void borneOutSentenceIsSupportedByItsWords() {
        JsonPath answer = said(TRUE + " [" + number("valve.txt") + "]");
        assertThat(answer.getString("answer")).isEqualTo(TRUE);
        assertThat(answer.getList("sentences.verdict")).containsExactly("supported");
        assertThat(answer.getString("citations[0].quote"))
                .isEqualTo("The zorbax valve was invented by Ada Quill in 1871 in Port Ellery.");
        assertThat(
                        given().get("/api/v1/answers/{id}", answer.getString("id"))
                                .jsonPath()
                                .getMap(""))
                .isEqualTo(answer.getMap(""));
    }

    @Test
    void changedSentencesAreNotSupported() {
        int n = number("valve.txt");
        for (String changed :
                List.of(
                        TRUE.replace("1871", "1878"),
                        TRUE.replace("Ada Quill", "Ada Brandt"),
                        TRUE.replace("was invented", "was not invented"))) {
            JsonPath answer = said(changed + " [" + n + "]");
            assertThat(answer.getList("sentences.verdict")).as(changed).doesNotContain("supported");
        }
    }

    @Test
    void wrongSourceIsMisattributed() {
        JsonPath answer = said(TRUE + " [" + number("mill.txt") + "]");
        assertThat(answer.getList("sentences.verdict")).containsExactly("misattributed");
    }

    @Test
    void inventedCitationNeverBecomesOne() {
        SAYS.set("I do not know.");
        ask(Map.of("collection", "notes", "question", QUESTION));
        int last = 0;
        while (ASKED.get().contains("[" + (last + 1) + "] ")) {
            last++;
        }
        assertThat(last).as("passages before the model").isPositive();
        for (int invented : new int[] {0, last + 1, 99}) {
            JsonPath answer = said(TRUE + " [" + invented + "]");
            assertThat(answer.getList("citations")).as("[%d]", invented).isEmpty();
            assertThat(answer.getList("sentences.verdict")).doesNotContain("supported");
            assertThat(answer.getString("answer")).isEqualTo(TRUE);
        }
    }

    @Test
    void withdrawnWordsAreNotSaidToTheModelAgain() {
        Corpus.collection("rents", "mill.txt", Corpus.MILL);
        String rent = "Owen Pell pays 80808 crowns a year for the mill.";
        String document = Corpus.searchable("rents", "rent.txt", rent);
        String conversation =
                json(Map.of("collection", "rents")).post("/api/v1/conversations").path("id");
        SAYS.set("Owen Pell pays 80808 crowns.");
        ask(Map.of("conversation_id", conversation, "question", "What does Owen Pell pay?"));
        String next = "How many weavers did the mill employ?";
        ask(Map.of("conversation_id", conversation, "question", next));
        assertThat(ASKED.get()).contains(next).contains("pays 80808 crowns.");
        given().delete("/api/v1/collections/rents/documents/{id}", document).then().statusCode(200);
        String last = "How many weavers did the Ellery mill employ?";
        ask(Map.of("conversation_id", conversation, "question", last));
        assertThat(ASKED.get()).contains(last).contains("312").doesNotContain("80808");
    }

    @Test
    void modelThatDoesNotKnowRefuses() {
        JsonPath answer = said("I don't know what the evidence says. [1]");
        assertThat(answer.getBoolean("refused")).isTrue();
        assertThat(answer.getString("reason")).isEqualTo("generator_declined");
        assertThat(answer.getString("answer")).doesNotContain("know");
        assertThat(answer.getList("citations")).isNotEmpty();
    }

    @Test
    void unsupportedSentencesAreOmittedWhereTheCollectionSaysSo() {
        int n = number("valve.txt");
        change("omit");
        String text = TRUE.replace("1871", "1950") + " [" + n + "] " + TRUE + " [" + n + "]";
        JsonPath answer = said(text);
        assertThat(answer.getString("answer")).isEqualTo(TRUE);
        JsonPath nothing = said(TRUE.replace("1871", "1950") + " [" + n + "]");
        assertThat(nothing.getString("reason")).isEqualTo("nothing_supported");
    }

    @Test
    void failingGeneratorIsA503ThatSaysWhenToComeBack() {
        for (String failure : List.of("500", "The zorbax valve break")) {
            SAYS.set(failure);
            json(Map.of("collection", "notes", "question", QUESTION))
                    .post("/api/v1/answers")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", org.hamcrest.Matchers.notNullValue());
        }
        given().get("/q/health/ready").then().statusCode(200);
        SAYS.set("The zorbax valve break");
        String events =
                given().contentType("application/json")
                        .accept("text/event-stream")
                        .body(Map.of("collection", "notes", "question", QUESTION))
                        .post("/api/v1/answers")
                        .asString();
        assertThat(events).contains("event:error").contains("generator_failed");
    }

    @Test
    void conversationIsPutBeforeTheModel() {
        int n = number("valve.txt");
        SAYS.set(TRUE + " [" + n + "]");
        String conversation =
                json(Map.of("collection", "notes")).post("/api/v1/conversations").path("id");
        ask(Map.of("conversation_id", conversation, "question", QUESTION));
        ask(Map.of("conversation_id", conversation, "question", "And in which year?"));
        assertThat(ASKED.get()).contains(QUESTION).contains("And in which year?").contains(TRUE);
    }

    @Test
    void wordsWithoutSupportGoWithAllThatTheModelHad() {
        Corpus.collection("secret", "pay.txt", "Alice Reed earns 90210 crowns a year at the mill.");
        String document =
                given().get("/api/v1/collections/secret/documents").path("documents[0].id");
        SAYS.set("Alice Reed earns 90210 crowns.");
        JsonPath answer =
                ask(Map.of("collection", "secret", "question", "What does Alice Reed earn?"));
        assertThat(answer.getString("answer")).contains("90210");
        assertThat(answer.getList("citations")).isEmpty();
        given().delete("/api/v1/collections/secret/documents/{id}?now=true", document)
                .then()
                .statusCode(200);
        String kept = given().get("/api/v1/answers/{id}", answer.getString("id")).asString();
        assertThat(kept).doesNotContain("90210").contains("no longer available");
    }

    @Test
    void wordsOfAFormerAnswerGoWhereverTheModelRepeatsThem() {
        String wages = "Bram Cole earns 70707 crowns a year at the quarry.";
        String document = Corpus.collection("wages", "pay.txt", wages);
        String conversation =
                json(Map.of("collection", "wages")).post("/api/v1/conversations").path("id");
        SAYS.set("Bram Cole earns 70707 crowns.");
        ask(Map.of("conversation_id", conversation, "question", "What does Bram Cole earn?"));
        JsonPath repeated =
                ask(
                        Map.of(
                                "conversation_id",
                                conversation,
                                "collections",
                                List.of("notes"),
                                "question",
                                QUESTION));
        assertThat(ASKED.get()).contains("70707").doesNotContain("quarry");
        assertThat(repeated.getString("answer")).contains("70707");
        given().delete("/api/v1/collections/wages/documents/{id}?now=true", document)
                .then()
                .statusCode(200);
        assertThat(given().get("/api/v1/answers/{id}", repeated.getString("id")).asString())
                .doesNotContain("70707")
                .contains("no longer available");
    }

    @Test
    void replaySaysWhichSentenceCitesOtherWords() {
        int valve = number("valve.txt");
        int mill = number("mill.txt");
        String other = "The Ellery mill employed 312 weavers in 1890.";
        JsonPath answer = said("%s [%d] %s [%d]".formatted(TRUE, valve, other, mill));
        assertThat(answer.getList("sentences.citations"))
                .isEqualTo(List.of(List.of(1), List.of(2)));

        SAYS.set("%s [%d] %s [%d][%d]".formatted(TRUE, valve, other, mill, valve));
        JsonPath replay =
                given().post("/api/v1/answers/{id}/replay", answer.getString("id")).jsonPath();
        assertThat(replay.getBoolean("same")).isFalse();
        assertThat(replay.getList("differences.what")).contains("citations of sentence 2");
        assertThat(replay.getList("differences.what"))
                .doesNotContain("citations of sentence 1", "sentence 1", "sentence 2");

        SAYS.set("%s [%d] %s [%d]".formatted(TRUE, valve, other.replace("312", "900"), mill));
        List<Map<String, Object>> changed =
                given().post("/api/v1/answers/{id}/replay", answer.getString("id"))
                        .jsonPath()
                        .getList("differences");
        assertThat(changed)
                .contains(
                        Map.of(
                                "stage",
                                "generation",
                                "what",
                                "sentence 2",
                                "then",
                                other,
                                "now",
                                other.replace("312", "900")))
                .contains(
                        Map.of(
                                "stage",
                                "verification",
                                "what",
                                "verdict on sentence 2",
                                "then",
                                "supported",
                                "now",
                                "unsupported"));

        SAYS.set("%s [%d] %s [%d]".formatted(TRUE, valve, other, mill));
        JsonPath again =
                given().post("/api/v1/answers/{id}/replay", answer.getString("id")).jsonPath();
        assertThat(again.getBoolean("same")).isTrue();
        assertThat(again.getList("differences")).isEmpty();
    }

    @Test
    void replayNamesThePromptAndTheModel() {
        JsonPath answer = said(TRUE + " [" + number("valve.txt") + "]");
        SAYS.set(TRUE + " [1] " + TRUE + " [2]");
        JsonPath replay =
                given().post("/api/v1/answers/{id}/replay", answer.getString("id")).jsonPath();
        assertThat(replay.getBoolean("same")).isFalse();
        assertThat(replay.getList("differences.stage")).contains("generation");
        JsonPath receipt =
                given().get("/api/v1/answers/{id}/receipt", answer.getString("id")).jsonPath();
        assertThat(receipt.getString("prompt_sha256")).matches("[0-9a-f]{64}");
        assertThat(receipt.getString("writer")).startsWith("model/scripted@");
        assertThat(receipt.getList("packed"))
                .hasSize(2)
                .hasSameElementsAs(receipt.getList("hits.passage_id"));
    }
}
