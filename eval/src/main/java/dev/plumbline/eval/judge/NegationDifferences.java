package dev.plumbline.eval.judge;

import java.util.List;
import java.util.Locale;

/** Negations that the claim has and the evidence has not, and the other way round. */
final class NegationDifferences {
    private final ClaimInLine place;
    private final Alignment alignment;
    private final List<Token> claim;
    private final List<Token> line;
    private final List<Reason> reasons;

    NegationDifferences(ClaimInLine place, List<Reason> reasons) {
        this.place = place;
        this.alignment = place.alignment;
        this.claim = place.claim;
        this.line = place.line;
        this.reasons = reasons;
    }

    /** Whether the negation at i is not the evidence's. */
    void add(int i) {
        if (isInserted(i)) {
            String next = i + 1 < claim.size() ? " " + claim.get(i + 1).text() : "";
            reasons.add(new Reason(Reason.Kind.NEGATION, claim.get(i).text() + next, ""));
            return;
        }
        if (!turns(claim, i)) {
            return;
        }
        int head = head(claim, i);
        if (head < 0) {
            if (alignment.ordered(i) < 0) {
                reasons.add(new Reason(Reason.Kind.NEGATION, claim.get(i).text(), ""));
            }
            return;
        }
        int there = alignment.anywhere(head);
        boolean differs;
        if (there >= 0) {
            differs = !isNegated(line, there) && place.isSameContext(head, there);
        } else {
            differs = alignment.anywhere(i) < 0 && place.isAnchored(i) && !slotDenies(i);
        }
        if (differs) {
            reasons.add(
                    new Reason(
                            Reason.Kind.NEGATION,
                            claim.get(i).text() + " " + claim.get(head).text(),
                            there >= 0 ? line.get(there).text() : ""));
        }
    }

    /**
     * Whether the evidence has the words before and after i side by side, without what stands at i.
     */
    private boolean isInserted(int i) {
        return i > 0
                && i + 1 < claim.size()
                && alignment.ordered(i) < 0
                && alignment.ordered(i - 1) >= 0
                && alignment.ordered(i + 1) == alignment.ordered(i - 1) + 1;
    }

    /**
     * Whether the claim has the evidence's words before and after j side by side, without what
     * stands at j.
     */
    private boolean isLeftOut(int j) {
        int before = place.indexOf(j - 1);
        return before >= 0 && before + 1 < claim.size() && alignment.ordered(before + 1) == j + 1;
    }

    private boolean slotDenies(int i) {
        int[] slot = alignment.slot(i);
        for (int j = slot[0] + 1; j < slot[1]; j++) {
            if (denies(line.get(j))) {
                return true;
            }
        }
        return false;
    }

    /** Negations of the evidence that the claim lacks. */
    void addDropped() {
        for (int j = 0; j < line.size(); j++) {
            if (line.get(j).kind() != Token.Kind.NEGATION || place.isTaken(j)) {
                continue;
            }
            if (isLeftOut(j)) {
                reasons.add(
                        new Reason(
                                Reason.Kind.NEGATION,
                                claim.get(place.indexOf(j - 1)).text(),
                                line.get(j).text()));
                continue;
            }
            if (!turns(line, j)) {
                continue;
            }
            int head = head(line, j);
            int mine = head < 0 ? -1 : place.indexOf(head);
            if (mine >= 0 && !isNegated(claim, mine) && place.isSameContext(mine, head)) {
                reasons.add(
                        new Reason(
                                Reason.Kind.NEGATION,
                                claim.get(mine).text(),
                                line.get(j).text() + " " + line.get(head).text()));
            }
        }
    }

    /** Whether the negation at i negates: "not only", "not until" and the like do not. */
    private static boolean turns(List<Token> tokens, int i) {
        if (i + 1 >= tokens.size()) {
            return true;
        }
        String next = Tokenizer.plain(tokens.get(i + 1).text());
        boolean comparing =
                next.equals("more")
                        || next.equals("less")
                        || next.equals("fewer")
                        || next.equals("later");
        if (Lexicon.UNNEGATING.contains(next) || comparing) {
            return false;
        }
        for (int at = i + 1; at < Math.min(tokens.size(), i + 9); at++) {
            if (Tokenizer.plain(tokens.get(at).text()).equals("until")) {
                return false;
            }
        }
        return true;
    }

    /** The first content word that a negation at i reaches, or -1. */
    private static int head(List<Token> tokens, int i) {
        for (int at = i + 1; at < Math.min(tokens.size(), i + 1 + ClaimInLine.SCOPE); at++) {
            if (tokens.get(at).isContent()) {
                return at;
            }
            if (tokens.get(at).kind() == Token.Kind.BREAK) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isNegated(List<Token> tokens, int i) {
        for (int at = i - 1; at >= Math.max(0, i - ClaimInLine.SCOPE - 1); at--) {
            if (tokens.get(at).kind() == Token.Kind.BREAK) {
                return false;
            }
            if (denies(tokens.get(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean denies(Token token) {
        return token.kind() == Token.Kind.NEGATION
                || Lexicon.DENIALS.contains(token.text().toLowerCase(Locale.ROOT));
    }
}
