package dev.plumbline.eval.judge;

import java.util.BitSet;
import java.util.List;

/**
 * Found spans beside labelled ones, counted in code points and added up over responses.
 *
 * @param found code points in found spans
 * @param labelled code points in labelled spans
 * @param both code points in both
 */
public record SpanAgreement(long found, long labelled, long both) {

    /** No response yet. */
    public static final SpanAgreement NONE = new SpanAgreement(0, 0, 0);

    /** This and one more response; overlapping spans of a side count once. */
    public SpanAgreement plus(List<Span> foundSpans, List<Span> labelledSpans) {
        BitSet mine = bits(foundSpans);
        BitSet theirs = bits(labelledSpans);
        BitSet shared = bits(foundSpans);
        shared.and(theirs);
        return new SpanAgreement(
                found + mine.cardinality(),
                labelled + theirs.cardinality(),
                both + shared.cardinality());
    }

    private static BitSet bits(List<Span> spans) {
        BitSet bits = new BitSet();
        spans.forEach(span -> bits.set(span.start(), span.end()));
        return bits;
    }

    /** The share of what was found that is labelled; 1 where nothing was found. */
    public double precision() {
        return found == 0 ? 1 : (double) both / found;
    }

    /** The share of what is labelled that was found; 1 where nothing is labelled. */
    public double recall() {
        return labelled == 0 ? 1 : (double) both / labelled;
    }

    /** The harmonic mean of both; 0 where nothing agrees. */
    public double f1() {
        return both == 0 ? 0 : 2.0 * both / (found + labelled);
    }
}
