package dev.plumbline.ingestion.chunk;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import dev.plumbline.ingestion.parse.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts blocks that are over a budget: prose at sentence ends, all else at line ends, and what is
 * still too long at spaces. Counts each character a small constant number of times.
 */
final class BlockCutter {
    /** A row with more characters a token than this is over any budget; it may have millions. */
    private static final int TOKEN_CHARACTERS_MAX = 32;

    private final CanonicalText text;
    private final TokenCounter counter;

    BlockCutter(CanonicalText text, TokenCounter counter) {
        this.text = text;
        this.counter = counter;
    }

    /** A whole block as a piece; null where it is white. */
    @Nullable Piece whole(Block block) {
        return piece(text.utf16(block.start()), text.utf16(block.end()), block.page());
    }

    /** Pieces of about equal size within the budget that cover {@code whole}. */
    List<Piece> cut(Piece whole, Block.Kind kind, int budget) {
        if (whole.tokens() <= budget) {
            return List.of(whole);
        }
        var parts = new ArrayList<Piece>();
        for (Span span : units(whole, kind)) {
            Piece unit = piece(text.utf16(span.start()), text.utf16(span.end()), whole.page());
            if (unit != null) {
                shorten(unit, budget, parts);
            }
        }
        int count = Math.ceilDiv(whole.tokens(), budget);
        return packed(parts, Math.ceilDiv(whole.tokens(), count), budget);
    }

    /**
     * The first row of a table where it looks like the names of columns: cells of words, and few
     * tokens; else null.
     */
    @Nullable Piece header(Piece table, int tokensMax) {
        int from = text.utf16(table.start());
        int newline = text.text().indexOf('\n', from);
        if (newline < 0
                || newline >= text.utf16(table.end())
                || newline - from > (long) tokensMax * TOKEN_CHARACTERS_MAX) {
            return null;
        }
        String[] cells = text.text().substring(from, newline).split(" \\| ", -1);
        boolean named =
                cells.length > 1
                        && Arrays.stream(cells)
                                .allMatch(
                                        cell ->
                                                cell.isBlank()
                                                        || cell.codePoints()
                                                                .anyMatch(Character::isLetter));
        Piece row = piece(from, newline, table.page());
        return named && row != null && row.tokens() <= tokensMax ? row : null;
    }

    private List<Span> units(Piece whole, Block.Kind kind) {
        return switch (kind) {
            case TABLE, CODE, LIST -> lines(whole);
            case PARAGRAPH, CAPTION, HEADING, MARGIN ->
                    Sentences.split(text, whole.start(), whole.end(), "und");
        };
    }

    private List<Span> lines(Piece whole) {
        var lines = new ArrayList<Span>();
        int end = text.utf16(whole.end());
        int from = text.utf16(whole.start());
        while (from < end) {
            int newline = text.text().indexOf('\n', from);
            int to = newline < 0 || newline > end ? end : newline;
            lines.add(new Span(text.codePoint(from), text.codePoint(to)));
            from = to + 1;
        }
        return lines;
    }

    /** Packs neighbours up to the target and never beyond the budget. */
    private static List<Piece> packed(List<Piece> parts, int target, int budget) {
        var packed = new ArrayList<Piece>();
        Piece open = parts.getFirst();
        for (Piece part : parts.subList(1, parts.size())) {
            if (open.tokens() < target && open.joined(part) <= budget) {
                open = open.with(part);
            } else {
                packed.add(open);
                open = part;
            }
        }
        packed.add(open);
        return packed;
    }

    /** Halves a piece near a space until it fits; a single character is kept whatever it counts. */
    private void shorten(Piece piece, int budget, List<Piece> into) {
        if (piece.tokens() <= budget || piece.end() - piece.start() < 2) {
            into.add(piece);
            return;
        }
        int count = Math.max(2, Math.ceilDiv(piece.tokens(), budget));
        int step = Math.max(1, (piece.end() - piece.start()) / count);
        int from = text.utf16(piece.start());
        int end = text.utf16(piece.end());
        while (from < end) {
            int limit = Math.min(piece.end(), text.codePoint(from) + step);
            int to = limit == piece.end() ? end : spaceBefore(from, text.utf16(limit));
            Piece part = piece(from, to, piece.page());
            if (part != null) {
                shorten(part, budget, into);
            }
            from = to;
        }
    }

    /** The last space in the second half of the range, or its end. */
    private int spaceBefore(int from, int to) {
        for (int at = to; at > from + (to - from) / 2; at--) {
            if (Spaces.isSpace(text.text().charAt(at))) {
                return at;
            }
        }
        return to;
    }

    private @Nullable Piece piece(int from, int to, @Nullable Integer page) {
        int low = Spaces.skip(text.text(), from, to);
        int high = Spaces.trim(text.text(), low, to);
        if (low == high) {
            return null;
        }
        int tokens = counter.tokens(text.text().substring(low, high));
        return new Piece(text.codePoint(low), text.codePoint(high), tokens, page);
    }
}
