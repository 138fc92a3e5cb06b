package dev.plumbline.answers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import dev.plumbline.storage.Home;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers go when they are deleted, alone or with their conversation; long ones come by page. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class RetentionTest {
    private static final String CONVERSATION = "/api/v1/conversations/{id}";

    @Inject Home home;

    @Test
    void deletedAnswerIsGoneWithItsReceipt() throws SQLException {
        Corpus.collection("alone", "valve.txt", Corpus.VALVE);
        String id = ask("alone", null, "Who invented the zorbax valve?");
        given().delete("/api/v1/answers/{id}", id).then().statusCode(204);
        given().get("/api/v1/answers/{id}", id).then().statusCode(404);
        given().get("/api/v1/answers/{id}/receipt", id).then().statusCode(404);
        given().delete("/api/v1/answers/{id}", id).then().statusCode(404);
        assertThat(rows(id)).isZero();
    }

    @Test
    void conversationComesByPage() {
        Corpus.collection("paged", "valve.txt", Corpus.VALVE);
        String conversation = conversation("paged");
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(
                    ask("paged", conversation, "Who invented the zorbax valve, number " + i + "?"));
        }
        JsonPath last = given().get(CONVERSATION + "?limit=2", conversation).jsonPath();
        assertThat(answers(last)).containsExactly(asked.get(3), asked.get(4));
        assertThat(last.getString("earlier")).isEqualTo(asked.get(3));
        JsonPath middle = page(conversation, 2, asked.get(3));
        assertThat(answers(middle)).containsExactly(asked.get(1), asked.get(2));
        JsonPath first = page(conversation, 2, middle.getString("earlier"));
        assertThat(answers(first)).containsExactly(asked.get(0));
        assertThat(first.getString("earlier")).isNull();
        given().get(CONVERSATION + "?limit=0", conversation).then().statusCode(400);
    }

    @Test
    void deletedAnswerLeavesItsConversation() throws SQLException {
        Corpus.collection("left", "valve.txt", Corpus.VALVE);
        String conversation = conversation("left");
        String first = ask("left", conversation, "Who invented the zorbax valve?");
        String second = ask("left", conversation, "When was it replaced?");
        given().delete("/api/v1/answers/{id}", first).then().statusCode(204);
        assertThat(answers(given().get(CONVERSATION, conversation).jsonPath()))
                .containsExactly(second);
        given().delete(CONVERSATION, conversation).then().statusCode(204);
        given().get("/api/v1/answers/{id}", second).then().statusCode(404);
        assertThat(rows(second)).isZero();
    }

    private static JsonPath page(String conversation, int limit, String before) {
        return given().get(CONVERSATION + "?limit=" + limit + "&before=" + before, conversation)
                .jsonPath();
    }

    private static List<String> answers(JsonPath conversation) {
        return conversation.<String>getList("messages.answer_id").stream()
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static String conversation(String collection) {
        return Corpus.json(Map.of("collection", collection))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String ask(
            String collection,
            @org.jspecify.annotations.Nullable String conversation,
            String question) {
        return Corpus.ask(
                        conversation == null
                                ? Map.of("collection", collection, "question", question)
                                : Map.of("conversation_id", conversation, "question", question))
                .getString("id");
    }

    /** What the database itself has of an answer. */
    private long rows(String id) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + home.database());
                Statement statement = database.createStatement();
                ResultSet count =
                        statement.executeQuery(
                                "select (select count(*) from answers where id = '"
                                        + id
                                        + "') + (select count(*) from answer_documents where answer_id = '"
                                        + id
                                        + "')")) {
            return count.getLong(1);
        }
    }
}
