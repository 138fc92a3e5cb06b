package dev.plumbline.inference.template;

import dev.plumbline.inference.template.Callable.Given;
import dev.plumbline.inference.template.Node.Branch;
import dev.plumbline.inference.template.Node.Parameter;
import dev.plumbline.inference.template.Node.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs statements. What they print goes to a buffer that is passed along. */
final class Interpreter {
    /** How a body ended. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final Budget budget;
    private final Evaluator evaluator;

    Interpreter(Budget budget) {
        this.budget = budget;
        this.evaluator = new Evaluator(budget);
    }

    String render(List<Node> nodes, Scope scope) {
        StringBuilder out = new StringBuilder();
        run(nodes, scope, out);
        return out.toString();
    }

    private Flow run(List<Node> nodes, Scope scope, StringBuilder out) {
        budget.enter();
        for (Node node : nodes) {
            budget.step();
            Flow flow = run(node, scope, out);
            if (flow != Flow.ON) {
                budget.leave();
                return flow;
            }
        }
        budget.leave();
        return Flow.ON;
    }

    private Flow run(Node node, Scope scope, StringBuilder out) {
        switch (node) {
            case Node.Text(String text) -> print(text, out);
            case Node.Print(Expression value) ->
                    print(PythonText.text(evaluator.value(value, scope), budget), out);
            case Node.Set(Target target, Expression value) ->
                    assign(target, evaluator.value(value, scope), scope);
            case Node.SetBlock block -> setBlock(block, scope);
            case Node.Macro macro -> scope.set(macro.name(), callable(macro, scope));
            case Node.CallBlock block -> callBlock(block, scope, out);
            case Node.FilterBlock(Expression filter, List<Node> body) ->
                    print(
                            PythonText.text(
                                    evaluator.filtered(
                                            filter, render(body, new Scope(scope)), scope),
                                    budget),
                            out);
            case Node.Do(Expression value) -> evaluator.value(value, scope);
            case Node.With(List<Node.Set> values, List<Node> body) -> {
                return with(values, body, scope, out);
            }
            case Node.If(List<Branch> branches, List<Node> otherwise) -> {
                return branch(branches, otherwise, scope, out);
            }
            case Node.For loop -> {
                return loop(loop, evaluator.value(loop.items(), scope), scope, 0, out);
            }
            case Node.Break() -> {
                return Flow.BREAK;
            }
            case Node.Continue() -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.ON;
    }

    private void print(String text, StringBuilder out) {
        budget.grown((long) out.length() + text.length(), text.length());
        out.append(text);
    }

    private Flow branch(
            List<Branch> branches, List<Node> otherwise, Scope scope, StringBuilder out) {
        for (Branch branch : branches) {
            if (Values.truth(evaluator.value(branch.condition(), scope))) {
                return run(branch.body(), scope, out);
            }
        }
        return run(otherwise, scope, out);
    }

    private Flow with(List<Node.Set> values, List<Node> body, Scope scope, StringBuilder out) {
        Scope inner = new Scope(scope);
        for (Node.Set set : values) {
            assign(set.target(), evaluator.value(set.value(), scope), inner);
        }
        return run(body, inner, out);
    }

    private void setBlock(Node.SetBlock block, Scope scope) {
        Object value = render(block.body(), new Scope(scope));
        Expression filter = block.filter();
        assign(
                block.target(),
                filter == null ? value : evaluator.filtered(filter, value, scope),
                scope);
    }

    private void assign(Target target, Object value, Scope scope) {
        switch (target) {
            case Node.NameTarget(String name) -> scope.set(name, value);
            case Node.AttributeTarget(String name, String attribute) -> {
                if (!(scope.value(name) instanceof Namespace namespace)) {
                    throw TemplateException.type("cannot assign attribute on non-namespace object");
                }
                namespace.set(attribute, value);
            }
            case Node.TupleTarget(List<Target> targets) -> {
                List<Object> items = Values.items(value, budget);
                if (items.size() != targets.size()) {
                    throw TemplateException.type(
                            "%d values are assigned to %d names."
                                    .formatted(items.size(), targets.size()));
                }
                for (int i = 0; i < items.size(); i++) {
                    assign(targets.get(i), items.get(i), scope);
                }
            }
        }
    }

    private Flow loop(Node.For loop, Object value, Scope scope, int depth, StringBuilder out) {
        List<Object> items = filtered(loop, Values.items(value, budget), scope);
        if (items.isEmpty()) {
            return run(loop.otherwise(), new Scope(scope), out);
        }
        Callable recursion =
                given -> {
                    if (!loop.recursive()) {
                        throw TemplateException.type(
                                "The loop must have the 'recursive' marker to be called recursively.");
                    }
                    StringBuilder inner = new StringBuilder();
                    loop(loop, given.required(0, "iterable"), scope, depth + 1, inner);
                    return inner.toString();
                };
        LoopState state = new LoopState(items, depth, recursion);
        for (int i = 0; i < items.size(); i++) {
            Scope inner = new Scope(scope);
            inner.set("loop", state);
            assign(loop.target(), state.next(), inner);
            if (run(loop.body(), inner, out) == Flow.BREAK) {
                break;
            }
        }
        return Flow.ON;
    }

    private List<Object> filtered(Node.For loop, List<Object> items, Scope scope) {
        Expression filter = loop.filter();
        if (filter == null) {
            return items;
        }
        List<Object> kept = new ArrayList<>();
        for (Object item : items) {
            Scope inner = new Scope(scope);
            assign(loop.target(), item, inner);
            if (Values.truth(evaluator.value(filter, inner))) {
                kept.add(item);
            }
        }
        return kept;
    }

    private Callable callable(Node.Macro macro, Scope definition) {
        return given -> {
            Scope scope = new Scope(definition);
            bind(macro, given, scope);
            return render(macro.body(), scope);
        };
    }

    private void bind(Node.Macro macro, Given given, Scope scope) {
        List<Parameter> parameters = macro.parameters();
        Map<String, Object> more = new LinkedHashMap<>(given.named());
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (i >= given.positional().size()) {
                more.remove(parameter.name());
            }
            scope.set(
                    parameter.name(),
                    given.find(i, parameter.name()).orElseGet(() -> usual(parameter, scope)));
        }
        if (macro.extras().caller()) {
            Object caller = more.remove("caller");
            scope.set("caller", caller != null ? caller : new Undefined("No caller defined"));
        }
        if (macro.extras().named()) {
            scope.set("kwargs", new LinkedHashMap<Object, Object>(more));
        } else if (!more.isEmpty()) {
            throw TemplateException.type(
                    "macro '%s' takes no keyword argument '%s'"
                            .formatted(macro.name(), more.keySet().iterator().next()));
        }
        if (macro.extras().positional()) {
            scope.set("varargs", new Tuple(given.from(parameters.size()).positional()));
        } else if (given.positional().size() > parameters.size()) {
            throw TemplateException.type(
                    "macro '%s' takes not more than %d argument(s)"
                            .formatted(macro.name(), parameters.size()));
        }
    }

    private Object usual(Parameter parameter, Scope scope) {
        @Nullable Expression usual = parameter.usual();
        return usual == null
                ? new Undefined("parameter '" + parameter.name() + "' was not provided")
                : evaluator.value(usual, scope);
    }

    private void callBlock(Node.CallBlock block, Scope scope, StringBuilder out) {
        if (!(block.call()
                instanceof Expression.Call(Expression of, Expression.Arguments arguments))) {
            throw TemplateException.type("A call block must call something.");
        }
        Map<String, Expression> named = new LinkedHashMap<>(arguments.named());
        Scope inner = new Scope(scope);
        inner.set(block.caller().name(), callable(block.caller(), scope));
        named.put("caller", new Expression.Variable(block.caller().name()));
        Expression call =
                new Expression.Call(
                        of,
                        new Expression.Arguments(
                                arguments.positional(),
                                named,
                                arguments.morePositional(),
                                arguments.moreNamed()));
        print(PythonText.text(evaluator.value(call, inner), budget), out);
    }
}
