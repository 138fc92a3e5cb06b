package dev.plumbline.answers;

import java.util.List;

/** An answer with what is kept of it. */
record Made(Answer answer, List<StoredAnswer.Sentence> sentences, Receipt receipt) {
    Made {
        sentences = List.copyOf(sentences);
    }
}
