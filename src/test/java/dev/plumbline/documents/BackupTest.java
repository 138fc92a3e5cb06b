package dev.plumbline.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import dev.plumbline.storage.Home;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy is whole whatever happens while it is made. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class BackupTest {
    private static final String DOCUMENTS = "/api/v1/collections/hot/documents";

    @Inject Home home;

    @Test
    void copyIsWholeWhileDocumentsComeAndGo(@TempDir Path folder) throws Exception {
        String kept = Corpus.collection("hot", "kept.txt", Corpus.VALVE);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> changes =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; !ended.get(); i++) {
                                change(i);
                            }
                        });
        try {
            for (int i = 0; i < 4; i++) {
                Backup.Made made = Backup.make(home, folder.resolve("copy"), line -> {});
                assertThat(made.lost()).isEmpty();
                requireWhole(folder.resolve("copy"), kept);
            }
        } finally {
            ended.set(true);
            changes.join();
        }
        String gone = Corpus.searchable("hot", "gone.txt", Corpus.MILL);
        Backup.make(home, folder.resolve("copy"), line -> {});
        assertThat(files(folder.resolve("copy"))).anyMatch(file -> holds(file, "weavers"));
        given().delete(DOCUMENTS + "/{id}?now=true", gone).then().statusCode(200);
        Backup.make(home, folder.resolve("copy"), line -> {});
        assertThat(files(folder.resolve("copy"))).noneMatch(file -> holds(file, "weavers"));
    }

    private static void change(int number) {
        String id =
                given().multiPart(
                                "file",
                                "moving-" + number + ".txt",
                                ("Document number " + number + ".")
                                        .getBytes(StandardCharsets.UTF_8),
                                "text/plain")
                        .post(DOCUMENTS)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("documents[0].id");
        if (number % 2 == 0) {
            given().delete(DOCUMENTS + "/{id}?now=true", id).then().statusCode(200);
        }
    }

    /** Every original that the copy's database names is there with its hash. */
    private static void requireWhole(Path copy, String kept) throws Exception {
        List<String> ids = new ArrayList<>();
        try (Connection database =
                        DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("plumbline.db"));
                Statement statement = database.createStatement()) {
            try (ResultSet check = statement.executeQuery("pragma integrity_check")) {
                assertThat(check.getString(1)).isEqualTo("ok");
            }
            try (ResultSet rows =
                    statement.executeQuery(
                            "select document_id, sha256, passages_key from revisions")) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                    String sha256 = rows.getString(2);
                    byte[] bytes =
                            Files.readAllBytes(
                                    copy.resolve("blobs")
                                            .resolve(sha256.substring(0, 2))
                                            .resolve(sha256));
                    assertThat(
                                    HexFormat.of()
                                            .formatHex(
                                                    MessageDigest.getInstance("SHA-256")
                                                            .digest(bytes)))
                            .isEqualTo(sha256);
                    String key = rows.getString(3);
                    if (key != null) {
                        assertThat(
                                        copy.resolve(
                                                "artifacts/passages/"
                                                        + key.substring(0, 2)
                                                        + "/"
                                                        + key))
                                .exists();
                    }
                }
            }
        }
        assertThat(ids).contains(kept);
    }

    private static List<Path> files(Path folder) throws Exception {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean holds(Path file, String word) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
