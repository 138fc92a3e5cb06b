package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of a response as something that can be true or not: its tokens without list markers
 * and references to sources.
 *
 * @param sentence where it stands in the response
 * @param text without marks, in the same places
 * @param tokens with offsets into the sentence's text
 * @param aboutEvidence whether it speaks of what the evidence does or does not say, not of its
 *     subject
 */
record Claim(Sentence sentence, String text, List<Token> tokens, boolean aboutEvidence) {

    private static final Pattern MARKS =
            Pattern.compile(
                    "^(?:[-*+•‣◦–—]+\\s+|\\(?(?:\\d{1,3}|[a-zA-Z])[.)]\\s+)+"
                            + "|^(?:(?:sure|certainly|yes|no|okay|great)[,!.]\\s+)?(?:so,? )?(?:based (?:up)?on|according to|as (?:stated|mentioned|described) in|from|per|given)"
                            + " (?:the )?(?:(?:provided|given|above|following|available|information|context|text|details|in|from|by|of|the) )*"
                            + "(?:passages?|information|context|texts?|documents?|sources?|excerpts?|details)(?: \\d+(?:(?:,| and|, and) \\d+)*)?(?: provided| given| above)?,?\\s"
                            + "|\\[\\d{1,3}(?:\\s*[,;–-]\\s*\\d{1,3})*\\]"
                            + "|\\((?:[^()]{0,20}\\b)?(?:passages?|sources?|documents?)\\s*\\d[^()]{0,40}\\)",
                    Pattern.CASE_INSENSITIVE);

    private static final String TEXTS =
            "(?:passages?|context|documents?|sources?|excerpts?|(?:provided|given|available|this|the) (?:text|information|evidence))";

    private static final String TELLS =
            "(?:mention|provid|contain|sa(?:y|id)|stat|specif|includ|giv|discuss|address|offer|describ|explain|indicat|answer|detail|information)";

    private static final Pattern ABOUT_EVIDENCE =
            Pattern.compile(
                    ("\\b%1$s\\b.{0,30}(?:\\b(?:not|no|neither|lacks?)\\b|n't\\b).{0,40}\\b%2$s"
                                    + "|\\b(?:unable|cannot|can't|can not|not possible|impossible|insufficient|not enough|no)\\b.{0,50}\\b(?:answer|determine|information)\\b.{0,80}\\b(?:%1$s|question|provided|given)\\b"
                                    + "|(?:\\bnot|n't) (?:\\w+ )?%2$s\\w*\\b.{0,30}\\b(?:in|by|from) (?:\\w+ ){0,3}%1$s\\b")
                            .formatted(TEXTS, TELLS),
                    Pattern.CASE_INSENSITIVE);

    static List<Claim> of(String response, Tokenizer tokenizer) {
        List<Claim> claims = new ArrayList<>();
        for (Sentence sentence : Sentences.split(response)) {
            claims.add(of(sentence, tokenizer));
        }
        return claims;
    }

    static Claim of(Sentence sentence, Tokenizer tokenizer) {
        String text = blanked(sentence.text());
        List<Token> tokens = tokenizer.tokens(text);
        boolean about = ABOUT_EVIDENCE.matcher(text).find();
        return new Claim(sentence, text, tokens, about);
    }

    /** The text with marks and references replaced by as many spaces, so that offsets stay. */
    private static String blanked(String text) {
        Matcher matcher = MARKS.matcher(text);
        StringBuilder blanked = new StringBuilder(text);
        while (matcher.find()) {
            for (int i = matcher.start(); i < matcher.end(); i++) {
                blanked.setCharAt(i, ' ');
            }
        }
        return blanked.toString();
    }

    /** The same claim, judged like any other even where it speaks of the evidence. */
    Claim aboutItsSubject() {
        return new Claim(sentence, text, tokens, false);
    }
}
