package dev.plumbline.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import dev.plumbline.Waiting;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Home;
import dev.plumbline.storage.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a kill before the commit left is removed; what anybody refers to stays. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class OrphansTest {
    @Inject Orphans orphans;
    @Inject BlobStore store;
    @Inject Database database;
    @Inject Home home;
    @Inject Tasks tasks;

    @Test
    void whatNothingRefersToIsRemoved() throws IOException {
        Corpus.collection("kept", "valve.txt", Corpus.VALVE);
        String orphan = store.adopt(file("left by a kill")).sha256();
        String key = BlobStore.key("left", "too");
        store.writeArtifact(PassageVectors.KIND, key, out -> out.write(1));
        assertThat(orphans.sweep()).isEqualTo(2);
        assertThat(store.artifact(PassageVectors.KIND, key)).isNull();
        assertThat(there(orphan)).isFalse();
        assertThat(orphans.sweep()).isZero();
        for (Revision revision :
                database.read(
                        s ->
                                s.createSelectionQuery(
                                                "from Revision r where r.textSeq is not null",
                                                Revision.class)
                                        .getResultList())) {
            assertThat(there(revision.sha256)).isTrue();
            assertThat(store.artifact(Texts.KIND, String.valueOf(revision.textSha256))).isNotNull();
            assertThat(store.artifact(Parsing.PARSED, String.valueOf(revision.parsedKey)))
                    .isNotNull();
            assertThat(store.artifact(Passages.KIND, String.valueOf(revision.passagesKey)))
                    .isNotNull();
            assertThat(store.artifact(PassageVectors.KIND, String.valueOf(revision.vectorsKey)))
                    .isNotNull();
        }
    }

    @Test
    void bytesThatAnUploadUsesAgainStay() throws Exception {
        Path again = file("stored twice");
        String sha256 = store.adopt(file("stored twice")).sha256();
        CompletableFuture<Integer> sweep = new CompletableFuture<>();
        store.referring(
                () -> {
                    // The file is there already; no row refers to it yet.
                    store.adopt(again);
                    Thread.ofPlatform().start(() -> sweep.complete(orphans.sweep()));
                    pause();
                    database.run(entities -> document(sha256, entities::persist));
                    return true;
                });
        sweep.get(30, TimeUnit.SECONDS);
        assertThat(there(sha256)).isTrue();
    }

    @Test
    void taskThatAKilledServiceWasAtIsTakenUpAtOnceAndCounted() {
        String id = Corpus.collection("cut", "mill.txt", Corpus.MILL);
        String task = id + "/1";
        database.run(
                entities -> {
                    tasks.parse(id, 1);
                    assertThat(
                                    entities.createNativeQuery(
                                                    "update parse_tasks set picked = true, picked_by = 'killed' where task_instance = :task")
                                            .setParameter("task", task)
                                            .executeUpdate())
                            .isEqualTo(1);
                });
        tasks.release();
        // What a living service picks has a heartbeat.
        assertThat(count(task, " and picked = true and last_heartbeat is null")).isZero();
        Waiting.until("end of the task", () -> count(task, ""), count -> count == 0);
        assertThat(database.read(s -> s.find(Revision.class, new Revision.Key(id, 1))).interrupted)
                .isEqualTo(1);
    }

    private long count(String task, String more) {
        return database.read(
                session ->
                        session.createNativeQuery(
                                        "select count(*) from parse_tasks where task_instance = :task"
                                                + more,
                                        Long.class)
                                .setParameter("task", task)
                                .getSingleResult());
    }

    /** Keeps a document whose revision has these bytes. */
    private static void document(String sha256, java.util.function.Consumer<Object> keep) {
        Document document = new Document();
        document.id = Ids.next();
        document.tenant = "default";
        document.collectionId = "00000000000000000000000000";
        document.owner = "owner";
        document.name = "again";
        document.nameKey = BlobStore.key(document.id);
        document.attributes = "{}";
        document.readerSet = 1;
        document.revision = 1;
        Revision revision = new Revision();
        revision.key = new Revision.Key(document.id, 1);
        revision.sha256 = sha256;
        revision.outcome = "FAILED";
        revision.reasonCode = "no_text";
        keep.accept(document);
        keep.accept(revision);
    }

    /** Gives the sweep the time to find the file and to wait for the store. */
    private static void pause() {
        try {
            Thread.sleep(700);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(home.temporary(), "orphan", ".txt"), text);
    }

    private boolean there(String sha256) {
        try {
            return Files.exists(store.file(sha256));
        } catch (IOException e) {
            return false;
        }
    }
}
