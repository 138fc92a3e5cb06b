package dev.plumbline.collections;

import java.util.List;
import java.util.Optional;

/**
 * A collection of a tenant.
 *
 * @param readers who reads a document whose upload names nobody, besides its owner; empty: the
 *     owner alone
 * @param omitsUnsupported whether an answer's sentence is left out where it is not supported
 * @param createdAt milliseconds since 1970 UTC, as all times here
 */
public record Collection(
        String id,
        String tenant,
        String name,
        Optional<String> description,
        String creator,
        Optional<List<String>> readers,
        boolean omitsUnsupported,
        long createdAt,
        long updatedAt) {}
