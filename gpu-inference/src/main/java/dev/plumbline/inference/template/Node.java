package dev.plumbline.inference.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement. */
sealed interface Node {

    /** Plain text. */
    record Text(String text) implements Node {}

    /** {{ value }} */
    record Print(Expression value) implements Node {}

    /** if, elif, else: the first branch that holds. */
    record If(List<Branch> branches, List<Node> otherwise) implements Node {}

    /** A condition and what it guards. */
    record Branch(Expression condition, List<Node> body) {}

    /** for targets in items if filter */
    record For(
            Target target,
            Expression items,
            @Nullable Expression filter,
            boolean recursive,
            List<Node> body,
            List<Node> otherwise)
            implements Node {}

    /** set target = value */
    record Set(Target target, Expression value) implements Node {}

    /** set name (| filter) ... endset */
    record SetBlock(Target target, @Nullable Expression filter, List<Node> body) implements Node {}

    /** macro name(parameters) */
    record Macro(String name, List<Parameter> parameters, Extras extras, List<Node> body)
            implements Node {}

    /** Whether a macro's body speaks of more arguments than its own, and of its caller. */
    record Extras(boolean positional, boolean named, boolean caller) {}

    /** A macro's parameter. */
    record Parameter(String name, @Nullable Expression usual) {}

    /** call(parameters) macro(...) ... endcall */
    record CallBlock(Macro caller, Expression call) implements Node {}

    /** filter name ... endfilter */
    record FilterBlock(Expression filter, List<Node> body) implements Node {}

    /** with a = b ... endwith */
    record With(List<Set> values, List<Node> body) implements Node {}

    /** do expression */
    record Do(Expression value) implements Node {}

    /** break */
    record Break() implements Node {}

    /** continue */
    record Continue() implements Node {}

    /** What is assigned to. */
    sealed interface Target {}

    /** A variable. */
    record NameTarget(String name) implements Target {}

    /** An attribute of a namespace. */
    record AttributeTarget(String name, String attribute) implements Target {}

    /** Several at once. */
    record TupleTarget(List<Target> targets) implements Target {}
}
