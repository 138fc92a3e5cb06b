package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.template.Expression.Arguments;
import dev.plumbline.inference.template.Expression.Entry;
import dev.plumbline.inference.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operands of expressions: literals, names and brackets, then . [] () and | is behind them. */
final class OperandParser {
    private static final Set<String> AFTER_TEST =
            Set.of("else", "or", "and", "if", "is", "in", "not");

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    OperandParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case NAME -> named(token.text());
            case STRING -> strings(token.text());
            case INTEGER -> new Expression.Literal(integer(token));
            case FLOAT -> new Expression.Literal(Double.parseDouble(token.text().replace("_", "")));
            case OPERATOR -> bracketed(token);
            case TEXT, BLOCK_BEGIN, BLOCK_END, PRINT_BEGIN, PRINT_END, END ->
                    throw TemplateException.syntax("An expression is missing", token.line());
        };
    }

    private static Expression named(String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Literal(true);
            case "false", "False" -> new Expression.Literal(false);
            case "none", "None" -> new Expression.Literal(JsonNull.NULL);
            default -> new Expression.Variable(name);
        };
    }

    private Expression strings(String first) {
        StringBuilder text = new StringBuilder(first);
        while (tokens.peek().kind() == Kind.STRING) {
            text.append(tokens.next().text());
        }
        return new Expression.Literal(text.toString());
    }

    private static Object integer(Token token) {
        String text = token.text().replace("_", "");
        try {
            String prefix = text.length() > 2 ? text.substring(0, 2) : "";
            return switch (prefix) {
                case "0x", "0X" -> Long.parseLong(text.substring(2), 16);
                case "0o", "0O" -> Long.parseLong(text.substring(2), 8);
                case "0b", "0B" -> Long.parseLong(text.substring(2), 2);
                default -> Long.parseLong(text);
            };
        } catch (NumberFormatException e) {
            throw TemplateException.syntax("The number " + text + " is too large", token.line());
        }
    }

    private Expression bracketed(Token token) {
        return switch (token.text()) {
            case "(" -> parenthesis();
            case "[" -> new Expression.ListOf(items("]"));
            case "{" -> new Expression.DictOf(entries());
            default ->
                    throw TemplateException.syntax(
                            "'" + token.text() + "' is out of place", token.line());
        };
    }

    private Expression parenthesis() {
        if (tokens.takeOperator(")")) {
            return new Expression.TupleOf(List.of());
        }
        Expression result = expressions.tuple();
        tokens.expectOperator(")");
        return result;
    }

    private List<Expression> items(String end) {
        List<Expression> items = new ArrayList<>();
        while (!tokens.takeOperator(end)) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.takeOperator(end)) {
                    break;
                }
            }
            items.add(expressions.expression());
        }
        return items;
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        while (!tokens.takeOperator("}")) {
            if (!entries.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.takeOperator("}")) {
                    break;
                }
            }
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            entries.add(new Entry(key, expressions.expression()));
        }
        return entries;
    }

    Expression postfix(Expression of) {
        Expression result = of;
        while (true) {
            if (tokens.takeOperator(".")) {
                result = dotted(result);
            } else if (tokens.takeOperator("[")) {
                result = subscript(result);
            } else if (tokens.takeOperator("(")) {
                result = new Expression.Call(result, arguments());
            } else {
                return result;
            }
        }
    }

    private Expression dotted(Expression of) {
        if (tokens.peek().kind() == Kind.INTEGER) {
            return new Expression.Item(of, new Expression.Literal(integer(tokens.next())));
        }
        return new Expression.Attribute(of, tokens.name());
    }

    private Expression subscript(Expression of) {
        Expression start = tokens.peek().operator(":") ? null : expressions.tuple();
        if (!tokens.peek().operator(":")) {
            tokens.expectOperator("]");
            if (start == null) {
                throw tokens.unexpected("an index");
            }
            return new Expression.Item(of, start);
        }
        tokens.expectOperator(":");
        Expression stop = bound();
        Expression step = tokens.takeOperator(":") ? bound() : null;
        tokens.expectOperator("]");
        return new Expression.Slice(of, start, stop, step);
    }

    private @Nullable Expression bound() {
        return tokens.peek().operator(":") || tokens.peek().operator("]")
                ? null
                : expressions.expression();
    }

    Expression filtersAndTests(Expression of) {
        Expression result = of;
        while (true) {
            if (tokens.takeOperator("|")) {
                result = filter(result);
            } else if (tokens.takeName("is")) {
                result = test(result);
            } else if (tokens.peek().operator("(")) {
                tokens.next();
                result = new Expression.Call(result, arguments());
            } else {
                return result;
            }
        }
    }

    Expression filter(@Nullable Expression of) {
        StringBuilder name = new StringBuilder(tokens.name());
        while (tokens.takeOperator(".")) {
            name.append('.').append(tokens.name());
        }
        return new Expression.Filter(
                of, name.toString(), tokens.takeOperator("(") ? arguments() : Arguments.NONE);
    }

    private Expression test(Expression of) {
        boolean negated = tokens.takeName("not");
        String name = tokens.name();
        Arguments arguments = Arguments.NONE;
        if (tokens.takeOperator("(")) {
            arguments = arguments();
        } else if (argumentFollows()) {
            arguments = new Arguments(List.of(postfix(primary())), Map.of(), null, null);
        }
        Expression result = new Expression.Test(of, name, arguments);
        return negated ? new Expression.Unary("not", result) : result;
    }

    private boolean argumentFollows() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NAME -> !AFTER_TEST.contains(token.text());
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.text().equals("[") || token.text().equals("{");
            case TEXT, BLOCK_BEGIN, BLOCK_END, PRINT_BEGIN, PRINT_END, END -> false;
        };
    }

    private Arguments arguments() {
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        Expression morePositional = null;
        Expression moreNamed = null;
        boolean first = true;
        while (!tokens.takeOperator(")")) {
            if (!first) {
                tokens.expectOperator(",");
                if (tokens.takeOperator(")")) {
                    break;
                }
            }
            first = false;
            if (tokens.takeOperator("*")) {
                morePositional = expressions.expression();
            } else if (tokens.takeOperator("**")) {
                moreNamed = expressions.expression();
            } else if (tokens.peek().kind() == Kind.NAME && tokens.peekSecond().operator("=")) {
                String name = tokens.name();
                tokens.expectOperator("=");
                named.put(name, expressions.expression());
            } else {
                positional.add(expressions.expression());
            }
        }
        return new Arguments(positional, named, morePositional, moreNamed);
    }
}
