package dev.plumbline.ingestion.chunk;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.parse.Block;
import dev.plumbline.ingestion.parse.ParsedDocument;
import dev.plumbline.ingestion.parse.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cutting of one document, section by section. */
final class Cutting {
    private final ParsedDocument document;
    private final CanonicalText text;
    private final ChunkSettings settings;
    private final BlockCutter cutter;
    private final HeadingPath path;
    private final List<Passage> passages = new ArrayList<>();
    private Section section;

    /** Words before this index end before the passages yet to come. */
    private int word;

    Cutting(ParsedDocument document, TokenCounter counter, ChunkSettings settings) {
        this.document = document;
        this.text = document.text();
        this.settings = settings;
        this.cutter = new BlockCutter(text, counter);
        this.path = new HeadingPath(document.title(), settings.tokensMax() / 2, counter);
        this.section = section(null);
    }

    List<Passage> passages() {
        List<Block> blocks = Blocks.covering(document);
        boolean bare = blocks.stream().allMatch(block -> block.kind() == Block.Kind.MARGIN);
        for (Block block : blocks) {
            Piece whole = cutter.whole(block);
            if (whole == null) {
                continue;
            }
            if (block.kind() == Block.Kind.MARGIN && !bare) {
                section.seal();
            } else if (block.kind() == Block.Kind.HEADING) {
                heading(block, whole);
            } else {
                body(block, whole);
            }
        }
        close();
        return List.copyOf(passages);
    }

    /** Starts a section; headings right above a deeper one go with it. */
    private void heading(Block block, Piece whole) {
        Piece above = block.level() > path.level() ? section.leadAlone() : null;
        if (above == null) {
            close();
        }
        String line = text.slice(whole.start(), whole.end()).replaceAll("\\s+", " ");
        path.enter(block.level(), line);
        Piece lead = above == null ? whole : above.with(whole);
        if (lead.tokens() <= budget()) {
            section = section(lead);
            return;
        }
        section = section(null);
        if (above != null) {
            section.add(above);
        }
        body(block, whole);
    }

    private void body(Block block, Piece whole) {
        int room = section.room();
        if (whole.tokens() <= room) {
            section.add(whole);
        } else if (block.kind() == Block.Kind.TABLE) {
            table(whole, room);
        } else {
            cutter.cut(whole, block.kind(), room).forEach(section::add);
        }
    }

    /** A table over several passages: each later one has the table's header row as a heading. */
    private void table(Piece whole, int room) {
        Piece header = cutter.header(whole, room / 4);
        if (header == null) {
            cutter.cut(whole, Block.Kind.TABLE, room).forEach(section::add);
            return;
        }
        String row = text.slice(header.start(), header.end());
        List<Piece> pieces = cutter.cut(whole, Block.Kind.TABLE, room - header.tokens() - 1);
        section.add(pieces.getFirst());
        pieces.stream()
                .skip(1)
                .map(piece -> piece.below(row, header.tokens()))
                .forEach(section::add);
    }

    private void close() {
        List<String> headings = path.headings();
        int first = passages.size();
        for (Piece piece : section.pieces()) {
            passages.add(
                    new Passage(
                            passages.size(),
                            piece.start(),
                            piece.end(),
                            page(piece),
                            headings(headings, piece.header()),
                            first));
        }
        section = section(null);
    }

    private static List<String> headings(List<String> headings, @Nullable String header) {
        if (header == null) {
            return headings;
        }
        var all = new ArrayList<>(headings);
        all.add(header);
        return all;
    }

    /** The page of the first word, since a block may go on over several pages. */
    private @Nullable Integer page(Piece piece) {
        List<Word> words = document.words();
        while (word < words.size() && words.get(word).end() <= piece.start()) {
            word++;
        }
        boolean within = word < words.size() && words.get(word).start() < piece.end();
        return within ? Integer.valueOf(words.get(word).page()) : piece.page();
    }

    private Section section(@Nullable Piece heading) {
        return new Section(budget(), settings.tokensMin(), heading);
    }

    private int budget() {
        return Math.max(settings.tokensMax() - path.tokens(), settings.tokensMax() / 2);
    }
}
