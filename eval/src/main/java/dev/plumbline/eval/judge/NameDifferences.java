package dev.plumbline.eval.judge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that the evidence has otherwise, or does not have, and single words replaced. */
final class NameDifferences {
    private final ClaimInLine place;
    private final Alignment alignment;
    private final List<Token> claim;
    private final List<Token> line;
    private final Evidence evidence;
    private final Set<String> asked;
    private final List<Reason> reasons;

    NameDifferences(ClaimInLine place, Set<String> asked, List<Reason> reasons) {
        this.place = place;
        this.alignment = place.alignment;
        this.claim = place.claim;
        this.line = place.line;
        this.evidence = place.evidence;
        this.asked = asked;
        this.reasons = reasons;
    }

    /** What is wrong with the word at i, where it is a name or stands for another. */
    void add(int i, boolean title) {
        Token token = claim.get(i);
        if (alignment.anywhere(i) >= 0) {
            if (i > 0) {
                NamePairs.other(claim.get(i - 1), token, line, evidence)
                        .ifPresent(
                                other ->
                                        reasons.add(
                                                new Reason(
                                                        Reason.Kind.NAME,
                                                        claim.get(i - 1).text()
                                                                + " "
                                                                + token.text(),
                                                        other)));
            }
            return;
        }
        boolean named =
                token.isCapitalised()
                        && (evidence.isName(token.key())
                                || (!title && !evidence.isOrdinaryWord(token.key())));
        if (!named) {
            replaced(i);
            return;
        }
        @Nullable Token other = place.rival(i, Token.Kind.CONTENT);
        if (other != null && !sameName(token, other)) {
            reasons.add(new Reason(Reason.Kind.NAME, token.text(), other.text()));
        } else if (i > 0 && !isKnownName(i)) {
            reasons.add(new Reason(Reason.Kind.NAME, token.text(), ""));
        }
    }

    /**
     * A word that alone differs between words in order: one thing said for another. Whether both
     * mean the same cannot be told from words, and what cannot be told is not supported.
     */
    private void replaced(int i) {
        int[] slot = alignment.slot(i);
        if (slot[1] - slot[0] - 1 > 2 || !place.isEnclosed(i) || !isCopied(i)) {
            return;
        }
        for (int j = slot[0] + 1; j < slot[1]; j++) {
            if (!place.isMatched(j) && line.get(j).kind() == Token.Kind.CONTENT) {
                reasons.add(
                        new Reason(Reason.Kind.REPLACED, claim.get(i).text(), line.get(j).text()));
                return;
            }
        }
    }

    /** Whether most words around i stand in order in the evidence. */
    private boolean isCopied(int i) {
        int from = Math.max(0, i - 4);
        int to = Math.min(claim.size() - 1, i + 4);
        int ordered = 0;
        for (int near = from; near <= to; near++) {
            ordered += alignment.ordered(near) >= 0 ? 1 : 0;
        }
        return ordered >= 0.8 * (to - from);
    }

    private boolean isKnownName(int i) {
        Token token = claim.get(i);
        if (evidence.has(token.key())
                || asked.contains(token.key())
                || Lexicon.REFERENCES.contains(token.text().toLowerCase(Locale.ROOT))) {
            return true;
        }
        for (String relative : evidence.relatives(token.key())) {
            if (sameName(token.key(), relative)) {
                return true;
            }
        }
        boolean acronym =
                token.text().equals(token.text().toUpperCase(Locale.ROOT))
                        && token.text().length() < 7;
        return acronym ? evidence.hasInitials(Tokenizer.plain(token.text())) : isSpelledOut(i);
    }

    /** Whether the evidence has the initials of the run of capitalised words around i. */
    private boolean isSpelledOut(int i) {
        int from = i;
        while (from > 0 && isNameOrSmall(claim.get(from - 1))) {
            from--;
        }
        StringBuilder initials = new StringBuilder();
        for (int at = from; at < claim.size() && isNameOrSmall(claim.get(at)); at++) {
            if (claim.get(at).isCapitalised()) {
                initials.append(Character.toLowerCase(claim.get(at).text().charAt(0)));
            }
        }
        return initials.length() > 1 && evidence.has(initials.toString());
    }

    private static boolean isNameOrSmall(Token token) {
        return token.isCapitalised()
                || token.key().equals("of")
                || token.key().equals("and")
                || token.key().equals("the")
                || token.key().equals("for");
    }

    private static boolean sameName(Token a, Token b) {
        return sameName(a.key(), b.key());
    }

    private static boolean sameName(String a, String b) {
        String shorter = a.length() < b.length() ? a : b;
        String longer = a.length() < b.length() ? b : a;
        return shorter.length() >= 4
                && longer.startsWith(shorter.substring(0, shorter.length() - 1))
                && longer.length() - shorter.length() <= 3;
    }
}
