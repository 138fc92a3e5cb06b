package dev.plumbline.documents;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.chunk.Passage;
import dev.plumbline.ingestion.parse.Block;
import dev.plumbline.ingestion.parse.ParsedDocument;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Home;
import dev.plumbline.storage.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts documents with all their artifacts, vectors too, into a home that no service has open: for
 * measuring large collections without hours of embedding. What a service finds there is what it
 * would have made itself; the index follows from the log when the service starts.
 */
public final class Stock {
    private static final String TENANT = "default";
    private static final String COLLECTION = "00000000000000000000000000";
    private static final int READER_SET = 1;
    private static final String GAP = "\n\n";

    private final BlobStore store;
    private final Path temporary;
    private final Connection database;
    private long seq;

    private Stock(Home home, Connection database, long seq) {
        this.store = new BlobStore(home);
        this.temporary = home.temporary();
        this.database = database;
        this.seq = seq;
    }

    /**
     * Opens an empty home, whose database has its schema. Everything becomes one transaction, which
     * {@link #finish} commits.
     *
     * @throws IllegalStateException where the home already has documents
     */
    public static Stock open(Home home, Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet tenant =
                        statement.executeQuery(
                                "select seq, reader_sets from tenants where name = 'default'")) {
            if (!tenant.next() || tenant.getLong(1) > 0 || tenant.getInt(2) > 0) {
                throw new IllegalStateException(
                        "The home " + home.path() + " has documents already.");
            }
        }
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            statement.executeUpdate(
                    "insert into reader_sets (tenant, number, readers) values ('default', 1, '[\"user:owner\"]')");
        }
        return new Stock(home, database, 0);
    }

    /**
     * Adds a document.
     *
     * @param passages the paragraphs that its text is made of, each a passage
     * @param vectors one per passage
     */
    public void add(String name, String title, List<String> passages, List<float[]> vectors)
            throws IOException, SQLException {
        CanonicalText text = CanonicalText.of(String.join(GAP, passages));
        List<Passage> cut = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        for (String passage : passages) {
            int end = start + passage.codePointCount(0, passage.length());
            cut.add(new Passage(cut.size(), start, end, null, List.of(), cut.size()));
            blocks.add(new Block(Block.Kind.PARAGRAPH, 0, start, end, null));
            start = end + GAP.length();
        }
        ParsedDocument parsed =
                new ParsedDocument(text, title, "text/plain", 0, blocks, List.of(), Map.of());
        Path file = Files.createTempFile(temporary, "stock", ".part");
        Files.writeString(file, text.text(), StandardCharsets.UTF_8);
        String sha256 = store.adopt(file).sha256();
        Revision revision = new Revision();
        revision.key = new Revision.Key(Ids.next(), 1);
        revision.sha256 = sha256;
        revision.bytes = text.text().getBytes(StandardCharsets.UTF_8).length;
        revision.title = title;
        revision.textSha256 = text.sha256();
        revision.parsedKey = BlobStore.key(Parsing.PARSED, sha256, "stock");
        revision.passagesKey = BlobStore.key(Passages.KIND, revision.parsedKey, "stock");
        revision.vectorsKey = BlobStore.key(PassageVectors.KIND, revision.passagesKey, "stock");
        revision.passages = cut.size();
        new Texts(store).write(text);
        store.writeArtifact(Parsing.PARSED, revision.parsedKey, parsed::write);
        new Passages("en", cut).write(store, revision.passagesKey);
        new PassageVectors(new ArrayList<>(vectors)).write(store, revision.vectorsKey);
        insert(name, revision);
    }

    private void insert(String name, Revision revision) throws SQLException {
        seq++;
        String id = revision.key.documentId();
        long now = System.currentTimeMillis();
        execute(
                "insert into documents (id, tenant, collection_id, owner, name, name_key, attributes, reader_set, revision, created_at, updated_at) values (?, ?, ?, 'owner', ?, ?, '{}', ?, 1, ?, ?)",
                List.of(id, TENANT, COLLECTION, name, BlobStore.key(name), READER_SET, now, now));
        execute(
                "insert into revisions (document_id, number, sha256, bytes, declared_type, title, media_type, language, text_sha256, parsed_key, passages_key, vectors_key, pages, passages, text_seq, vectors_seq, attempts, interrupted, created_at) values (?, 1, ?, ?, 'text/plain', ?, 'text/plain', 'en', ?, ?, ?, ?, 0, ?, ?, ?, 0, 0, ?)",
                List.of(
                        id,
                        revision.sha256,
                        revision.bytes,
                        String.valueOf(revision.title),
                        String.valueOf(revision.textSha256),
                        String.valueOf(revision.parsedKey),
                        String.valueOf(revision.passagesKey),
                        String.valueOf(revision.vectorsKey),
                        revision.passages,
                        seq,
                        seq,
                        now));
        execute(
                "insert into document_texts (document_id, text_sha256, revision) values (?, ?, 1)",
                List.of(id, String.valueOf(revision.textSha256)));
        execute(
                "insert into log_entries (tenant, seq, kind, document_id, revision, reader_set, attributes, created_at) values (?, ?, 'VECTORS', ?, 1, ?, '{}', ?)",
                List.of(TENANT, seq, id, READER_SET, now));
    }

    /** Commits all that was added. */
    public void finish() throws SQLException {
        execute(
                "update tenants set seq = ?, reader_sets = ? where name = ?",
                List.of(seq, READER_SET, TENANT));
        database.commit();
    }

    private void execute(String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.executeUpdate();
        }
    }
}
