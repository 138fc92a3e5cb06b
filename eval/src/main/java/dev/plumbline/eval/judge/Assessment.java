package dev.plumbline.eval.judge;

import java.util.List;
import java.util.Set;

/**
 * All that was found about one claim, before any weighing.
 *
 * @param quoted whether the evidence has the claim word for word
 * @param reasons what contradicts or invents; words that are merely missing are not among them
 */
record Assessment(
        Claim claim, Alignment alignment, Features features, List<Reason> reasons, boolean quoted) {

    /** Whether it says nothing that evidence could bear out: no content word, number or name. */
    boolean isEmpty() {
        return !quoted && claim.tokens().stream().noneMatch(Token::isContent);
    }

    static Assessment of(Claim claim, Evidence evidence, Set<String> asked, WordWeights weights) {
        Window window = Window.of(claim.tokens(), evidence, weights);
        Alignment alignment = Alignment.of(claim.tokens(), window.tokens(evidence), weights);
        Evidence.Quotation quotation = evidence.quotation(claim.text());
        boolean quoted = quotation == Evidence.Quotation.VERBATIM;
        List<Reason> reasons =
                switch (quotation) {
                    case VERBATIM -> List.of();
                    case DENIED -> List.of(new Reason(Reason.Kind.NEGATION, claim.text(), ""));
                    case NONE ->
                            claim.aboutEvidence()
                                    ? List.of()
                                    : Differences.of(alignment, evidence, asked);
                };
        Features features = Features.of(alignment, weights);
        return new Assessment(claim, alignment, features, reasons, quoted);
    }
}
