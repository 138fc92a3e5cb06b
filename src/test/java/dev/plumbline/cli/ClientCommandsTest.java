package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a running service, as they are typed. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class ClientCommandsTest {
    private static final String QUESTION = "Who invented the zorbax valve?";

    @TempDir private Path folder = Path.of("");

    private static Ended run(String... arguments) {
        String[] url = {"--url", "http://127.0.0.1:" + RestAssured.port};
        return Ended.run(
                Stream.concat(Arrays.stream(arguments), Arrays.stream(url)).toArray(String[]::new));
    }

    private static JsonNode json(Ended ended) throws IOException {
        assertThat(ended.code()).as(ended.told()).isZero();
        return new JsonMapper().readTree(ended.printed());
    }

    private Ended ingested(String collection) throws IOException {
        Files.createDirectories(folder.resolve("old"));
        Files.writeString(folder.resolve("valve.txt"), Corpus.VALVE);
        Files.writeString(folder.resolve("old/mill.md"), "# The mill\n\n" + Corpus.MILL);
        return run("ingest", folder.toString(), "--collection", collection, "--wait");
    }

    @Test
    void folderIsSentAskedSearchedListedAndDeletedFrom() throws IOException {
        Ended sent = ingested("typed");
        assertThat(sent.code()).as(sent.told()).isZero();
        assertThat(sent.printed()).isEqualTo("created: 2" + System.lineSeparator());
        assertThat(sent.told()).contains("sent 2 of 2 files").contains("0 of 2 documents");
        assertThat(ingested("typed").printed()).startsWith("unchanged: 2");

        Ended asked = run("ask", QUESTION, "--collection", "typed");
        assertThat(asked.code()).isZero();
        assertThat(asked.printed()).contains("Ada Quill").contains("[1] valve.txt: \"");
        JsonNode answer = json(run("ask", QUESTION, "--collection", "typed", "--json"));
        assertThat(answer.path("citations").path(0).path("quote").asText()).contains("Ada Quill");

        assertThat(run("search", "weavers", "--collection", "typed").printed())
                .contains("The mill: ")
                .contains("312 weavers");
        JsonNode hits =
                json(run("search", "weavers", "--collection", "typed", "--k", "1", "--json"));
        assertThat(hits.path("hits")).hasSize(1);

        JsonNode listed = json(run("documents", "list", "--collection", "typed", "--json"));
        assertThat(listed.findValuesAsText("name"))
                .containsExactlyInAnyOrder("valve.txt", "old/mill.md");
        String id = listed.path("documents").path(0).path("id").asText();
        assertThat(run("documents", "show", id, "--collection", "typed").printed()).contains(id);
        assertThat(run("documents", "delete", id, "--now", "--collection", "typed").code())
                .isZero();
        assertThat(run("documents", "list", "--collection", "typed").printed().lines()).hasSize(1);
    }

    @Test
    void refusalIsAnAnswerToo() throws IOException {
        assertThat(ingested("typed-refused").code()).isZero();
        Ended refused =
                run("ask", "Which enzyme breaks down lactose?", "--collection", "typed-refused");
        assertThat(refused.code()).isZero();
        assertThat(refused.printed()).startsWith("The documents do not answer this question.");
    }

    @Test
    void whatIsNotTakenIsNamedOnceAndEndsWithOne() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pdf"));
        Ended refused = run("ingest", empty.toString(), "--collection", "typed-empty");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.printed())
                .isEqualTo("failed: empty.pdf: The file is empty." + System.lineSeparator());
    }

    @Test
    void whatFailsLaterEndsWithOneForWhoWaits() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.pdf"), "%PDF-1.7 and no more");
        Ended taken = run("ingest", broken.toString(), "--collection", "typed-broken");
        assertThat(taken.code()).isZero();
        Ended waited = run("ingest", broken.toString(), "--collection", "typed-broken", "--wait");
        assertThat(waited.code()).isEqualTo(1);
        assertThat(waited.printed()).contains("failed: broken.pdf: FAILED, ");
    }

    @Test
    void indexIsBuiltAnew() throws IOException {
        assertThat(ingested("typed-rebuilt").code()).isZero();
        Ended rebuilt = run("reindex", "--collection", "typed-rebuilt");
        assertThat(rebuilt.code()).as(rebuilt.told()).isZero();
        assertThat(rebuilt.printed()).contains("The new index serves.");
        assertThat(json(run("reindex", "--json")).path("state").asText()).isEqualTo("done");
    }

    @Test
    void badInputIsASentenceAndACode() {
        Ended unknown = run("search", "x", "--collection", "nope");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.told()).startsWith("plumbline: There is no collection nope.");
        Ended absent = run("ingest", folder.resolve("absent").toString());
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.told()).contains("There is no file or folder");
        Ended nobody = Ended.run("ask", "x", "--url", "http://127.0.0.1:1");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.told()).contains("No service answers at http://127.0.0.1:1");
    }
}
