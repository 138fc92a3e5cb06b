package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.List;

/** Which words of an unsupported sentence the evidence lacks. */
final class UnsupportedParts {

    private static final int WORDS_MAX = 8;

    private UnsupportedParts() {}

    /** Missing content words as reasons, names and numbers that have their own reason left out. */
    static List<Reason> missingWords(Assessment assessment) {
        List<Reason> reasons = new ArrayList<>();
        List<Token> tokens = assessment.claim().tokens();
        for (int i = 0; i < tokens.size() && reasons.size() < WORDS_MAX; i++) {
            String word = tokens.get(i).text();
            boolean missing = tokens.get(i).isContent() && assessment.alignment().anywhere(i) < 0;
            if (missing && assessment.reasons().stream().noneMatch(r -> r.words().contains(word))) {
                reasons.add(new Reason(Reason.Kind.MISSING, word, ""));
            }
        }
        return reasons;
    }

    /**
     * The stretch from the first to the last unsupported word of a sentence where it is a part
     * only, else the whole sentence. Code points of the response.
     */
    static List<Span> of(Assessment assessment) {
        Sentence sentence = assessment.claim().sentence();
        List<Token> tokens = assessment.claim().tokens();
        int first = -1;
        int last = -1;
        int missing = 0;
        int content = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            content += token.isContent() ? 1 : 0;
            boolean wrong =
                    (token.isContent() && assessment.alignment().anywhere(i) < 0)
                            || isReason(assessment, token);
            if (wrong) {
                missing += token.isContent() ? 1 : 0;
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0 || missing * 2 > content) {
            return List.of(new Span(sentence.start(), sentence.end()));
        }
        int from = sentence.start() + sentence.text().codePointCount(0, tokens.get(first).start());
        int to = sentence.start() + sentence.text().codePointCount(0, tokens.get(last).end());
        return List.of(new Span(from, to));
    }

    private static boolean isReason(Assessment assessment, Token token) {
        if (token.kind() == Token.Kind.BREAK) {
            return false;
        }
        for (Reason reason : assessment.reasons()) {
            for (String word : reason.words().split(" ")) {
                if (word.equals(token.text())) {
                    return true;
                }
            }
        }
        return false;
    }
}
