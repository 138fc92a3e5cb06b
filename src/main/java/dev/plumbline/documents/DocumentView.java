package dev.plumbline.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document as clients see it. */
record DocumentView(
        String id,
        int revision,
        @Nullable Integer searchableRevision,
        String name,
        String title,
        @Nullable String url,
        String owner,
        JsonNode attributes,
        @Nullable String mediaType,
        long bytes,
        String sha256,
        @Nullable String textSha256,
        @Nullable String language,
        int pages,
        int passages,
        List<String> readers,
        Status status,
        String vectors,
        @Nullable Reason reason,
        Instant created,
        Instant updated) {}
