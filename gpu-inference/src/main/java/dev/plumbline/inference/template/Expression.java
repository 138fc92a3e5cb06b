package dev.plumbline.inference.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has a value. */
sealed interface Expression {

    /** A text, number, truth value or none. */
    record Literal(Object value) implements Expression {}

    /** A variable. */
    record Variable(String name) implements Expression {}

    /** [a, b] */
    record ListOf(List<Expression> items) implements Expression {}

    /** (a, b) */
    record TupleOf(List<Expression> items) implements Expression {}

    /** {a: b} */
    record DictOf(List<Entry> entries) implements Expression {}

    /** An entry of a dict. */
    record Entry(Expression key, Expression value) {}

    /** a.name */
    record Attribute(Expression of, String name) implements Expression {}

    /** a[key] */
    record Item(Expression of, Expression key) implements Expression {}

    /** a[start:stop:step] */
    record Slice(
            Expression of,
            @Nullable Expression start,
            @Nullable Expression stop,
            @Nullable Expression step)
            implements Expression {}

    /** a(arguments) */
    record Call(Expression of, Arguments arguments) implements Expression {}

    /** a | name(arguments); without a inside a filter block. */
    record Filter(@Nullable Expression of, String name, Arguments arguments)
            implements Expression {}

    /** a is name(arguments) */
    record Test(Expression of, String name, Arguments arguments) implements Expression {}

    /** -a, +a, not a */
    record Unary(String operator, Expression of) implements Expression {}

    /** a operator b; and, or look at b only where needed. */
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    /** a < b <= c */
    record Comparison(Expression first, List<Comparand> rest) implements Expression {}

    /** An operator and what stands to its right. */
    record Comparand(String operator, Expression right) {}

    /** a if condition else b */
    record Conditional(Expression condition, Expression then, @Nullable Expression otherwise)
            implements Expression {}

    /** What stands in a call's brackets. */
    record Arguments(
            List<Expression> positional,
            Map<String, Expression> named,
            @Nullable Expression morePositional,
            @Nullable Expression moreNamed) {
        static final Arguments NONE = new Arguments(List.of(), Map.of(), null, null);
    }
}
