package dev.plumbline.projection;

import dev.plumbline.index.entry.DocumentEntry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What log entries publish, read from artifacts. */
public interface Content {
    /**
     * What of these entries still counts.
     *
     * @return by seq the published content; an entry whose document was deleted since, or whose
     *     content a later publication replaces, is absent
     */
    Map<Long, Published> published(List<LogEntry> publications);

    /**
     * The content of one publication.
     *
     * @param vectors one per passage, null for one that has none; null while they are pending
     */
    record Published(DocumentEntry document, @Nullable List<float @Nullable []> vectors) {}
}
