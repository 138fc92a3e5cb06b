package dev.plumbline.ingestion.chunk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headings above a place of a document, and what they and the title cost in tokens. */
final class HeadingPath {
    private record Entry(int level, String text, int tokens) {}

    private final @Nullable String title;
    private final int titleTokens;
    private final List<Entry> entries = new ArrayList<>();

    HeadingPath(@Nullable String title, TokenCounter counter) {
        this.title = title == null ? null : title.strip();
        this.titleTokens = title == null ? 0 : counter.tokens(title) + 1;
    }

    void enter(int level, String heading, int tokens) {
        while (!entries.isEmpty() && entries.getLast().level() >= level) {
            entries.removeLast();
        }
        entries.add(new Entry(level, heading, tokens + 1));
    }

    /** Level of the innermost heading; 0 where there is none. */
    int level() {
        return entries.isEmpty() ? 0 : entries.getLast().level();
    }

    /** Outermost first; a heading that repeats the title is left out. */
    List<String> headings() {
        return entries.stream().map(Entry::text).filter(text -> !text.equals(title)).toList();
    }

    /** What stands in front of each passage, in tokens. */
    int tokens() {
        return titleTokens
                + entries.stream()
                        .filter(entry -> !entry.text().equals(title))
                        .mapToInt(Entry::tokens)
                        .sum();
    }
}
