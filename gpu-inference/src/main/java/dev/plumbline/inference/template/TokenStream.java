package dev.plumbline.inference.template;

import dev.plumbline.inference.template.Token.Kind;
import java.util.List;

/** Tokens with a place in them; shared by the parsers. */
final class TokenStream {
    private static final int NESTING_MAX = 100;

    private final List<Token> tokens;
    private int position;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peekSecond() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(position);
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    /** Where the next token is. */
    int position() {
        return position;
    }

    /** Whether a name stands between a place and here, other than after a point. */
    boolean mentioned(int from, String name) {
        for (int i = from; i < position; i++) {
            if (tokens.get(i).name(name) && !tokens.get(Math.max(0, i - 1)).operator(".")) {
                return true;
            }
        }
        return false;
    }

    /** Takes the next token if it is that operator. */
    boolean takeOperator(String operator) {
        boolean there = peek().operator(operator);
        if (there) {
            next();
        }
        return there;
    }

    /** Takes the next token if it is that name. */
    boolean takeName(String name) {
        boolean there = peek().name(name);
        if (there) {
            next();
        }
        return there;
    }

    void expectOperator(String operator) {
        if (!takeOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void expectName(String name) {
        if (!takeName(name)) {
            throw unexpected(name);
        }
    }

    String name() {
        if (peek().kind() != Kind.NAME) {
            throw unexpected("a name");
        }
        return next().text();
    }

    void expect(Kind kind) {
        if (peek().kind() != kind) {
            throw unexpected(kind == Kind.BLOCK_END ? "the end of the block" : kind.toString());
        }
        next();
    }

    TemplateException unexpected(String wanted) {
        Token token = peek();
        String found =
                token.kind() == Kind.END
                        ? "the end"
                        : token.text().isEmpty()
                                ? token.kind().toString()
                                : "'" + token.text() + "'";
        return TemplateException.syntax(
                "There should be %s in place of %s".formatted(wanted, found), token.line());
    }

    void enter() {
        if (++depth > NESTING_MAX) {
            throw TemplateException.syntax(
                    "The template nests deeper than " + NESTING_MAX, peek().line());
        }
    }

    void leave() {
        depth--;
    }
}
