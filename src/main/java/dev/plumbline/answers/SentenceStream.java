package dev.plumbline.answers;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import dev.plumbline.ingestion.chunk.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts what a model writes into sentences while it comes, and takes the citation marks {@code [n]}
 * out. Where the pieces of the stream begin and end changes nothing. A mark belongs to the sentence
 * that it stands in or directly after. Text lags one word behind, since the next word decides
 * whether a full stop ended a sentence.
 */
final class SentenceStream {
    private static final int MARK_CHARACTERS_MAX = 40;
    private static final int NUMBERS_MAX = 50;
    private static final Pattern ITEM =
            Pattern.compile("[-*+•‣◦–—]|\\(?\\d{1,3}[.)]|\\(?[a-zA-Z][.)]|#{1,6}");
    private static final String CLOSING = ".,;:!?)]}'\"’”»…";

    private final Sink sink;
    private final String language;
    private final StringBuilder mark = new StringBuilder();
    private final StringBuilder space = new StringBuilder();
    private final StringBuilder sentence = new StringBuilder();
    private final List<Mark> marks = new ArrayList<>();
    private boolean inMark;
    private boolean afterMark;
    private boolean started;
    private int shown;

    /** Receives text without marks, and where sentences end. */
    interface Sink {
        /** The next piece of text. */
        void text(String piece);

        /** The sentence that was shown ends and cites these numbers, as the model wrote them. */
        void sentence(String text, List<Integer> numbers);
    }

    private record Mark(int at, List<Integer> numbers) {}

    /**
     * A stream.
     *
     * @param language ISO 639-1, or {@code und}
     */
    SentenceStream(Sink sink, String language) {
        this.sink = sink;
        this.language = language;
    }

    void accept(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            step(piece.charAt(i));
        }
    }

    /** Nothing more comes. */
    void end() {
        if (inMark) {
            inMark = false;
            show("[" + mark);
        }
        cut();
        if (!sentence.toString().isBlank()) {
            finish(sentence.length());
        }
    }

    private void step(char c) {
        if (inMark) {
            markStep(c);
        } else if (c == '[') {
            inMark = true;
            mark.setLength(0);
        } else if (Character.isWhitespace(c)) {
            whiteStep(c);
        } else {
            show(String.valueOf(c));
        }
    }

    /** The white space on both sides of a mark becomes one. */
    private void whiteStep(char c) {
        if (space.isEmpty() && !sentence.isEmpty()) {
            cut();
        }
        if (!afterMark || space.isEmpty()) {
            space.append(c);
        } else if (c == '\n') {
            if (space.indexOf("\n") < 0) {
                space.setLength(0);
            }
            space.append(c);
        }
    }

    private void markStep(char c) {
        if (c == ']') {
            inMark = false;
            List<Integer> numbers = numbers(mark.toString());
            if (numbers.isEmpty()) {
                show("[" + mark + "]");
            } else {
                marks.add(new Mark(sentence.length(), numbers));
                afterMark = true;
            }
            return;
        }
        boolean fits =
                Character.isDigit(c) || ", ;-–".indexOf(c) >= 0 || c == 'n' && mark.isEmpty();
        mark.append(c);
        if (!fits || mark.length() > MARK_CHARACTERS_MAX) {
            inMark = false;
            show("[" + mark);
        }
    }

    private void show(String visible) {
        if (!space.isEmpty()) {
            boolean tight = afterMark && CLOSING.indexOf(visible.charAt(0)) >= 0;
            if (!tight && started) {
                sentence.append(space);
            }
            space.setLength(0);
        }
        started = true;
        afterMark = false;
        sentence.append(visible);
    }

    /** Shows what has become certain, and ends the sentences that are over. */
    private void cut() {
        while (true) {
            CanonicalText text = CanonicalText.of(sentence.toString());
            List<Span> spans = Sentences.split(text, 0, text.length(), language);
            if (spans.size() < 2) {
                reveal(certain());
                return;
            }
            finish(Math.max(shown, text.utf16(spans.getFirst().end())));
        }
    }

    /** Where a line that so far has only the mark of a list item begins; else the end. */
    private int certain() {
        int line = sentence.lastIndexOf("\n");
        if (line < 0 || !ITEM.matcher(sentence.substring(line).strip()).matches()) {
            return sentence.length();
        }
        while (line > 0 && Character.isWhitespace(sentence.charAt(line - 1))) {
            line--;
        }
        return line;
    }

    private void reveal(int to) {
        if (to > shown) {
            sink.text(sentence.substring(shown, to));
            shown = to;
        }
    }

    private void finish(int end) {
        reveal(end);
        List<Integer> numbers = new ArrayList<>();
        marks.removeIf(
                found -> {
                    boolean own = found.at() <= end;
                    if (own) {
                        found.numbers().stream()
                                .filter(number -> !numbers.contains(number))
                                .forEach(numbers::add);
                    }
                    return own;
                });
        String over = sentence.substring(0, end);
        sentence.delete(0, end);
        marks.replaceAll(found -> new Mark(found.at() - end, found.numbers()));
        shown = 0;
        sink.sentence(over.strip(), numbers);
    }

    /** "3", "1, 2", "1-3"; empty where it is no list of numbers. */
    private static List<Integer> numbers(String inside) {
        List<Integer> found = new ArrayList<>();
        for (String part : inside.split("[,;]")) {
            String[] ends = part.strip().split("[-–]");
            try {
                int from = Integer.parseInt(ends[0].strip());
                int to = ends.length > 1 ? Integer.parseInt(ends[1].strip()) : from;
                for (int n = from; n <= to && found.size() < NUMBERS_MAX; n++) {
                    found.add(n);
                }
            } catch (NumberFormatException e) {
                return List.of();
            }
        }
        return found;
    }
}
