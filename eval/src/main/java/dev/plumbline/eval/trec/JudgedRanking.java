package dev.plumbline.eval.trec;

/**
 * A topic's ranking as a sequence of relevance levels, with the counts that measures need.
 *
 * @param levels by rank; {@link #NOT_POOLED} or {@link #NOT_JUDGED} where there is no judgement
 * @param retrieved how many of {@code levels} count; below 0 only if a negative limit was asked for
 * @param relevantRetrieved judged documents at or above the relevance level
 * @param relevant documents at or above the relevance level, retrieved or not
 * @param notPooled retrieved documents without an entry in the judgements
 * @param notJudged retrieved documents that were pooled but not judged
 * @param perLevel number of judged documents by level; may be longer than the levels in use
 * @param levelCount one more than the highest level in use
 * @param relevanceLevel the lowest level that counts as relevant
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops, never compared
record JudgedRanking(
        long[] levels,
        int retrieved,
        int relevantRetrieved,
        long relevant,
        int notPooled,
        int notJudged,
        long[] perLevel,
        int levelCount,
        long relevanceLevel) {
    static final long NOT_POOLED = -1;
    static final long NOT_JUDGED = -2;

    static final JudgedRanking EMPTY =
            new JudgedRanking(new long[0], 0, 0, 0, 0, 0, new long[0], 0, 1);

    boolean relevantAt(int index) {
        return levels[index] >= relevanceLevel;
    }

    /** How many of the first {@code depth} documents are relevant. */
    int relevantWithin(long depth) {
        int count = 0;
        for (int i = 0; i < retrieved && i < depth; i++) {
            if (relevantAt(i)) {
                count++;
            }
        }
        return count;
    }

    /** Sum of the precisions at the relevant documents among the first {@code depth}. */
    double precisionSum(long depth) {
        double sum = 0;
        int found = 0;
        for (int i = 0; i < retrieved && i < depth; i++) {
            if (relevantAt(i)) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        return sum;
    }
}
