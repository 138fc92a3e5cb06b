package dev.plumbline.ingestion.parse;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells the hyphens that only cut a word at the end of its line from those that belong to it, by
 * what else the document says.
 */
final class PdfHyphens {
    private static final String HYPHENS = "-\u2010\u00ad";

    private final Set<String> vocabulary = new HashSet<>();

    PdfHyphens(List<List<PdfLine>> pages) {
        for (List<PdfLine> lines : pages) {
            boolean cut = false;
            for (PdfLine line : lines) {
                List<PdfLine.PdfWord> words = line.words();
                boolean cuts = isCut(line.last());
                // Halves are no words.
                int from = cut ? 1 : 0;
                int to = Math.max(from, words.size() - (cuts ? 1 : 0));
                for (PdfLine.PdfWord word : words.subList(from, to)) {
                    vocabulary.add(bare(word.text()));
                }
                cut = cuts;
            }
        }
    }

    private static boolean isCut(String word) {
        return HYPHENS.indexOf(word.charAt(word.length() - 1)) >= 0;
    }

    /** Whether the two halves are one word without the hyphen at the end of the first. */
    boolean joins(String before, String after) {
        int last = before.length() - 1;
        if (last < 2
                || HYPHENS.indexOf(before.charAt(last)) < 0
                || !Character.isLetter(before.charAt(last - 1))
                || !Character.isLetter(before.charAt(last - 2))
                || !Character.isLowerCase(after.codePointAt(0))) {
            return false;
        }
        String left = bare(before.substring(0, last));
        String right = bare(after);
        if (before.charAt(last) == '\u00ad' || vocabulary.contains(left + right)) {
            return true;
        }
        boolean compound =
                vocabulary.contains(left + '-' + right)
                        || left.indexOf('-') >= 0
                        || (vocabulary.contains(left) && vocabulary.contains(right));
        return !compound;
    }

    /** A word in lower case without what stands about its letters and numbers. */
    private static String bare(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int from = 0;
        int to = lower.length();
        while (from < to && !isInk(lower.codePointAt(from))) {
            from += Character.charCount(lower.codePointAt(from));
        }
        while (from < to && !isInk(lower.codePointBefore(to))) {
            to -= Character.charCount(lower.codePointBefore(to));
        }
        return lower.substring(from, to);
    }

    private static boolean isInk(int character) {
        return Character.isLetterOrDigit(character)
                || Character.getType(character) == Character.LETTER_NUMBER
                || Character.getType(character) == Character.OTHER_NUMBER;
    }
}
