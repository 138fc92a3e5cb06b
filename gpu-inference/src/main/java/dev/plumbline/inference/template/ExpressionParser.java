package dev.plumbline.inference.template;

import dev.plumbline.inference.template.Expression.Comparand;
import dev.plumbline.inference.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Expressions, loosest operator first: if-else, or, and, not, comparison, + -, ~, * / // %, **,
 * sign; what binds closer is an operand.
 */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private final TokenStream tokens;
    private final OperandParser operands;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        operands = new OperandParser(tokens, this);
    }

    OperandParser operands() {
        return operands;
    }

    /** An expression; where commas follow, a tuple. */
    Expression tuple() {
        Expression first = expression();
        if (!tokens.peek().operator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.takeOperator(",") && !atEnd()) {
            items.add(expression());
        }
        return new Expression.TupleOf(items);
    }

    private boolean atEnd() {
        Token token = tokens.peek();
        return token.kind() == Kind.BLOCK_END
                || token.kind() == Kind.PRINT_END
                || token.operator(")")
                || token.operator("=");
    }

    Expression expression() {
        tokens.enter();
        Expression result = or();
        while (tokens.takeName("if")) {
            Expression condition = or();
            Expression otherwise = tokens.takeName("else") ? expression() : null;
            result = new Expression.Conditional(condition, result, otherwise);
        }
        tokens.leave();
        return result;
    }

    Expression withoutCondition() {
        return or();
    }

    private Expression or() {
        Expression left = and();
        while (tokens.takeName("or")) {
            left = new Expression.Binary("or", left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.takeName("and")) {
            left = new Expression.Binary("and", left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.takeName("not")) {
            return comparison();
        }
        tokens.enter();
        Expression result = new Expression.Unary("not", not());
        tokens.leave();
        return result;
    }

    private Expression comparison() {
        Expression first = sum();
        List<Comparand> rest = new ArrayList<>();
        while (true) {
            Token token = tokens.peek();
            if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
                tokens.next();
                rest.add(new Comparand(token.text(), sum()));
            } else if (tokens.takeName("in")) {
                rest.add(new Comparand("in", sum()));
            } else if (token.name("not") && tokens.peekSecond().name("in")) {
                tokens.next();
                tokens.next();
                rest.add(new Comparand("not in", sum()));
            } else {
                return rest.isEmpty() ? first : new Expression.Comparison(first, rest);
            }
        }
    }

    private Expression sum() {
        Expression left = concatenation();
        while (tokens.peek().operator("+") || tokens.peek().operator("-")) {
            left = new Expression.Binary(tokens.next().text(), left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression left = product();
        while (tokens.takeOperator("~")) {
            left = new Expression.Binary("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (Set.of("*", "/", "//", "%").contains(tokens.peek().text())
                && tokens.peek().kind() == Kind.OPERATOR) {
            left = new Expression.Binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (tokens.takeOperator("**")) {
            left = new Expression.Binary("**", left, unary(true));
        }
        return left;
    }

    private Expression unary(boolean filters) {
        Expression result;
        if (tokens.peek().operator("-") || tokens.peek().operator("+")) {
            String operator = tokens.next().text();
            tokens.enter();
            result = new Expression.Unary(operator, unary(false));
            tokens.leave();
        } else {
            result = operands.primary();
        }
        result = operands.postfix(result);
        return filters ? operands.filtersAndTests(result) : result;
    }
}
