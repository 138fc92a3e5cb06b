package dev.plumbline.eval.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a claim says otherwise than its evidence: numbers, units, names, negations and opposites
 * that stand in each other's place, or that the evidence does not have at all.
 */
final class Differences {

    /** How far a slot may reach for its words to stand in each other's place. */
    private static final int SLOT_MAX = 8;

    private static final int SCOPE = 5;

    private static final Set<String> REFERENCES =
            Set.of(
                    "passage",
                    "passages",
                    "source",
                    "sources",
                    "document",
                    "documents",
                    "step",
                    "steps",
                    "text",
                    "excerpt",
                    "context");

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

    private final Alignment alignment;
    private final List<Token> claim;
    private final List<Token> line;
    private final Evidence evidence;
    private final Set<String> asked;
    private final boolean[] matched;
    private final List<Reason> reasons = new ArrayList<>();

    private Differences(Alignment alignment, Evidence evidence, Set<String> asked) {
        this.alignment = alignment;
        this.claim = alignment.claim();
        this.line = alignment.evidence();
        this.evidence = evidence;
        this.asked = asked;
        this.matched = new boolean[line.size()];
        for (int i = 0; i < claim.size(); i++) {
            int j = alignment.anywhere(i);
            if (j >= 0) {
                matched[j] = true;
            }
        }
    }

    /**
     * The reasons against a claim.
     *
     * @param asked keys of the question's words, which a response may repeat
     */
    static List<Reason> of(Alignment alignment, Evidence evidence, Set<String> asked) {
        Differences differences = new Differences(alignment, evidence, asked);
        boolean title = differences.isTitle();
        for (int i = 0; i < differences.claim.size(); i++) {
            Token token = differences.claim.get(i);
            switch (token.kind()) {
                case NUMBER -> differences.number(i);
                case CONTENT -> {
                    if (!differences.opposite(i)) {
                        differences.name(i, title);
                    }
                }
                case FUNCTION -> differences.opposite(i);
                case NEGATION -> differences.negation(i);
                case BREAK -> {}
            }
        }
        differences.droppedNegations();
        return differences.reasons;
    }

    /** Whether all words are capitalised, so that a capital says nothing. */
    private boolean isTitle() {
        for (Token token : claim) {
            if (token.kind() == Token.Kind.CONTENT && !token.isCapitalised()) {
                return false;
            }
        }
        return true;
    }

    private void number(int i) {
        Token token = claim.get(i);
        if (isReference(i)) {
            return;
        }
        int at = alignment.anywhere(i);
        if (alignment.ordered(i) < 0 || !isInPlace(i)) {
            @Nullable Token slotted = alignment.ordered(i) < 0 ? rival(i, Token.Kind.NUMBER) : null;
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
            if (REFERENCES.contains(token.text().toLowerCase(Locale.ROOT))) {
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

    private void name(int i, boolean title) {
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
        @Nullable Token other = rival(i, Token.Kind.CONTENT);
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
        if (slot[1] - slot[0] - 1 > 2 || !isEnclosed(i) || !isCopied(i)) {
            return;
        }
        for (int j = slot[0] + 1; j < slot[1]; j++) {
            if (!matched[j] && line.get(j).kind() == Token.Kind.CONTENT) {
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
                || REFERENCES.contains(token.text().toLowerCase(Locale.ROOT))) {
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

    /**
     * What the evidence has in the place of claim token i: an unmatched token of this kind (a name,
     * for words) in the slot between the neighbours in order, one of which is close by.
     */
    private @Nullable Token rival(int i, Token.Kind kind) {
        int[] slot = alignment.slot(i);
        boolean tight = kind == Token.Kind.NUMBER || isEnclosed(i);
        if (slot[1] - slot[0] - 1 > SLOT_MAX || !isAnchored(i) || !tight) {
            return null;
        }
        for (int j = slot[0] + 1; j < slot[1]; j++) {
            Token other = line.get(j);
            if (matched[j] || other.kind() != kind || other.key().equals(claim.get(i).key())) {
                continue;
            }
            if (kind == Token.Kind.NUMBER || isNamed(other)) {
                return other;
            }
        }
        return null;
    }

    /**
     * Whether a word of the claim within two of i stands in order in the evidence, on both sides or
     * with content.
     */
    private boolean isAnchored(int i) {
        int near = 0;
        boolean content = false;
        for (int at = Math.max(0, i - 3); at <= Math.min(claim.size() - 1, i + 3); at++) {
            if (at != i && alignment.ordered(at) >= 0) {
                near++;
                content |= claim.get(at).isContent();
            }
        }
        return near >= 2 && content;
    }

    /** Whether what stands beside claim token i stands beside it in the evidence too. */
    private boolean isInPlace(int i) {
        int at = alignment.anywhere(i);
        for (int near = Math.max(0, i - 2); near <= Math.min(claim.size() - 1, i + 2); near++) {
            int there = alignment.anywhere(near);
            if (near != i && there >= 0 && Math.abs(at - there - (i - near)) <= 2) {
                return true;
            }
        }
        return false;
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
            if (!matched[expected]
                    && other.kind() == Token.Kind.NUMBER
                    && !other.key().equals(claim.get(i).key())) {
                return other;
            }
        }
        return null;
    }

    /** Whether the words on both sides of i stand in order in the evidence. */
    private boolean isEnclosed(int i) {
        return (i == 0 || alignment.ordered(i - 1) >= 0)
                && (i == claim.size() - 1 || alignment.ordered(i + 1) >= 0);
    }

    /** Whether a token of the evidence is written as a name, also where it begins its sentence. */
    private boolean isNamed(Token token) {
        return evidence.isName(token.key())
                || (token.isCapitalised() && !evidence.isOrdinaryWord(token.key()));
    }

    private boolean opposite(int i) {
        if (alignment.anywhere(i) >= 0) {
            return false;
        }
        Set<String> others =
                Lexicon.OPPOSITES.getOrDefault(Tokenizer.plain(claim.get(i).text()), Set.of());
        if (others.isEmpty() || alignment.ordered(i) >= 0 || !isAnchored(i)) {
            return false;
        }
        int[] slot = alignment.slot(i);
        for (int j = slot[0] + 1; j < slot[1] && j <= slot[0] + SLOT_MAX; j++) {
            if (!matched[j] && others.contains(Tokenizer.plain(line.get(j).text()))) {
                reasons.add(
                        new Reason(Reason.Kind.OPPOSITE, claim.get(i).text(), line.get(j).text()));
                return true;
            }
        }
        return false;
    }

    private void negation(int i) {
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
            differs = !isNegated(line, there) && isSameContext(head, there);
        } else {
            differs = alignment.anywhere(i) < 0 && isAnchored(i) && !slotDenies(i);
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
        int before = indexOf(j - 1);
        return before >= 0 && before + 1 < claim.size() && alignment.ordered(before + 1) == j + 1;
    }

    /**
     * Whether at least two other content words near claim token i stand as near to evidence token
     * j.
     */
    private boolean isSameContext(int i, int j) {
        int same = 0;
        for (int near = Math.max(0, i - SCOPE);
                near <= Math.min(claim.size() - 1, i + SCOPE);
                near++) {
            int there = alignment.anywhere(near);
            boolean beside = there >= 0 && Math.abs(there - j - (near - i)) <= 2;
            same += near != i && beside && claim.get(near).isContent() ? 1 : 0;
        }
        return same >= 2;
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

    private void droppedNegations() {
        for (int j = 0; j < line.size(); j++) {
            if (line.get(j).kind() != Token.Kind.NEGATION || taken(j)) {
                continue;
            }
            if (isLeftOut(j)) {
                reasons.add(
                        new Reason(
                                Reason.Kind.NEGATION,
                                claim.get(indexOf(j - 1)).text(),
                                line.get(j).text()));
                continue;
            }
            if (!turns(line, j)) {
                continue;
            }
            int head = head(line, j);
            int mine = head < 0 ? -1 : indexOf(head);
            if (mine >= 0 && !isNegated(claim, mine) && isSameContext(mine, head)) {
                reasons.add(
                        new Reason(
                                Reason.Kind.NEGATION,
                                claim.get(mine).text(),
                                line.get(j).text() + " " + line.get(head).text()));
            }
        }
    }

    private boolean taken(int j) {
        for (int i = 0; i < claim.size(); i++) {
            if (alignment.ordered(i) == j) {
                return true;
            }
        }
        return false;
    }

    private int indexOf(int j) {
        for (int i = 0; i < claim.size(); i++) {
            if (alignment.ordered(i) == j) {
                return i;
            }
        }
        return -1;
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
        for (int at = i + 1; at < Math.min(tokens.size(), i + 1 + SCOPE); at++) {
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
        for (int at = i - 1; at >= Math.max(0, i - SCOPE - 1); at--) {
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
