package dev.plumbline.eval.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the words of a number, "two hundred and five" or "1.5 million", into one token with its
 * value.
 */
final class NumberWords {

    private NumberWords() {}

    static List<Token> merged(List<Token> tokens) {
        List<Token> out = new ArrayList<>(tokens.size());
        int i = 0;
        while (i < tokens.size()) {
            int end = phraseEnd(tokens, i);
            if (end == i) {
                out.add(perCent(tokens, i, out));
                i++;
            } else {
                out.add(joined(tokens, i, end));
                i = end;
            }
        }
        out.removeIf(token -> token.key().isEmpty());
        return out;
    }

    /** "per cent" is one unit: its first word goes, its second becomes the sign. */
    private static Token perCent(List<Token> tokens, int i, List<Token> out) {
        Token token = tokens.get(i);
        if (token.text().equalsIgnoreCase("cent")
                && i > 0
                && tokens.get(i - 1).text().equalsIgnoreCase("per")) {
            Token per = out.removeLast();
            return new Token(
                    per.start(), token.end(), "per cent", "u:%", Token.Kind.FUNCTION, null);
        }
        Integer ordinal = Lexicon.ORDINALS.get(Tokenizer.plain(token.text()));
        boolean afterNumber = i > 0 && tokens.get(i - 1).kind() == Token.Kind.NUMBER;
        if (ordinal != null && !(ordinal == 2 && afterNumber)) {
            return new Token(
                    token.start(),
                    token.end(),
                    token.text(),
                    ordinal + "th",
                    Token.Kind.CONTENT,
                    null);
        }
        return token;
    }

    private static int phraseEnd(List<Token> tokens, int from) {
        int i = from;
        while (i < tokens.size() && belongs(tokens, from, i)) {
            i++;
        }
        return i;
    }

    /** Whether the token at i is part of the number phrase that begins at from. */
    private static boolean belongs(List<Token> tokens, int from, int i) {
        Token token = tokens.get(i);
        String word = Tokenizer.plain(token.text());
        boolean first = i == from;
        boolean digits = !first && tokens.get(from).kind() == Token.Kind.NUMBER;
        if (token.kind() == Token.Kind.NUMBER) {
            return first && token.value() != null;
        }
        if (word.equals("m") || word.equals("k")) {
            return digits && i == from + 1 && token.start() == tokens.get(from).end();
        }
        if (Lexicon.MAGNITUDES.containsKey(word)) {
            return !first;
        }
        if (word.equals("and")) {
            return !first
                    && !digits
                    && i + 1 < tokens.size()
                    && Tokenizer.plain(tokens.get(i - 1).text()).equals("hundred")
                    && small(tokens.get(i + 1)) != null;
        }
        return small(token) != null && !digits && (first || continues(tokens.get(i - 1), token));
    }

    /**
     * Whether two number words in a row are one number: "twenty one" and "hundred five" are, "two
     * three" is not.
     */
    private static boolean continues(Token before, Token token) {
        String word = Tokenizer.plain(before.text());
        if (Lexicon.MAGNITUDES.containsKey(word) || word.equals("and")) {
            return true;
        }
        Integer value = small(token);
        return Lexicon.TENS.containsKey(word) && value != null && value < 10;
    }

    private static @Nullable Integer small(Token token) {
        String word = Tokenizer.plain(token.text());
        Integer tens = Lexicon.TENS.get(word);
        return tens != null ? tens : Lexicon.CARDINALS.get(word);
    }

    private static Token joined(List<Token> tokens, int from, int end) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal group = BigDecimal.ZERO;
        for (int i = from; i < end; i++) {
            Token token = tokens.get(i);
            String word = Tokenizer.plain(token.text());
            Long magnitude =
                    word.equals("m")
                            ? Long.valueOf(1_000_000)
                            : word.equals("k") ? Long.valueOf(1_000) : Lexicon.MAGNITUDES.get(word);
            Integer small = small(token);
            if (token.value() != null) {
                group = token.value();
            } else if (magnitude != null) {
                group = group.signum() == 0 ? BigDecimal.ONE : group;
                group = group.multiply(BigDecimal.valueOf(magnitude));
                if (magnitude >= 1000) {
                    total = total.add(group);
                    group = BigDecimal.ZERO;
                }
            } else if (small != null) {
                group = group.add(BigDecimal.valueOf(small));
            }
        }
        BigDecimal value = total.add(group);
        Token first = tokens.get(from);
        String text = words(tokens, from, end);
        boolean one = end == from + 1 && text.equalsIgnoreCase("one");
        return new Token(
                first.start(),
                tokens.get(end - 1).end(),
                text,
                value.stripTrailingZeros().toPlainString(),
                one ? Token.Kind.FUNCTION : Token.Kind.NUMBER,
                value);
    }

    private static String words(List<Token> tokens, int from, int end) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens.subList(from, end)) {
            text.append(text.isEmpty() ? "" : " ").append(token.text());
        }
        return text.toString();
    }
}
