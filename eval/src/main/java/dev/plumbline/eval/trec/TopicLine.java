package dev.plumbline.eval.trec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What a line of judgements and one of a run have in common. */
interface TopicLine {
    String topic();

    String document();

    /** The topics of lines, ascending, each made of its lines by document. */
    static <L extends TopicLine, T> List<T> byTopic(List<L> lines, Function<List<L>, T> topic) {
        List<L> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparing(TopicLine::topic).thenComparing(TopicLine::document));
        List<T> topics = new ArrayList<>();
        int from = 0;
        while (from < sorted.size()) {
            int to = from;
            while (to < sorted.size() && sorted.get(to).topic().equals(sorted.get(from).topic())) {
                to++;
            }
            topics.add(topic.apply(sorted.subList(from, to)));
            from = to;
        }
        return topics;
    }

    /** The documents of lines. */
    static String[] documents(List<? extends TopicLine> lines) {
        return lines.stream().map(TopicLine::document).toArray(String[]::new);
    }
}
