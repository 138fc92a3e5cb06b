package dev.plumbline.inference.engine;

import java.util.List;

/** Holds back text that may be the beginning of a stop text, and finds the end. */
final class StopTexts {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    StopTexts(List<String> stops) {
        this.stops = stops;
    }

    /** Whether a stop text has come. */
    boolean stopped() {
        return stopped;
    }

    /** Takes a piece and returns what may be shown. */
    String append(String piece) {
        held.append(piece);
        int end = firstStop();
        if (end >= 0) {
            stopped = true;
            String shown = held.substring(0, end);
            held.setLength(0);
            return shown;
        }
        int keep = longestBeginning();
        String shown = held.substring(0, held.length() - keep);
        held.delete(0, held.length() - keep);
        return shown;
    }

    /** What was held back when nothing more comes. */
    String finish() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    private int firstStop() {
        int first = -1;
        for (String stop : stops) {
            int at = held.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** How many of the last characters begin a stop text. */
    private int longestBeginning() {
        int longest = 0;
        for (String stop : stops) {
            for (int n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
                if (stop.regionMatches(0, held.substring(held.length() - n), 0, n)) {
                    longest = n;
                }
            }
        }
        return longest;
    }
}
