package dev.plumbline.inference.template;

import dev.plumbline.inference.template.Node.Branch;
import dev.plumbline.inference.template.Node.Parameter;
import dev.plumbline.inference.template.Node.Target;
import dev.plumbline.inference.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements. */
final class Parser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    private Parser(String template) {
        this.tokens = new TokenStream(Lexer.tokens(template));
        this.expressions = new ExpressionParser(tokens);
    }

    static List<Node> parse(String template) {
        Parser parser = new Parser(template);
        List<Node> nodes = parser.body(Set.of());
        if (parser.tokens.peek().kind() != Kind.END) {
            throw parser.tokens.unexpected("the end of the template");
        }
        return nodes;
    }

    /**
     * Statements up to a block whose name is among {@code ends}, whose beginning (not its name) is
     * taken.
     */
    private List<Node> body(Set<String> ends) {
        tokens.enter();
        List<Node> nodes = new ArrayList<>();
        while (tokens.peek().kind() != Kind.END) {
            Token token = tokens.next();
            switch (token.kind()) {
                case TEXT -> nodes.add(new Node.Text(token.text()));
                case PRINT_BEGIN -> {
                    nodes.add(new Node.Print(expressions.tuple()));
                    tokens.expect(Kind.PRINT_END);
                }
                case BLOCK_BEGIN -> {
                    if (ends.contains(tokens.peek().text())) {
                        tokens.leave();
                        return nodes;
                    }
                    nodes.add(statement());
                }
                default ->
                        throw TemplateException.syntax(
                                "'" + token.text() + "' is out of place", token.line());
            }
        }
        if (!ends.isEmpty()) {
            throw tokens.unexpected(String.join(" or ", ends));
        }
        tokens.leave();
        return nodes;
    }

    private Node statement() {
        int line = tokens.peek().line();
        String name = tokens.name();
        return switch (name) {
            case "if" -> ifStatement();
            case "for" -> forStatement();
            case "set" -> setStatement();
            case "macro" -> macro();
            case "call" -> callBlock();
            case "filter" -> filterBlock();
            case "with" -> with();
            case "generation" -> ended(new Node.With(List.of(), bodyAfterEnd("endgeneration")));
            case "do" -> ended(new Node.Do(expressions.tuple()));
            case "break" -> ended(new Node.Break());
            case "continue" -> ended(new Node.Continue());
            default ->
                    throw TemplateException.syntax("The statement " + name + " is not known", line);
        };
    }

    private Node ended(Node node) {
        tokens.expect(Kind.BLOCK_END);
        return node;
    }

    /** The end of a block's head, then its body, then the name of its end. */
    private List<Node> bodyAfterEnd(String end) {
        tokens.expect(Kind.BLOCK_END);
        List<Node> body = body(Set.of(end));
        tokens.expectName(end);
        return body;
    }

    private Node ifStatement() {
        List<Branch> branches = new ArrayList<>();
        List<Node> otherwise = List.of();
        Set<String> ends = Set.of("elif", "else", "endif");
        while (true) {
            Expression condition = expressions.tuple();
            tokens.expect(Kind.BLOCK_END);
            branches.add(new Branch(condition, body(ends)));
            String next = tokens.name();
            if (next.equals("elif")) {
                continue;
            }
            if (next.equals("else")) {
                otherwise = bodyAfterEnd("endif");
            }
            return ended(new Node.If(branches, otherwise));
        }
    }

    private Node forStatement() {
        Target target = targets();
        tokens.expectName("in");
        Expression items = expressions.withoutCondition();
        if (tokens.peek().operator(",")) {
            List<Expression> all = new ArrayList<>(List.of(items));
            while (tokens.takeOperator(",")) {
                all.add(expressions.withoutCondition());
            }
            items = new Expression.TupleOf(all);
        }
        Expression filter = tokens.takeName("if") ? expressions.expression() : null;
        boolean recursive = tokens.takeName("recursive");
        tokens.expect(Kind.BLOCK_END);
        List<Node> body = body(Set.of("else", "endfor"));
        List<Node> otherwise = tokens.name().equals("else") ? bodyAfterEnd("endfor") : List.of();
        return ended(new Node.For(target, items, filter, recursive, body, otherwise));
    }

    private Node setStatement() {
        Target target = targets();
        if (tokens.takeOperator("=")) {
            return ended(new Node.Set(target, expressions.tuple()));
        }
        Expression filter = null;
        while (tokens.takeOperator("|")) {
            filter = expressions.operands().filter(filter);
        }
        List<Node> body = bodyAfterEnd("endset");
        return ended(new Node.SetBlock(target, filter, body));
    }

    private Target targets() {
        Target first = target();
        if (!tokens.peek().operator(",")) {
            return first;
        }
        List<Target> all = new ArrayList<>(List.of(first));
        while (tokens.takeOperator(",")
                && !tokens.peek().name("in")
                && !tokens.peek().operator("=")) {
            all.add(target());
        }
        return new Node.TupleTarget(all);
    }

    private Target target() {
        if (tokens.takeOperator("(")) {
            Target inner = targets();
            tokens.expectOperator(")");
            return inner;
        }
        String name = tokens.name();
        return tokens.takeOperator(".")
                ? new Node.AttributeTarget(name, tokens.name())
                : new Node.NameTarget(name);
    }

    private Node macro() {
        String name = tokens.name();
        return ended(macro(name, parameters(), "endmacro"));
    }

    private Node.Macro macro(String name, List<Parameter> parameters, String end) {
        int start = tokens.position();
        List<Node> body = bodyAfterEnd(end);
        Node.Extras extras =
                new Node.Extras(
                        tokens.mentioned(start, "varargs"),
                        tokens.mentioned(start, "kwargs"),
                        tokens.mentioned(start, "caller"));
        return new Node.Macro(name, parameters, extras, body);
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        tokens.expectOperator("(");
        while (!tokens.takeOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            String name = tokens.name();
            parameters.add(
                    new Parameter(
                            name, tokens.takeOperator("=") ? expressions.expression() : null));
        }
        return parameters;
    }

    private Node callBlock() {
        List<Parameter> parameters = tokens.peek().operator("(") ? parameters() : List.of();
        Expression call = expressions.expression();
        return ended(new Node.CallBlock(macro("caller", parameters, "endcall"), call));
    }

    private Node filterBlock() {
        Expression filter = expressions.operands().filter(null);
        while (tokens.takeOperator("|")) {
            filter = expressions.operands().filter(filter);
        }
        return ended(new Node.FilterBlock(filter, bodyAfterEnd("endfilter")));
    }

    private Node with() {
        List<Node.Set> values = new ArrayList<>();
        while (tokens.peek().kind() != Kind.BLOCK_END) {
            if (!values.isEmpty()) {
                tokens.expectOperator(",");
            }
            Target target = target();
            tokens.expectOperator("=");
            values.add(new Node.Set(target, expressions.expression()));
        }
        return ended(new Node.With(values, bodyAfterEnd("endwith")));
    }
}
