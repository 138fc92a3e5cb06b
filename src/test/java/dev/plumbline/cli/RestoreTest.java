package dev.plumbline.cli;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that starts on a backup has all that the home had. */
@QuarkusTest
@QuarkusTestResource(value = RestoredHome.class, restrictToAnnotatedClass = true)
final class RestoreTest {
    @Test
    void restoredHomeAnswersAndAgrees() {
        JsonPath documents = given().get("/api/v1/collections/default/documents").jsonPath();
        assertThat(documents.getList("documents.status")).containsExactly("SEARCHABLE");
        assertThat(documents.getList("documents.vectors")).containsExactly("ready");
        JsonPath answer =
                Corpus.ask(Map.of("question", "When was the lamp of the Skerry lighthouse lit?"));
        assertThat(answer.getString("citations[0].quote")).contains("1844");
        String job = given().post("/api/v1/audit").then().statusCode(202).extract().path("job");
        JsonPath audit = Waiting.job(job);
        assertThat(audit.getBoolean("report.agree")).isTrue();
        assertThat(audit.getInt("report.index.documents")).isEqualTo(1);
    }
}
