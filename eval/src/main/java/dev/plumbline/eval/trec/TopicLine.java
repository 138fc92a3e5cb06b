package dev.plumbline.eval.trec;

import java.util.Comparator;
import java.util.List;

/** What a line of judgements and one of a run have in common. */
interface TopicLine {
    String topic();

    String document();

    /** By document, those of one document in the order in which they came. */
    static <L extends TopicLine> List<L> byDocument(List<L> lines) {
        return lines.stream().sorted(Comparator.comparing(TopicLine::document)).toList();
    }

    /** The documents of lines. */
    static String[] documents(List<? extends TopicLine> lines) {
        return lines.stream().map(TopicLine::document).toArray(String[]::new);
    }
}
