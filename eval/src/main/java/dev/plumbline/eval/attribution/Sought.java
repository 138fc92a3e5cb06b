package dev.plumbline.eval.attribution;

import dev.plumbline.eval.metric.Phrases;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of evidence as it is looked for: a text has it if it has one of the phrases word for
 * word, case, punctuation and articles aside; or if the text is a part of a phrase and has an
 * expected answer.
 *
 * @param phrases of which any will do
 * @param answers the expected answers
 */
public record Sought(List<String> phrases, List<String> answers) {
    /** Copies the lists. */
    public Sought {
        phrases = List.copyOf(phrases);
        answers = List.copyOf(answers);
    }

    /**
     * The pieces to look for: each text of the evidence, or, where none is given, one of the
     * expected answers; none where neither is known.
     */
    public static List<Sought> of(List<String> evidence, List<String> expected) {
        List<Sought> pieces = new ArrayList<>();
        evidence.forEach(text -> pieces.add(new Sought(List.of(text), expected)));
        if (pieces.isEmpty() && !expected.isEmpty()) {
            pieces.add(new Sought(expected, expected));
        }
        return pieces;
    }

    /** Whether a text has it. */
    public boolean in(String text) {
        Phrases phrasesOfText = Phrases.of(text);
        for (String phrase : phrases) {
            if (phrasesOfText.has(phrase)) {
                return true;
            }
        }
        return answers.stream().anyMatch(phrasesOfText::has)
                && phrases.stream().anyMatch(phrase -> Phrases.of(phrase).has(text));
    }

    /** The rank from 1 of the first text that has it; 0 where none does. */
    public int rank(List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (in(texts.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }
}
