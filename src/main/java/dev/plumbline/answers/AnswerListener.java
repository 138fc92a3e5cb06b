package dev.plumbline.answers;

import dev.plumbline.search.Search;
import java.util.List;

/**
 * Follows an answer while it is made, on one thread at a time. The texts of all deltas together are
 * the answer; a citation comes before the verdict of the first sentence that uses it.
 */
public interface AnswerListener {
    /** Follows nothing. */
    AnswerListener NONE =
            new AnswerListener() {
                @Override
                public void evidence(List<Search.Found> hits) {}

                @Override
                public void delta(String text) {}

                @Override
                public void citation(Answer.Quoted citation) {}

                @Override
                public void verdict(int index, Answer.Sentence sentence) {}

                @Override
                public boolean gone() {
                    return false;
                }
            };

    void evidence(List<Search.Found> hits);

    void delta(String text);

    void citation(Answer.Quoted citation);

    /** The verdict on the sentence of that index, from 0. */
    void verdict(int index, Answer.Sentence sentence);

    /** Whether nobody listens any more, so that writing may stop. */
    boolean gone();
}
