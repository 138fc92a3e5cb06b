package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.template.Callable.Given;
import dev.plumbline.inference.template.Expression.Arguments;
import dev.plumbline.inference.template.Expression.Comparand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of expressions. */
final class Evaluator {
    private final Budget budget;
    private final Members members;
    private final Operators operators;
    private final Tests tests;
    private final Filters filters;

    Evaluator(Budget budget) {
        this.budget = budget;
        this.members = new Members(budget);
        this.operators = new Operators(budget);
        this.tests = new Tests(budget);
        this.filters = new Filters(budget, members, tests);
    }

    Object value(Expression expression, Scope scope) {
        budget.step();
        return switch (expression) {
            case Expression.Literal(Object value) -> value;
            case Expression.Variable(String name) -> scope.value(name);
            case Expression.ListOf(List<Expression> items) -> values(items, scope);
            case Expression.TupleOf(List<Expression> items) -> new Tuple(values(items, scope));
            case Expression.DictOf(List<Expression.Entry> entries) -> dict(entries, scope);
            case Expression.Attribute(Expression of, String name) ->
                    attribute(value(of, scope), name);
            case Expression.Item(Expression of, Expression key) ->
                    members.item(value(of, scope), value(key, scope));
            case Expression.Slice slice -> slice(slice, scope);
            case Expression.Call(Expression of, Arguments arguments) ->
                    call(value(of, scope), given(arguments, scope));
            case Expression.Filter(Expression of, String name, Arguments arguments) -> {
                if (of == null) {
                    throw TemplateException.type("The filter " + name + " has nothing to work on.");
                }
                yield filters.apply(name, value(of, scope), given(arguments, scope));
            }
            case Expression.Test(Expression of, String name, Arguments arguments) ->
                    tests.test(name, value(of, scope), given(arguments, scope));
            case Expression.Unary(String operator, Expression of) ->
                    unary(operator, value(of, scope));
            case Expression.Binary binary -> binary(binary, scope);
            case Expression.Comparison(Expression first, List<Comparand> rest) ->
                    comparison(value(first, scope), rest, scope);
            case Expression.Conditional conditional -> conditional(conditional, scope);
        };
    }

    /**
     * The filters of a block, the innermost of which has no operand of its own, applied to a text.
     */
    Object filtered(Expression filter, Object text, Scope scope) {
        if (!(filter
                instanceof Expression.Filter(Expression of, String name, Arguments arguments))) {
            throw TemplateException.type("This is no filter.");
        }
        Object operand = of == null ? text : filtered(of, text, scope);
        return filters.apply(name, operand, given(arguments, scope));
    }

    /** An attribute, unless its name is one of Python's own. */
    static Object attribute(Members members, Object of, String name) {
        return name.startsWith("__") ? guarded(name) : members.attribute(of, name);
    }

    private static Object guarded(String name) {
        return new Undefined("access to attribute '" + name + "' is unsafe.");
    }

    private Object attribute(Object of, String name) {
        return attribute(members, of, name);
    }

    private List<Object> values(List<Expression> expressions, Scope scope) {
        List<Object> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(value(expression, scope));
        }
        return values;
    }

    private Map<Object, Object> dict(List<Expression.Entry> entries, Scope scope) {
        Map<Object, Object> result = new LinkedHashMap<>();
        for (Expression.Entry entry : entries) {
            Object key = value(entry.key(), scope);
            if (key instanceof List || key instanceof Map) {
                throw TemplateException.type("A %s cannot be a key.".formatted(Values.kind(key)));
            }
            result.put(key, value(entry.value(), scope));
        }
        return result;
    }

    private Object slice(Expression.Slice slice, Scope scope) {
        Object of = value(slice.of(), scope);
        Values.failUndefined(of);
        if (of instanceof Map) {
            throw TemplateException.type("A dict cannot be sliced.");
        }
        return Slices.slice(
                of,
                bound(slice.start(), scope),
                bound(slice.stop(), scope),
                bound(slice.step(), scope),
                budget);
    }

    private Object bound(@Nullable Expression expression, Scope scope) {
        return expression == null ? JsonNull.NULL : value(expression, scope);
    }

    Object call(Object callee, Given given) {
        budget.enter();
        Object result =
                switch (callee) {
                    case Callable callable -> callable.call(given);
                    case LoopState loop -> loop.call(given);
                    case Undefined undefined -> throw undefined.failure();
                    default ->
                            throw TemplateException.type(
                                    "A %s cannot be called.".formatted(Values.kind(callee)));
                };
        budget.leave();
        return result;
    }

    private Given given(Arguments arguments, Scope scope) {
        List<Object> positional = values(arguments.positional(), scope);
        Map<String, Object> named = new LinkedHashMap<>();
        arguments.named().forEach((name, expression) -> named.put(name, value(expression, scope)));
        if (arguments.morePositional() != null) {
            positional.addAll(Values.items(value(arguments.morePositional(), scope), budget));
        }
        if (arguments.moreNamed() != null
                && value(arguments.moreNamed(), scope) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> named.put(Values.string(name), value));
        }
        return new Given(positional, named);
    }

    private Object unary(String operator, Object value) {
        return switch (operator) {
            case "not" -> !Values.truth(value);
            case "-" -> operators.negated(value);
            default -> operators.negated(operators.negated(value));
        };
    }

    private Object binary(Expression.Binary binary, Scope scope) {
        Object left = value(binary.left(), scope);
        return switch (binary.operator()) {
            case "or" -> Values.truth(left) ? left : value(binary.right(), scope);
            case "and" -> Values.truth(left) ? value(binary.right(), scope) : left;
            default -> operators.apply(binary.operator(), left, value(binary.right(), scope));
        };
    }

    private boolean comparison(Object first, List<Comparand> rest, Scope scope) {
        Object left = first;
        for (Comparand comparand : rest) {
            Object right = value(comparand.right(), scope);
            if (!holds(comparand.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private boolean holds(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> Values.equal(left, right, budget);
            case "!=" -> !Values.equal(left, right, budget);
            case "<" -> Values.compare(left, right, budget) < 0;
            case "<=" -> Values.compare(left, right, budget) <= 0;
            case ">" -> Values.compare(left, right, budget) > 0;
            case ">=" -> Values.compare(left, right, budget) >= 0;
            case "in" -> Values.contains(right, left, budget);
            default -> !Values.contains(right, left, budget);
        };
    }

    private Object conditional(Expression.Conditional conditional, Scope scope) {
        if (Values.truth(value(conditional.condition(), scope))) {
            return value(conditional.then(), scope);
        }
        Expression otherwise = conditional.otherwise();
        return otherwise == null
                ? new Undefined(
                        "the inline if-expression evaluated to false and no else section was defined.")
                : value(otherwise, scope);
    }
}
