package dev.plumbline.inference.tokenizer;

/**
 * BERT's WordPiece: each word becomes its longest tokens from the left, or one unknown token where
 * that fails.
 */
final class WordPieceEncoder implements TextEncoder {
    private final Trie starts;
    private final Trie continuations;
    private final Words words;
    private final int wordCharactersMax;
    private final int unknownId;

    private WordPieceEncoder(
            Trie starts, Trie continuations, Words words, int wordCharactersMax, int unknownId) {
        this.starts = starts;
        this.continuations = continuations;
        this.words = words;
        this.wordCharactersMax = wordCharactersMax;
        this.unknownId = unknownId;
    }

    /** Tokens as GGUF writes them: U+2581 begins a word. */
    static WordPieceEncoder phantomSpace(Vocabulary vocabulary, BertText text, int unknownId) {
        Trie all = new Trie();
        for (int id = 0; id < vocabulary.size(); id++) {
            all.put(vocabulary.text(id), id);
        }
        Words words =
                (whole, atStart, word) ->
                        text.words(whole)
                                .forEach(part -> word.accept(ScoredPairEncoder.SPACE + part));
        return new WordPieceEncoder(all, all, words, Integer.MAX_VALUE, unknownId);
    }

    /** Tokens as tokenizer.json writes them: {@code prefix} goes on with a word. */
    static WordPieceEncoder prefixed(
            Vocabulary vocabulary,
            String prefix,
            Words words,
            int wordCharactersMax,
            int unknownId) {
        Trie starts = new Trie();
        Trie continuations = new Trie();
        for (int id = 0; id < vocabulary.size(); id++) {
            String text = vocabulary.text(id);
            starts.put(text, id);
            if (text.startsWith(prefix)) {
                continuations.put(text.substring(prefix.length()), id);
            }
        }
        return new WordPieceEncoder(starts, continuations, words, wordCharactersMax, unknownId);
    }

    @Override
    public void encode(String text, boolean atStart, boolean parseSpecial, Ids ids) {
        words.each(text, atStart, word -> word(word, ids));
    }

    private void word(String word, Ids ids) {
        int before = ids.size();
        boolean known =
                word.codePointCount(0, word.length()) <= wordCharactersMax && pieces(word, ids);
        if (!known) {
            ids.truncate(before);
            ids.add(unknownId);
        }
    }

    private boolean pieces(String word, Ids ids) {
        for (int at = 0; at < word.length(); ) {
            Trie trie = at == 0 ? starts : continuations;
            int node = 0;
            int bestEnd = -1;
            int bestId = -1;
            for (int end = at; end < word.length(); ) {
                node = trie.child(node, word.charAt(end++));
                if (node < 0) {
                    break;
                }
                if (trie.value(node) >= 0) {
                    bestEnd = end;
                    bestId = trie.value(node);
                }
            }
            if (bestId < 0) {
                return false;
            }
            ids.add(bestId);
            at = bestEnd;
        }
        return true;
    }
}
