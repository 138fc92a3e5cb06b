package dev.plumbline.answers.quoting;

/** What is measured of a sentence with regard to a question. */
enum SentenceFeature {
    /**
     * Each content word of the question against its best token of the sentence: the mean cosine.
     */
    WORD_MATCH(true),
    /** The same, weighted by how rare the words are. */
    RARE_WORD_MATCH(true),
    /** The cosine of the word that is matched worst. */
    WORST_WORD_MATCH(true),
    /**
     * Each token of the question, question words too, against its best token of the sentence: the
     * mean cosine.
     */
    TOKEN_MATCH(true),
    /**
     * {@link #WORD_MATCH} with the neighbours that were encoded too: what a pronoun stands for is
     * said before.
     */
    NEAR_WORD_MATCH(true),
    /** Cosine of question and sentence. */
    SENTENCE_COSINE(true),
    /** Cosine of question and passage; 0 where the passage has no vector. */
    PASSAGE_COSINE(false),
    /** Share of the question's words that the sentence has, by rarity. */
    COVERAGE(false),
    /** The same of the sentence with the one before and the one after. */
    NEAR_COVERAGE(false),
    /** The same of the passage with its title and headings. */
    PASSAGE_COVERAGE(false),
    /** Share of the question's pairs of neighbouring words that the sentence has side by side. */
    PAIRS(false),
    /** Share of the question's names and numbers that the sentence has. */
    NAMES(false),
    /** The same of the sentence with the one before and the one after, and the title. */
    NEAR_NAMES(false),
    /**
     * Whether the sentence has, beyond the question's words, what the kind of question asks for:
     * -1, 0 or 1.
     */
    CUE(false),
    /** 1 / rank of the passage. */
    RANK(false),
    /** The passage's score beside the best one's. */
    RELATIVE_SCORE(false),
    /** Logarithm of the number of words. */
    LENGTH(false),
    /** 1 for the first sentence of a passage. */
    FIRST(false);

    /** Whether it needs token vectors. */
    final boolean ofTokens;

    SentenceFeature(boolean ofTokens) {
        this.ofTokens = ofTokens;
    }
}
