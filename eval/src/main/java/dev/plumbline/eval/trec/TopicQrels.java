package dev.plumbline.eval.trec;

/**
 * The judgements of one topic, by document id ascending.
 *
 * @param topic the topic's id
 * @param documents ids, ascending
 * @param levels of the same length: the relevance; below 0 where pooled but not judged
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops, never compared
record TopicQrels(String topic, String[] documents, long[] levels) {
    long levelMax() {
        long most = levels[0];
        for (long level : levels) {
            most = Math.max(most, level);
        }
        return most;
    }
}
