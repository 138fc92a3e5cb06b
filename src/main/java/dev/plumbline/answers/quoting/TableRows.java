package dev.plumbline.answers.quoting;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rows of tables among candidates. Rows look alike, so that a ranker made for prose hardly
 * tells them apart: of one table those are quoted that have most of the question's words. And a row
 * says little without its table's head.
 */
final class TableRows {
    private static final String CELLS = " | ";

    private final List<Candidate> candidates;

    TableRows(List<Candidate> candidates) {
        this.candidates = candidates;
    }

    /** The row to quote in place of a table's row or head; what is neither stays. */
    Candidate instead(Candidate candidate) {
        if (!isRow(candidate.passage, candidate.index)) {
            return candidate;
        }
        Optional<Candidate> best =
                candidates.stream()
                        .filter(other -> isRowOfSameTable(candidate, other) && !isHead(other))
                        .max(Comparator.comparingDouble(TableRows::coverage));
        double own = isHead(candidate) ? 0 : coverage(candidate);
        return best.filter(row -> coverage(row) > own).orElse(candidate);
    }

    /** The head of a row's table, where there is one above it in its passage. */
    static Optional<Candidate> head(Candidate row) {
        Candidate first = new Candidate(row.passage, first(row));
        return isRow(row.passage, row.index) && first.index < row.index && isHead(first)
                ? Optional.of(first)
                : Optional.empty();
    }

    private static boolean isRowOfSameTable(Candidate one, Candidate other) {
        return other.passage.rank() == one.passage.rank()
                && isRow(other.passage, other.index)
                && first(other) == first(one);
    }

    /** A first row without digits is a head where the rows under it have some. */
    private static boolean isHead(Candidate row) {
        PassageView passage = row.passage;
        if (first(row) != row.index || hasDigits(passage, row.index)) {
            return false;
        }
        for (int i = row.index + 1; i < passage.sentences().size() && isRow(passage, i); i++) {
            if (hasDigits(passage, i)) {
                return true;
            }
        }
        return false;
    }

    /** Where the rows begin among which this one stands. */
    private static int first(Candidate row) {
        int first = row.index;
        while (first > 0 && isRow(row.passage, first - 1)) {
            first--;
        }
        return first;
    }

    private static boolean isRow(PassageView passage, int index) {
        String text = passage.sentences().get(index).text();
        return text.contains(CELLS) && text.indexOf('\n') < 0;
    }

    private static boolean hasDigits(PassageView passage, int index) {
        return passage.sentences().get(index).text().codePoints().anyMatch(Character::isDigit);
    }

    private static double coverage(Candidate candidate) {
        return candidate.feature(SentenceFeature.COVERAGE);
    }
}
