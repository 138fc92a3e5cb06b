package dev.plumbline.answers.quoting;

/** What is measured of all that was found, to judge whether it holds an answer. */
enum AnswerFeature {
    /** {@link SentenceFeature#WORD_MATCH} of the best sentence. */
    WORD_MATCH,
    /** The highest {@link SentenceFeature#WORD_MATCH} of any sentence. */
    HIGHEST_WORD_MATCH,
    /** {@link SentenceFeature#RARE_WORD_MATCH} of the best sentence. */
    RARE_WORD_MATCH,
    /** {@link SentenceFeature#WORST_WORD_MATCH} of the best sentence. */
    WORST_WORD_MATCH,
    /** {@link SentenceFeature#TOKEN_MATCH} of the best sentence. */
    TOKEN_MATCH,
    /** {@link SentenceFeature#NEAR_WORD_MATCH} of the best sentence. */
    NEAR_WORD_MATCH,
    /** {@link SentenceFeature#SENTENCE_COSINE} of the best sentence. */
    SENTENCE_COSINE,
    /** The highest {@link SentenceFeature#PASSAGE_COSINE}. */
    PASSAGE_COSINE,
    /** How far the highest passage cosine lies above the mean of the next ones. */
    COSINE_LEAD,
    /** {@link SentenceFeature#COVERAGE} of the best sentence. */
    COVERAGE,
    /** {@link SentenceFeature#NEAR_COVERAGE} of the best sentence. */
    NEAR_COVERAGE,
    /** The highest {@link SentenceFeature#PASSAGE_COVERAGE}. */
    PASSAGE_COVERAGE,
    /** {@link SentenceFeature#NEAR_NAMES} of the best sentence. */
    NEAR_NAMES,
    /** {@link SentenceFeature#PAIRS} of the best sentence. */
    PAIRS,
    /** {@link SentenceFeature#CUE} of the best sentence. */
    CUE,
    /** The ranker's linear score of the best sentence, before the softmax. */
    BEST_SCORE,
    /** Logarithm of the ranker's odds of the best sentence against the others. */
    CERTAINTY,
    /** Share of the first five passages that come from the document most frequent among them. */
    ONE_DOCUMENT,
    /** Logarithm of the number of passages in scope. */
    SIZE,
    /** Logarithm of the number of content words in the question. */
    WORDS,
    /**
     * Weight of the rarest word of the question that the best passage lacks, beside the mean
     * weight.
     */
    RAREST_MISSING
}
