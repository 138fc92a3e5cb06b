package dev.plumbline.eval.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A claim beside the line of evidence that it is aligned with: what stands in whose place. */
final class ClaimInLine {
    /** How far a slot may reach for its words to stand in each other's place. */
    static final int SLOT_MAX = 8;

    /** How far a negation reaches, and a context. */
    static final int SCOPE = 5;

    final Alignment alignment;
    final List<Token> claim;
    final List<Token> line;
    final Evidence evidence;
    private final boolean[] matched;

    ClaimInLine(Alignment alignment, Evidence evidence) {
        this.alignment = alignment;
        this.claim = alignment.claim();
        this.line = alignment.evidence();
        this.evidence = evidence;
        this.matched = new boolean[line.size()];
        for (int i = 0; i < claim.size(); i++) {
            int j = alignment.anywhere(i);
            if (j >= 0) {
                matched[j] = true;
            }
        }
    }

    /** Whether a word of the claim stands for the line's token j. */
    boolean isMatched(int j) {
        return matched[j];
    }

    /**
     * What the evidence has in the place of claim token i: an unmatched token of this kind (a name,
     * for words) in the slot between the neighbours in order, one of which is close by.
     */
    @Nullable Token rival(int i, Token.Kind kind) {
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
    boolean isAnchored(int i) {
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
    boolean isInPlace(int i) {
        int at = alignment.anywhere(i);
        for (int near = Math.max(0, i - 2); near <= Math.min(claim.size() - 1, i + 2); near++) {
            int there = alignment.anywhere(near);
            if (near != i && there >= 0 && Math.abs(at - there - (i - near)) <= 2) {
                return true;
            }
        }
        return false;
    }

    /** Whether the words on both sides of i stand in order in the evidence. */
    boolean isEnclosed(int i) {
        return (i == 0 || alignment.ordered(i - 1) >= 0)
                && (i == claim.size() - 1 || alignment.ordered(i + 1) >= 0);
    }

    /** Whether a token of the evidence is written as a name, also where it begins its sentence. */
    private boolean isNamed(Token token) {
        return evidence.isName(token.key())
                || (token.isCapitalised() && !evidence.isOrdinaryWord(token.key()));
    }

    /**
     * Whether at least two other content words near claim token i stand as near to evidence token
     * j.
     */
    boolean isSameContext(int i, int j) {
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

    boolean isTaken(int j) {
        for (int i = 0; i < claim.size(); i++) {
            if (alignment.ordered(i) == j) {
                return true;
            }
        }
        return false;
    }

    int indexOf(int j) {
        for (int i = 0; i < claim.size(); i++) {
            if (alignment.ordered(i) == j) {
                return i;
            }
        }
        return -1;
    }
}
