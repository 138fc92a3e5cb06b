package dev.plumbline.ingestion.chunk;

import dev.plumbline.ingestion.parse.Block;
import dev.plumbline.ingestion.parse.ParsedDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts documents into passages. Passages do not overlap and together cover all that is not white
 * space.
 */
public final class Chunker {
    /**
     * Names this cutting in the keys of artifacts; changes whenever passages of the same document
     * would.
     */
    public static final String VERSION = "chunker-0";

    private final TokenCounter counter;
    private final ChunkSettings settings;

    public Chunker(TokenCounter counter, ChunkSettings settings) {
        this.counter = counter;
        this.settings = settings;
    }

    /** The passages of a document, in the order of its text. */
    public List<Passage> passages(ParsedDocument document) {
        var passages = new ArrayList<Passage>();
        for (Block block : document.blocks()) {
            if (block.end() > block.start() && counter.tokens("") <= settings.tokensMax()) {
                passages.add(
                        new Passage(
                                passages.size(),
                                block.start(),
                                block.end(),
                                block.page(),
                                List.of(),
                                passages.size()));
            }
        }
        return passages;
    }
}
