package dev.plumbline.collections;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.storage.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A collection's row. */
@Entity
@Table(name = "collections")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class DocumentCollection {
    @Id String id;
    String tenant;
    String name;
    @Nullable String description;
    String creator;

    /** JSON list of default readers; null: the owner alone. */
    @Nullable String readers;

    String unsupported;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    Collection value() {
        Optional<List<String>> defaults =
                Optional.ofNullable(readers)
                        .map(json -> Json.read(json, new TypeReference<List<String>>() {}));
        return new Collection(
                id,
                tenant,
                name,
                Optional.ofNullable(description),
                creator,
                defaults,
                unsupported.equals("omit"),
                createdAt,
                updatedAt);
    }
}
