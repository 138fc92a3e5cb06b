package dev.plumbline.ingestion.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A list that still grows, with those within it. */
final class ListDraft {
    private static final Pattern OWN_MARK =
            Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3})*+[.)]|[a-zA-Z][.)]|[•·▪◦●○–-])\\s");

    final @Nullable ListDraft outer;
    final int tableDepth;
    final Deque<Integer> numbers = new ArrayDeque<>();
    final StringBuilder lines = new StringBuilder();
    @Nullable String marker;

    ListDraft(@Nullable ListDraft outer, int tableDepth) {
        this.outer = outer;
        this.tableDepth = tableDepth;
    }

    void item() {
        int number = numbers.isEmpty() ? 0 : numbers.pop();
        marker = number == 0 ? "- " : number + ". ";
        numbers.push(number == 0 ? 0 : number + 1);
    }

    /** The mark of the next line; none where the text brings its own. */
    private String marker(String content) {
        if (marker == null) {
            return "  ";
        }
        return OWN_MARK.matcher(content).lookingAt() ? "" : marker;
    }

    void add(String content) {
        String indent = "  ".repeat(Math.max(0, Math.min(numbers.size(), 20) - 1));
        if (!lines.isEmpty()) {
            lines.append('\n');
        }
        lines.append(indent).append(marker(content));
        lines.append(content.replace("\n", "\n" + indent + "  "));
        marker = null;
    }
}
