package dev.plumbline.ingestion.chunk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headings above a place of a document, and what they and the title cost in tokens. */
final class HeadingPath {
    private record Entry(int level, String text, int tokens) {}

    private final @Nullable String title;
    private final int titleTokens;
    private final int tokensMax;
    private final TokenCounter counter;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * An empty path.
     *
     * @param tokensMax most tokens of title and headings; what is over it is left out, outermost
     *     headings first
     */
    HeadingPath(@Nullable String title, int tokensMax, TokenCounter counter) {
        this.title = title == null ? null : title.strip();
        this.titleTokens = title == null ? 0 : counter.tokens(title) + 1;
        this.tokensMax = tokensMax;
        this.counter = counter;
    }

    void enter(int level, String heading) {
        while (!entries.isEmpty() && entries.getLast().level() >= level) {
            entries.removeLast();
        }
        entries.add(new Entry(level, heading, counter.tokens(heading) + 1));
    }

    /** Level of the innermost heading; 0 where there is none. */
    int level() {
        return entries.isEmpty() ? 0 : entries.getLast().level();
    }

    /** Outermost first; a heading that repeats the title is left out. */
    List<String> headings() {
        return shown().stream().map(Entry::text).toList();
    }

    /** What stands in front of each passage, in tokens. */
    int tokens() {
        return titleTokens + shown().stream().mapToInt(Entry::tokens).sum();
    }

    private List<Entry> shown() {
        int room = tokensMax - titleTokens;
        int first = entries.size();
        while (first > 0 && entries.get(first - 1).tokens() <= room) {
            first--;
            room -= entries.get(first).text().equals(title) ? 0 : entries.get(first).tokens();
        }
        return entries.subList(first, entries.size()).stream()
                .filter(entry -> !entry.text().equals(title))
                .toList();
    }
}
