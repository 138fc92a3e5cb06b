package dev.plumbline.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A key, of which only the hash is kept. */
@Entity
@Table(name = "api_keys")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class ApiKey {
    @Id String id;
    String hash;
    String tenant;
    String subject;

    @Column(name = "member_of")
    String groups;

    @Column(name = "act_as")
    boolean actAs;

    @Column(name = "administrator")
    boolean admin;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "revoked_at")
    @Nullable Long revokedAt;
}
