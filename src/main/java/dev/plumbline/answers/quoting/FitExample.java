package dev.plumbline.answers.quoting;

import dev.plumbline.answers.quoting.FitArticles.Question;
import dev.plumbline.answers.quoting.LinearFit.Choice;
import java.util.List;

/**
 * A question put to a collection, with what was measured of what it found.
 *
 * @param setting the kind of collection
 * @param kind what the collection has to say
 * @param examined what was found
 * @param encoded the sentences that were looked at with vectors
 */
record FitExample(
        Setting setting,
        Kind kind,
        Question question,
        Examination examined,
        List<Candidate> encoded) {

    /** What a collection is made of. */
    enum Setting {
        /** Two sentences of a paragraph, alone or beside two other paragraphs. */
        SENTENCES,
        /** One paragraph. */
        PARAGRAPH,
        /** One article. */
        ONE,
        /** Three articles. */
        THREE,
        /** Half of all articles. */
        HALF,
        /** Half of all articles among one or two thousand other passages. */
        GROWN,
        /** Half of all articles among three thousand other passages. */
        HUGE
    }

    /** What a collection has to say to a question. */
    enum Kind {
        /** It answers it. */
        ANSWERED(1),
        /** It speaks of other things. */
        ELSEWHERE(1),
        /**
         * It only sounds as if it did, or lacks the sentence that answers: a small part, since no
         * threshold tells these apart well.
         */
        ALIKE(.15);

        final double weight;

        Kind(double weight) {
            this.weight = weight;
        }
    }

    /** The fold that the question's article belongs to, the same in all settings. */
    int fold(int folds) {
        return Math.floorMod(question.article().hashCode() * 31, folds);
    }

    /** How much it counts: the small settings are many. */
    double weight() {
        return kind.weight * (setting.compareTo(Setting.HALF) < 0 ? .5 : 1);
    }

    /** Whether a sentence gives an expected answer, in the paragraph that was asked about. */
    boolean isRight(Candidate candidate) {
        String text = candidate.sentence().text();
        return candidate.passage.hit().documentId().equals(question.article())
                && question.context().contains(text)
                && question.isAnsweredBy(text);
    }

    Choice choice(List<Candidate> candidates) {
        return new Choice(
                candidates.stream().map(c -> c.features).toList(),
                candidates.stream().map(this::isRight).toList());
    }
}
