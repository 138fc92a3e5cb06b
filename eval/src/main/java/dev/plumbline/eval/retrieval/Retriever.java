package dev.plumbline.eval.retrieval;

import java.util.List;

/** What finds documents for a question. */
@FunctionalInterface
public interface Retriever {
    /** At most {@code depth} documents, each once, with scores: higher is better. */
    List<RankedDocument> retrieve(String question, int depth);
}
