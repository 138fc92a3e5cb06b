package dev.plumbline.eval.judge;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the logistic regression sees of a claim beside its evidence; the order of {@link Name}. */
final class Features {

    private final Map<Name, Double> values;

    private Features(Map<Name, Double> values) {
        this.values = values;
    }

    /** The features; their names are the keys of the stored coefficients. */
    enum Name {
        /** Share of the claim's weight that the window has. */
        COVERED,
        /** Share that the best line has. */
        SINGLE,
        /** Share that all the evidence has. */
        EVERYWHERE,
        /** The worst missing word's weight. */
        WORST,
        /** Weight that is missing, not relative to the claim's length. */
        MISSING,
        /** Weight of the heaviest run of words missing side by side. */
        RUN_MISSING,
        /** Share of neighbouring content words that are neighbours in the evidence too. */
        PAIRS,
        /**
         * Share of pairs of neighbouring content words that are neighbours anywhere in the
         * evidence, small words aside.
         */
        BIGRAMS,
        /** The same for three in a row. */
        TRIGRAMS,
        /** Logarithm of the number of such pairs that the evidence lacks. */
        NEW_BIGRAMS,
        /** Share of content words that the evidence has, all counting the same. */
        WORDS,
        /** The longest run of tokens in the same order side by side, of the claim's tokens. */
        LONGEST,
        /** Share of matched content words that stand in the same order. */
        ORDER,
        /** Words that have another content word in their place. */
        REPLACED,
        NAMES,
        NUMBERS,
        UNITS,
        NEGATIONS,
        OPPOSITES,
        /** Names and numbers that stand elsewhere in the evidence, not in the window. */
        AWAY,
        /** Logarithm of the number of content words. */
        LENGTH,
        /** 1 where the claim speaks of the evidence itself: "the passages do not say". */
        ABOUT_EVIDENCE
    }

    /** The names as they are stored: lower case. */
    static String[] names() {
        return Arrays.stream(Name.values())
                .map(name -> name.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    static Features of(
            Alignment alignment,
            Window window,
            List<Reason> reasons,
            Evidence evidence,
            WordWeights weights,
            boolean aboutEvidence) {
        Map<Name, Double> values = new EnumMap<>(Name.class);
        set(values, Name.COVERED, window.covered());
        set(values, Name.SINGLE, window.single());
        set(values, Name.EVERYWHERE, window.everywhere());
        missing(values, alignment, evidence, weights);
        order(values, alignment, weights);
        pairs(values, alignment.claim(), evidence);
        for (Reason reason : reasons) {
            switch (reason.kind()) {
                case NAME -> add(values, Name.NAMES);
                case NUMBER -> add(values, Name.NUMBERS);
                case UNIT -> add(values, Name.UNITS);
                case NEGATION -> add(values, Name.NEGATIONS);
                case OPPOSITE -> add(values, Name.OPPOSITES);
                case ARRANGEMENT, MISSING, NO_EVIDENCE -> {}
            }
        }
        set(values, Name.ABOUT_EVIDENCE, aboutEvidence ? 1 : 0);
        return new Features(values);
    }

    private static void missing(
            Map<Name, Double> values, Alignment alignment, Evidence evidence, WordWeights weights) {
        double worst = 0;
        double sum = 0;
        double run = 0;
        double runMost = 0;
        int away = 0;
        int content = 0;
        for (int i = 0; i < alignment.claim().size(); i++) {
            Token token = alignment.claim().get(i);
            if (!token.isContent()) {
                continue;
            }
            content++;
            double weight = weights.of(token) * (1 - matched(alignment, i));
            worst = Math.max(worst, weight);
            sum += weight;
            run = alignment.anywhere(i) < 0 ? run + weight : 0;
            runMost = Math.max(runMost, run);
            boolean telling = token.kind() == Token.Kind.NUMBER || evidence.isName(token.key());
            away += telling && alignment.anywhere(i) < 0 && evidence.has(token.key()) ? 1 : 0;
        }
        set(values, Name.WORST, worst);
        set(values, Name.MISSING, Math.log1p(sum));
        set(values, Name.RUN_MISSING, Math.log1p(runMost));
        set(values, Name.AWAY, Math.min(2, away));
        set(values, Name.LENGTH, Math.log1p(content));
    }

    private static void pairs(Map<Name, Double> values, List<Token> claim, Evidence evidence) {
        List<Token> content = claim.stream().filter(Token::isContent).toList();
        int words = 0;
        int pairs = 0;
        int triples = 0;
        for (int i = 0; i < content.size(); i++) {
            words += evidence.has(content.get(i).key()) ? 1 : 0;
            boolean pair = i > 0 && evidence.hasPair(content.get(i - 1), content.get(i));
            pairs += pair ? 1 : 0;
            triples +=
                    pair && i > 1 && evidence.hasPair(content.get(i - 2), content.get(i - 1))
                            ? 1
                            : 0;
        }
        int n = content.size();
        set(values, Name.WORDS, n == 0 ? 1 : (double) words / n);
        set(values, Name.BIGRAMS, n < 2 ? 1 : (double) pairs / (n - 1));
        set(values, Name.TRIGRAMS, n < 3 ? 1 : (double) triples / (n - 2));
        set(values, Name.NEW_BIGRAMS, Math.log1p(Math.max(0, n - 1 - pairs)));
    }

    private static double matched(Alignment alignment, int i) {
        int j = alignment.anywhere(i);
        return j < 0
                ? 0
                : Alignment.similarity(alignment.claim().get(i), alignment.evidence().get(j));
    }

    private static void order(Map<Name, Double> values, Alignment alignment, WordWeights weights) {
        int longest = 0;
        int run = 0;
        int pairs = 0;
        int kept = 0;
        double inOrder = 0;
        double all = 0;
        double replaced = 0;
        double total = 0;
        int before = -1;
        for (int i = 0; i < alignment.claim().size(); i++) {
            Token token = alignment.claim().get(i);
            run =
                    alignment.ordered(i) < 0
                            ? 0
                            : i > 0
                                            && alignment.ordered(i - 1) >= 0
                                            && alignment.ordered(i) == alignment.ordered(i - 1) + 1
                                    ? run + 1
                                    : 1;
            longest = Math.max(longest, run);
            if (!token.isContent()) {
                continue;
            }
            double weight = weights.of(token);
            total += weight;
            all += alignment.anywhere(i) >= 0 ? weight : 0;
            inOrder += alignment.ordered(i) >= 0 ? weight : 0;
            replaced += alignment.anywhere(i) < 0 && hasOther(alignment, i) ? weight : 0;
            if (before >= 0) {
                pairs++;
                boolean near =
                        alignment.anywhere(before) >= 0
                                && alignment.anywhere(i) >= 0
                                && Math.abs(alignment.anywhere(i) - alignment.anywhere(before))
                                        <= i - before + 3;
                kept += near ? 1 : 0;
            }
            before = i;
        }
        set(values, Name.PAIRS, pairs == 0 ? 1 : (double) kept / pairs);
        set(
                values,
                Name.LONGEST,
                alignment.claim().size() == 0 ? 1 : (double) longest / alignment.claim().size());
        set(values, Name.ORDER, all == 0 ? 0 : inOrder / all);
        set(values, Name.REPLACED, total == 0 ? 0 : replaced / total);
    }

    /** Whether the evidence has an unmatched content word in the slot of claim token i. */
    private static boolean hasOther(Alignment alignment, int i) {
        int[] slot = alignment.slot(i);
        if (slot[0] < 0 || slot[1] == alignment.evidence().size() || slot[1] - slot[0] > 6) {
            return false;
        }
        for (int j = slot[0] + 1; j < slot[1]; j++) {
            if (alignment.evidence().get(j).isContent()) {
                return true;
            }
        }
        return false;
    }

    private static void set(Map<Name, Double> values, Name name, double value) {
        values.put(name, value);
    }

    private static void add(Map<Name, Double> values, Name name) {
        values.merge(name, 1.0, (before, one) -> Math.min(2, before + one));
    }

    /** The values in the order of {@link Name}. */
    double[] values() {
        return Arrays.stream(Name.values())
                .mapToDouble(name -> values.getOrDefault(name, 0.0))
                .toArray();
    }
}
