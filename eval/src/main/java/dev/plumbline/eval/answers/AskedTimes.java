package dev.plumbline.eval.answers;

/**
 * When a run's answers were asked for. Answers are kept and scored again later, and a system may
 * have changed since: a report says of what day it speaks.
 */
public final class AskedTimes {
    private int asked;
    private int kept;
    private String first = "";
    private String last = "";

    /** Counts an answer that was asked for in this run. */
    void asked(String instant) {
        asked++;
        note(instant);
    }

    /** Counts an answer of an earlier run; empty where its time is not known. */
    void kept(String instant) {
        kept++;
        note(instant);
    }

    /** ISO instants of equal length order as text. */
    private void note(String instant) {
        if (!instant.isEmpty()) {
            first = first.isEmpty() || instant.compareTo(first) < 0 ? instant : first;
            last = instant.compareTo(last) > 0 ? instant : last;
        }
    }

    /** How many answers this run asked for. */
    public int askedNow() {
        return asked;
    }

    /** How many answers were kept by an earlier run. */
    public int keptBefore() {
        return kept;
    }

    /** From the first to the last; empty where no answer's time is known. */
    public String span() {
        return first.equals(last) ? first : first + " to " + last;
    }
}
