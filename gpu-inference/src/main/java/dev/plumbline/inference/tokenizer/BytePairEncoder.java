package dev.plumbline.inference.tokenizer;

import java.nio.charset.StandardCharsets;

/**
 * Byte pair encoding by ranked merges: of bytes written as characters (GPT-2 and its kin), or of
 * characters, with bytes where one is unknown (SentencePiece models in tokenizer.json).
 */
final class BytePairEncoder implements TextEncoder {

    /**
     * @param byteLevel whether words are written byte by byte before merging
     * @param wholeWords whether a word that is a token is taken without merging
     * @param byteFallback whether unknown characters become byte tokens
     * @param unknownId the token for what is unknown, or -1 to leave it out
     * @param fuseUnknown whether neighbouring unknown characters are one token
     */
    record Settings(
            boolean byteLevel,
            boolean wholeWords,
            boolean byteFallback,
            int unknownId,
            boolean fuseUnknown) {}

    private final Vocabulary vocabulary;
    private final MergeTable merges;
    private final Words words;
    private final Settings settings;
    private final int[] characterSymbols = new int[0x200];

    BytePairEncoder(Vocabulary vocabulary, MergeTable merges, Words words, Settings settings) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.words = words;
        this.settings = settings;
        for (int character = 0; character < characterSymbols.length; character++) {
            int symbol = merges.knownSymbol(Character.toString(character));
            characterSymbols[character] = symbol >= 0 ? symbol : SymbolChain.unknown(character);
        }
    }

    @Override
    public void encode(String text, boolean atStart, boolean parseSpecial, Ids ids) {
        SymbolChain chain = new SymbolChain();
        BytePairMerger merger = new BytePairMerger(merges);
        words.each(
                text,
                atStart,
                word ->
                        word(
                                settings.byteLevel ? ByteLevel.encoded(word) : word,
                                chain,
                                merger,
                                ids));
    }

    private void word(String word, SymbolChain chain, BytePairMerger merger, Ids ids) {
        int whole = settings.wholeWords ? vocabulary.id(word) : -1;
        if (whole >= 0) {
            ids.add(whole);
            return;
        }
        chain.reset(word.length());
        for (int i = 0; i < word.length(); ) {
            int point = word.codePointAt(i);
            chain.add(symbol(point));
            i += Character.charCount(point);
        }
        merger.merge(chain);
        boolean unknownBefore = false;
        for (int at = 0; at < chain.size; at = chain.next[at]) {
            unknownBefore = emit(chain.symbols[at], unknownBefore, ids);
        }
    }

    private int symbol(int point) {
        if (point < characterSymbols.length) {
            return characterSymbols[point];
        }
        int symbol = merges.knownSymbol(Character.toString(point));
        return symbol >= 0 ? symbol : SymbolChain.unknown(point);
    }

    /** Appends a symbol's token, or what stands for it; whether that was the unknown token. */
    private boolean emit(int symbol, boolean unknownBefore, Ids ids) {
        if (symbol >= 0 && symbol < vocabulary.size()) {
            ids.add(symbol);
            return false;
        }
        String text =
                symbol < 0
                        ? Character.toString(SymbolChain.codePoint(symbol))
                        : merges.otherText(symbol);
        if (settings.byteLevel) {
            text.chars()
                    .map(unit -> unit < 0x80 ? vocabulary.id(Character.toString(unit)) : -1)
                    .filter(id -> id >= 0)
                    .forEach(ids::add);
            return false;
        }
        if (settings.byteFallback && addBytes(text, ids)) {
            return false;
        }
        if (settings.unknownId >= 0 && !(unknownBefore && settings.fuseUnknown)) {
            ids.add(settings.unknownId);
        }
        return true;
    }

    private boolean addBytes(String text, Ids ids) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte value : bytes) {
            if (vocabulary.byteId(value & 0xFF) < 0) {
                return false;
            }
        }
        for (byte value : bytes) {
            ids.add(vocabulary.byteId(value & 0xFF));
        }
        return true;
    }
}
