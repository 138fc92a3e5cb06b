package dev.plumbline.eval.trec;

/**
 * What a run holds for one topic, by document id ascending.
 *
 * @param topic the topic's id
 * @param documents ids, ascending
 * @param scores of the same length
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops, never compared
record TopicRun(String topic, String[] documents, double[] scores) {
    /** Stands for a judged topic that the run lacks: one document that nobody judged. */
    static TopicRun missing(String topic) {
        return new TopicRun(topic, new String[] {"\0no document"}, new double[] {1});
    }
}
