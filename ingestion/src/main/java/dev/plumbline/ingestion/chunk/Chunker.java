package dev.plumbline.ingestion.chunk;

import dev.plumbline.ingestion.parse.ParsedDocument;
import java.util.List;

/**
 * Cuts documents into passages. Passages do not overlap and together cover all that is not white
 * space. None reaches from the text of one section into another's; a heading stands at the start of
 * the passage below it. Paragraphs of ordinary length are passages of their own, small blocks are
 * merged with a neighbour, large ones cut at sentence or line ends; the header row of a table that
 * was cut stands among the headings of its later passages. Thread-safe where its counter is.
 */
public final class Chunker {
    /**
     * Names this cutting in the keys of artifacts; changes whenever passages of the same document
     * would.
     */
    public static final String VERSION = "chunker-2";

    private final TokenCounter counter;
    private final ChunkSettings settings;

    public Chunker(TokenCounter counter, ChunkSettings settings) {
        this.counter = counter;
        this.settings = settings;
    }

    /**
     * The passages of a document, in the order of its text, but for its margins. Each is within the
     * budget together with title and headings, as far as the sum of the parts' tokens tells:
     * headings that would take more than half of the budget are left out, the outermost first.
     */
    public List<Passage> passages(ParsedDocument document) {
        return new Cutting(document, counter, settings).passages();
    }
}
