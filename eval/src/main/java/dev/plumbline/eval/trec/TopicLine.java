package dev.plumbline.eval.trec;

import java.util.List;

/** What a line of judgements and one of a run have in common. */
interface TopicLine {
    String topic();

    String document();

    /** The documents of lines. */
    static String[] documents(List<? extends TopicLine> lines) {
        return lines.stream().map(TopicLine::document).toArray(String[]::new);
    }
}
