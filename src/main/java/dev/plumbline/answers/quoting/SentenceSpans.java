package dev.plumbline.answers.quoting;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import dev.plumbline.ingestion.chunk.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stretches of a passage that may be quoted: its sentences without list marks, long ones cut
 * where they can be.
 */
final class SentenceSpans {

    /** What looks like the end of a sentence and the start of the next, abbreviations included. */
    private static final Pattern BREAK = Pattern.compile("[.!?]['\"\u201d)]*\\s+(?=\\p{Lu})");

    /** A break that hardly is an abbreviation's: three small letters before it. */
    private static final Pattern SURE_BREAK =
            Pattern.compile(
                    "(?<=\\p{Ll}{3}|[0-9]{3}|[\\])\"\u201d])[.!?]['\"\u201d)]*\\s+(?=\\p{Lu})");

    private static final Pattern LINES = Pattern.compile("\\s*\\n\\s*");

    /** A table's row with another line. */
    private static final Pattern ROW_IN_LINES = Pattern.compile(" \\| [^\\n]*\\n|\\n[^\\n]* \\| ");

    private static final Pattern MARK =
            Pattern.compile(
                    "^(?:[-*+\u2022\u2023\u25aa\u2013\u2014\u00b7|>]+\\s+|#{1,6}\\s+|\\(?\\p{Nd}{1,3}[.)]\\s+)+");

    private static final int BREAKS_MAX = 2;
    private static final int LENGTH_MAX = 600;

    private SentenceSpans() {}

    static List<Span> of(CanonicalText text, String language) {
        List<Span> spans = new ArrayList<>();
        for (Span span : Sentences.split(text, 0, text.length(), language)) {
            add(spans, text, span);
        }
        return spans;
    }

    private static void add(List<Span> spans, CanonicalText text, Span whole) {
        Span span = withoutMark(text, whole);
        String slice = text.slice(span);
        if (slice.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        if (breaks(slice) <= BREAKS_MAX && slice.length() <= LENGTH_MAX) {
            spans.add(span);
            return;
        }
        int cut = cut(slice);
        if (cut < 0) {
            spans.add(span);
            return;
        }
        int middle = text.codePoint(text.utf16(span.start()) + cut);
        add(spans, text, stripped(text, span.start(), middle));
        add(spans, text, stripped(text, middle, span.end()));
    }

    /**
     * Where to cut a slice in two, in UTF-16 units: at the seam nearest to its middle, the surest
     * kind first; -1 if there is none.
     */
    private static int cut(String slice) {
        for (Pattern seam : List.of(LINES, SURE_BREAK, BREAK)) {
            Matcher matcher = seam.matcher(slice);
            int best = -1;
            while (matcher.find()) {
                int at = matcher.end();
                if (at > 0
                        && at < slice.length()
                        && matcher.start() > 0
                        && (best < 0
                                || Math.abs(at - slice.length() / 2)
                                        < Math.abs(best - slice.length() / 2))) {
                    best = at;
                }
            }
            if (best > 0) {
                return best;
            }
        }
        return -1;
    }

    private static Span withoutMark(CanonicalText text, Span span) {
        Matcher mark = MARK.matcher(text.slice(span));
        return mark.find() && mark.end() < span.length()
                ? new Span(span.start() + mark.end(), span.end())
                : span;
    }

    private static Span stripped(CanonicalText text, int start, int end) {
        String slice = text.slice(start, end);
        int lead = slice.length() - slice.stripLeading().length();
        int trail = slice.length() - slice.stripTrailing().length();
        return lead == slice.length()
                ? new Span(start, start)
                : new Span(start + lead, end - trail);
    }

    /** How many ends of sentences a text seems to have within. */
    static int breaks(String text) {
        int count = 0;
        Matcher matcher = BREAK.matcher(text);
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** Whether two sentences with what stands between them still read as two; rows never do. */
    static boolean joinable(String text) {
        return breaks(text) <= BREAKS_MAX
                && text.length() <= 2 * LENGTH_MAX
                && !ROW_IN_LINES.matcher(text).find();
    }
}
