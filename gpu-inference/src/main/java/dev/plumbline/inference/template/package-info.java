/**
 * The chat templates that models carry: an interpreter of the part of Jinja that they use, with
 * Python's notion of texts, numbers, truth and printing, as their authors ran them. A template is
 * untrusted: it sees only the values given to it, calls only what is listed here, and works under
 * limits on steps, output, nesting and ranges. No reflection.
 *
 * <pre>
 * source -> Lexer -> Token -> Parser, ExpressionParser, OperandParser -> Node, Expression -> Interpreter, Evaluator -> text
 *                                                           Filters, Tests, Methods, TextMethods, Globals | Values, PythonText | Budget
 * </pre>
 *
 * Start at {@code ChatTemplate}.
 */
@NullMarked
package dev.plumbline.inference.template;

import org.jspecify.annotations.NullMarked;
