package dev.plumbline.eval.judge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers and units that the evidence has otherwise, or does not have. */
final class NumberDifferences {
    private static final Set<String> ROUNDING =
            Set.of(
                    "about",
                    "around",
                    "approximately",
                    "roughly",
                    "nearly",
                    "almost",
                    "over",
                    "than",
                    "some",
                    "circa",
                    "estimated");

    private final ClaimInLine place;
    private final Alignment alignment;
    private final List<Token> claim;
    private final List<Token> line;
    private final Evidence evidence;
    private final Set<String> asked;
    private final List<Reason> reasons;

    NumberDifferences(ClaimInLine place, Set<String> asked, List<Reason> reasons) {
        this.place = place;
        this.alignment = place.alignment;
        this.claim = place.claim;
        this.line = place.line;
        this.evidence = place.evidence;
        this.asked = asked;
        this.reasons = reasons;
    }

    /** What is wrong with the number at i, added to the reasons. */
    void add(int i) {
        Token token = claim.get(i);
        if (isReference(i)) {
            return;
        }
        int at = alignment.anywhere(i);
        if (alignment.ordered(i) < 0 || !place.isInPlace(i)) {
            @Nullable Token slotted =
                    alignment.ordered(i) < 0 ? place.rival(i, Token.Kind.NUMBER) : null;
            @Nullable Token other = slotted != null ? slotted : numberInPlace(i);
            if (other != null && !isRounded(i, other)) {
                reasons.add(new Reason(Reason.Kind.NUMBER, token.text(), other.text()));
                return;
            }
        }
        if (at >= 0) {
            unit(i, at);
        } else if (!evidence.has(token.key())
                && !asked.contains(token.key())
                && !isRoundedAnywhere(i)
                && !isCount(token)) {
            reasons.add(new Reason(Reason.Kind.NUMBER, token.text(), ""));
        }
    }

    /**
     * A small number in words that nothing contradicts may be counted by the writer: "three ways".
     */
    private static boolean isCount(Token token) {
        BigDecimal value = token.value();
        return value != null
                && value.compareTo(BigDecimal.TEN) <= 0
                && Character.isLetter(token.text().charAt(0));
    }

    private boolean isReference(int i) {
        for (int before = i - 1; before >= Math.max(0, i - 4); before--) {
            Token token = claim.get(before);
            if (Lexicon.REFERENCES.contains(token.text().toLowerCase(Locale.ROOT))) {
                return true;
            }
            if (token.isContent() && token.kind() != Token.Kind.NUMBER) {
                return false;
            }
        }
        return false;
    }

    private boolean isRounded(int i, Token other) {
        BigDecimal mine = claim.get(i).value();
        BigDecimal theirs = other.value();
        if (mine == null || theirs == null || theirs.signum() == 0) {
            return false;
        }
        boolean said = false;
        for (int before = Math.max(0, i - 2); before < i; before++) {
            said |= ROUNDING.contains(claim.get(before).text().toLowerCase(Locale.ROOT));
        }
        double off = Math.abs(mine.doubleValue() / theirs.doubleValue() - 1);
        int digits = mine.stripTrailingZeros().precision();
        return said && off <= 0.06 && digits < theirs.stripTrailingZeros().precision();
    }

    private boolean isRoundedAnywhere(int i) {
        for (Token token : line) {
            if (token.kind() == Token.Kind.NUMBER && isRounded(i, token)) {
                return true;
            }
        }
        String key = claim.get(i).key();
        return key.endsWith("0s")
                && line.stream()
                        .anyMatch(
                                t ->
                                        t.value() != null
                                                && t.key().length() == 4
                                                && key.startsWith(t.key().substring(0, 3)));
    }

    private void unit(int i, int at) {
        String mine = unitAt(claim, i);
        String theirs = unitAt(line, at);
        if (mine.isEmpty() || theirs.isEmpty() || mine.equals(theirs)) {
            return;
        }
        for (int j = 0; j < line.size(); j++) {
            if (line.get(j).key().equals(claim.get(i).key()) && unitAt(line, j).equals(mine)) {
                return;
            }
        }
        reasons.add(
                new Reason(
                        Reason.Kind.UNIT,
                        claim.get(i).text() + " " + mine.substring(2),
                        line.get(at).text() + " " + theirs.substring(2)));
    }

    private static String unitAt(List<Token> tokens, int number) {
        for (int at : new int[] {number + 1, number - 1, number + 2}) {
            if (at >= 0 && at < tokens.size() && tokens.get(at).key().startsWith("u:")) {
                boolean currencyBefore =
                        at > number || "$€£¥".indexOf(tokens.get(at).key().charAt(2)) >= 0;
                if (currencyBefore) {
                    return tokens.get(at).key();
                }
            }
        }
        return "";
    }

    /**
     * Another number that the evidence has just where the neighbours of claim token i let one
     * expect it.
     */
    private @Nullable Token numberInPlace(int i) {
        for (int near = Math.max(0, i - 3); near <= Math.min(claim.size() - 1, i + 3); near++) {
            int expected = alignment.anywhere(near) + i - near;
            if (near == i
                    || alignment.anywhere(near) < 0
                    || expected < 0
                    || expected >= line.size()) {
                continue;
            }
            Token other = line.get(expected);
            if (!place.isMatched(expected)
                    && other.kind() == Token.Kind.NUMBER
                    && !other.key().equals(claim.get(i).key())) {
                return other;
            }
        }
        return null;
    }
}
