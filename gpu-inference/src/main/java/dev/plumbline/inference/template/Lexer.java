package dev.plumbline.inference.template;

import dev.plumbline.inference.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens, with white space handled as chat templates expect: the line end
 * after a block goes, and blanks before a block that begins its line (Jinja's trim_blocks and
 * lstrip_blocks); {@code -} takes more, {@code +} keeps it.
 */
final class Lexer {
    private static final Pattern RAW = Pattern.compile("\\s*raw\\s*([-+]?)%}");
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%}");
    private static final Pattern WORD =
            Pattern.compile(
                    "(?<name>[\\p{L}_][\\p{L}\\p{N}\\p{Mn}_]*)"
                            + "|(?<float>\\d[\\d_]*(?:\\.\\d[\\d_]*(?:[eE][+-]?\\d+)?|[eE][+-]?\\d+))"
                            + "|(?<integer>0[xX][\\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\\d[\\d_]*)"
                            + "|(?<operator>//|\\*\\*|==|!=|<=|>=|[-+*/%~<>=.:|,;()\\[\\]{}])");

    private final String source;
    private final Escapes escapes;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    private boolean lineStarting = true;

    private Lexer(String source) {
        this.source = source;
        escapes = new Escapes(source);
    }

    static List<Token> tokens(String template) {
        String unix = template.replace("\r\n", "\n").replace('\r', '\n');
        String source = unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix;
        return new Lexer(source).run();
    }

    private List<Token> run() {
        while (position < source.length()) {
            int begin = nextDelimiter();
            if (begin < 0) {
                text(source.length(), "");
                break;
            }
            char kind = source.charAt(begin + 1);
            String sign = sign(begin + 2);
            text(
                    begin,
                    kind == '{' ? (sign.equals("-") ? "-" : "+") : sign.isEmpty() ? "block" : sign);
            advance(2 + sign.length());
            switch (kind) {
                case '#' -> comment();
                case '%' -> block();
                default -> inside(Kind.PRINT_BEGIN, Kind.PRINT_END, "}}");
            }
        }
        tokens.add(new Token(Kind.END, "", line));
        return tokens;
    }

    private int nextDelimiter() {
        for (int at = source.indexOf('{', position); at >= 0; at = source.indexOf('{', at + 1)) {
            if (at + 1 < source.length() && "{%#".indexOf(source.charAt(at + 1)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    private String sign(int at) {
        boolean signed =
                at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+');
        return signed ? source.substring(at, at + 1) : "";
    }

    /**
     * Text up to {@code end}; {@code before} says what the next delimiter takes: "-" all space,
     * "block" blanks of its line.
     */
    private void text(int end, String before) {
        String text = source.substring(position, end);
        String kept = text;
        if (before.equals("-")) {
            kept = stripTrailing(text);
        } else if (before.equals("block")) {
            int lineStart = text.lastIndexOf('\n') + 1;
            if ((lineStart > 0 || lineStarting)
                    && text.substring(lineStart).chars().allMatch(PythonText::space)) {
                kept = text.substring(0, lineStart);
            }
        }
        if (!kept.isEmpty()) {
            tokens.add(new Token(Kind.TEXT, kept, line));
        }
        advance(end - position);
    }

    private static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && PythonText.space(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private void advance(int count) {
        for (int i = position; i < position + count; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        position += count;
    }

    private void comment() {
        int end = source.indexOf("#}", position);
        if (end < 0) {
            throw TemplateException.syntax("A comment does not end", line);
        }
        char sign = end > position ? source.charAt(end - 1) : ' ';
        advance(end + 2 - position);
        afterEnd(sign == '-' || sign == '+' ? String.valueOf(sign) : "", true);
    }

    private void block() {
        Matcher raw = RAW.matcher(source).region(position, source.length());
        if (!raw.lookingAt()) {
            inside(Kind.BLOCK_BEGIN, Kind.BLOCK_END, "%}");
            return;
        }
        advance(raw.end() - position);
        afterEnd(raw.group(1), true);
        Matcher end = END_RAW.matcher(source);
        if (!end.find(position)) {
            throw TemplateException.syntax("A raw block does not end", line);
        }
        text(end.start(), end.group(1).isEmpty() ? "block" : end.group(1));
        advance(end.end() - position);
        afterEnd(end.group(2), true);
    }

    /**
     * White space after a delimiter: all of it after "-", one line end after a block unless "+".
     */
    private void afterEnd(String sign, boolean block) {
        int count = 0;
        if (sign.equals("-")) {
            while (position + count < source.length()
                    && PythonText.space(source.charAt(position + count))) {
                count++;
            }
        } else if (block
                && sign.isEmpty()
                && position < source.length()
                && source.charAt(position) == '\n') {
            count = 1;
        }
        lineStarting = count > 0 && source.charAt(position + count - 1) == '\n';
        advance(count);
    }

    private void inside(Kind begin, Kind end, String delimiter) {
        int opened = line;
        tokens.add(new Token(begin, "", line));
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            skipSpace();
            if (position >= source.length()) {
                throw TemplateException.syntax("What begins here does not end", opened);
            }
            String sign = sign(position);
            if (open.isEmpty()
                    && source.startsWith(delimiter, position + sign.length())
                    && !(sign.equals("+") && delimiter.equals("}}"))) {
                advance(sign.length() + delimiter.length());
                tokens.add(new Token(end, "", line));
                afterEnd(sign, end == Kind.BLOCK_END);
                return;
            }
            word(open);
        }
    }

    private void skipSpace() {
        while (position < source.length() && PythonText.space(source.charAt(position))) {
            advance(1);
        }
    }

    private void word(Deque<Character> open) {
        char first = source.charAt(position);
        if (first == '\'' || first == '"') {
            string(first);
            return;
        }
        Matcher matcher = WORD.matcher(source).region(position, source.length());
        if (!matcher.lookingAt()) {
            throw TemplateException.syntax("The character " + first + " is out of place", line);
        }
        Kind kind =
                matcher.group("name") != null
                        ? Kind.NAME
                        : matcher.group("float") != null
                                ? Kind.FLOAT
                                : matcher.group("integer") != null ? Kind.INTEGER : Kind.OPERATOR;
        if (kind == Kind.OPERATOR) {
            balance(matcher.group().charAt(0), open);
        }
        tokens.add(new Token(kind, matcher.group(), line));
        advance(matcher.end() - position);
    }

    private void balance(char operator, Deque<Character> open) {
        switch (operator) {
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '{' -> open.push('}');
            case ')', ']', '}' -> {
                if (open.isEmpty() || open.pop() != operator) {
                    throw TemplateException.syntax(
                            "The bracket " + operator + " closes nothing", line);
                }
            }
            default -> {}
        }
    }

    private void string(char quote) {
        StringBuilder text = new StringBuilder();
        int at = position + 1;
        while (at < source.length() && source.charAt(at) != quote) {
            if (source.charAt(at) == '\\' && at + 1 < source.length()) {
                at = escapes.append(at + 1, line, text);
            } else {
                text.append(source.charAt(at++));
            }
        }
        if (at >= source.length()) {
            throw TemplateException.syntax("A text does not end", line);
        }
        tokens.add(new Token(Kind.STRING, text.toString(), line));
        advance(at + 1 - position);
    }
}
