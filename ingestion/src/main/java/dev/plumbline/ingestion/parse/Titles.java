package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a document's own title: what its format says, unless a program put a file name there, else
 * its first heading.
 */
final class Titles {
    private static final int LENGTH_MAX = 300;
    private static final Pattern NO_TITLE =
            Pattern.compile(
                    "(?i)(?:microsoft (?:word|powerpoint|excel) - .*|untitled.*|.*\\.(?:docx?|pptx?|xlsx?|odt|tex|dvi|indd|qxd|rtf|txt|pdf|ps)|(?:powerpoint )?presentation|document\\d*|slide \\d+|title)");

    private Titles() {}

    static @Nullable String of(@Nullable String given, CanonicalText text, List<Block> blocks) {
        String title =
                given == null
                        ? ""
                        : CanonicalText.normalised(given).text().replaceAll("\\s+", " ").strip();
        if (!title.isEmpty()
                && title.length() <= LENGTH_MAX
                && !NO_TITLE.matcher(title).matches()) {
            return title;
        }
        for (Block block : blocks.subList(0, Math.min(3, blocks.size()))) {
            if (block.kind() == Block.Kind.HEADING
                    && block.level() == 1
                    && block.end() - block.start() <= LENGTH_MAX) {
                return text.slice(block.start(), block.end()).replaceAll("\\s+", " ").strip();
            }
        }
        return null;
    }
}
