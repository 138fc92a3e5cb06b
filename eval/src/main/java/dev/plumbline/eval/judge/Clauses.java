package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts a claim into the parts that can be true or not by themselves. */
final class Clauses {

    private static final int CONTENT_MIN = 3;

    private static final Pattern SEAM =
            Pattern.compile(
                    "[;；:]\\s|,\\s+(?=(?:and|but|while|whereas|which|who|where|although|because|so|making|leading)\\b)"
                            + "|\\s(?=(?:and|but|while|whereas|although|because)\\s+(?:\\w+\\s+){0,3}(?:is|are|was|were|has|have|had|will|would|can|could|did|does)\\b)");

    private Clauses() {}

    /** At least two parts with a few content words each, or none where the claim has no seam. */
    static List<Claim> of(Claim claim) {
        List<Integer> cuts = new ArrayList<>();
        cuts.add(0);
        SEAM.matcher(claim.text()).results().map(MatchResult::end).forEach(cuts::add);
        cuts.add(claim.text().length());
        List<Claim> parts = new ArrayList<>();
        int from = 0;
        for (int cut : cuts.subList(1, cuts.size())) {
            Claim part = part(claim, from, cut);
            if (part.tokens().stream().filter(Token::isContent).count() >= CONTENT_MIN) {
                parts.add(part);
                from = cut;
            }
        }
        return parts.size() < 2 ? List.of() : parts;
    }

    private static Claim part(Claim claim, int from, int to) {
        List<Token> tokens =
                claim.tokens().stream().filter(t -> t.start() >= from && t.end() <= to).toList();
        return new Claim(claim.sentence(), claim.text().substring(from, to), tokens, false);
    }
}
