package dev.plumbline.inference.tokenizer;

/** Cuts runs of digits into groups of three from the right. */
final class DigitGroups implements PreTokenizer.Step {
    private static final int GROUP = 3;

    @Override
    public void split(String text, int start, int end, Spans pieces) {
        int done = start;
        for (int at = start; at < end; ) {
            int run = run(text, at, end);
            if (run == at) {
                at = text.offsetByCodePoints(at, 1);
                continue;
            }
            pieces.add(done, at);
            int digits = text.codePointCount(at, run);
            int first = digits % GROUP == 0 ? GROUP : digits % GROUP;
            for (int from = at; from < run; first = GROUP) {
                int to = text.offsetByCodePoints(from, first);
                pieces.add(from, to);
                from = to;
            }
            at = run;
            done = run;
        }
        pieces.add(done, end);
    }

    private static int run(String text, int from, int end) {
        int at = from;
        while (at < end && number(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean number(int point) {
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    true;
            default -> false;
        };
    }
}
