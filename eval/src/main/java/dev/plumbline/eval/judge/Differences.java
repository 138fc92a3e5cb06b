package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a claim says otherwise than its evidence: numbers, units, names, negations and opposites
 * that stand in each other's place, or that the evidence does not have at all.
 */
final class Differences {
    private Differences() {}

    /**
     * The reasons against a claim.
     *
     * @param asked keys of the question's words, which a response may repeat
     */
    static List<Reason> of(Alignment alignment, Evidence evidence, Set<String> asked) {
        ClaimInLine place = new ClaimInLine(alignment, evidence);
        List<Reason> reasons = new ArrayList<>();
        NumberDifferences numbers = new NumberDifferences(place, asked, reasons);
        NameDifferences names = new NameDifferences(place, asked, reasons);
        NegationDifferences negations = new NegationDifferences(place, reasons);
        boolean title = isTitle(place.claim);
        for (int i = 0; i < place.claim.size(); i++) {
            switch (place.claim.get(i).kind()) {
                case NUMBER -> numbers.add(i);
                case CONTENT -> {
                    if (!opposite(i, place, reasons)) {
                        names.add(i, title);
                    }
                }
                case FUNCTION -> opposite(i, place, reasons);
                case NEGATION -> negations.add(i);
                case BREAK -> {}
            }
        }
        negations.addDropped();
        return reasons;
    }

    /** Whether all words are capitalised, so that a capital says nothing. */
    private static boolean isTitle(List<Token> claim) {
        for (Token token : claim) {
            if (token.kind() == Token.Kind.CONTENT && !token.isCapitalised()) {
                return false;
            }
        }
        return true;
    }

    private static boolean opposite(int i, ClaimInLine place, List<Reason> reasons) {
        Alignment alignment = place.alignment;
        List<Token> line = place.line;
        if (alignment.anywhere(i) >= 0) {
            return false;
        }
        Set<String> others =
                Lexicon.OPPOSITES.getOrDefault(
                        Tokenizer.plain(place.claim.get(i).text()), Set.of());
        if (others.isEmpty() || alignment.ordered(i) >= 0 || !place.isAnchored(i)) {
            return false;
        }
        int[] slot = alignment.slot(i);
        for (int j = slot[0] + 1; j < slot[1] && j <= slot[0] + ClaimInLine.SLOT_MAX; j++) {
            if (!place.isMatched(j) && others.contains(Tokenizer.plain(line.get(j).text()))) {
                reasons.add(
                        new Reason(
                                Reason.Kind.OPPOSITE,
                                place.claim.get(i).text(),
                                line.get(j).text()));
                return true;
            }
        }
        return false;
    }
}
