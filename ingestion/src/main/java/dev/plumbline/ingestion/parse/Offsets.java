package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.util.List;

/** Turns UTF-16 offsets, in which parsers build a text, into code points. */
final class Offsets {
    private Offsets() {}

    static List<Block> blocks(List<Block> blocks, CanonicalText text) {
        return blocks.stream()
                .map(
                        b ->
                                new Block(
                                        b.kind(),
                                        b.level(),
                                        text.codePoint(b.start()),
                                        text.codePoint(b.end()),
                                        b.page()))
                .toList();
    }

    static List<Word> words(List<Word> words, CanonicalText text) {
        return words.stream()
                .map(
                        w ->
                                new Word(
                                        w.page(),
                                        text.codePoint(w.start()),
                                        text.codePoint(w.end()),
                                        w.x(),
                                        w.y(),
                                        w.width(),
                                        w.height()))
                .toList();
    }
}
