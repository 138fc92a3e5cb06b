package dev.plumbline.conversations;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.storage.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation of one principal. */
@Entity
@Table(name = "conversations")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class ConversationRow {
    @Id String id;
    String tenant;
    String owner;
    @Nullable String title;

    /** Names, a JSON list. */
    String collections;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    Conversation value() {
        return new Conversation(
                id,
                title,
                Json.read(collections, new TypeReference<List<String>>() {}),
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(updatedAt));
    }
}
