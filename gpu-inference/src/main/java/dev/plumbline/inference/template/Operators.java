package dev.plumbline.inference.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic, concatenation, formatting. */
final class Operators {
    private final Budget budget;

    Operators(Budget budget) {
        this.budget = budget;
    }

    Object apply(String operator, Object left, Object right) {
        return switch (operator) {
            case "+" -> plus(left, right);
            case "~" -> concatenated(left, right);
            case "*" -> times(left, right);
            case "%" ->
                    left instanceof String text
                            ? new PythonFormat(budget).percent(text, right)
                            : arithmetic(operator, left, right);
            default -> arithmetic(operator, left, right);
        };
    }

    private Object plus(Object left, Object right) {
        Values.failUndefined(left, right);
        if (left instanceof String text && right instanceof String other) {
            budget.characters((long) text.length() + other.length());
            return text + other;
        }
        if (left instanceof List<?> list && right instanceof List<?> other) {
            return joined(list, other);
        }
        if (left instanceof Tuple list && right instanceof Tuple other) {
            return new Tuple(joined(list.items(), other.items()));
        }
        return arithmetic("+", left, right);
    }

    private List<Object> joined(List<?> left, List<?> right) {
        budget.rangeItems((long) left.size() + right.size());
        List<Object> result = new ArrayList<>(left);
        result.addAll(right);
        return result;
    }

    private String concatenated(Object left, Object right) {
        String text = PythonText.text(left, budget);
        String other = PythonText.text(right, budget);
        budget.characters((long) text.length() + other.length());
        return text + other;
    }

    private Object times(Object left, Object right) {
        Values.failUndefined(left, right);
        if (left instanceof String text && right instanceof Long count) {
            return repeated(text, count);
        }
        if (right instanceof String text && left instanceof Long count) {
            return repeated(text, count);
        }
        if (left instanceof List<?> list && right instanceof Long count) {
            return repeated(list, count);
        }
        return arithmetic("*", left, right);
    }

    private String repeated(String text, long count) {
        long times = Math.max(0, count);
        budget.characters(product(text.length(), times));
        return text.isEmpty() ? "" : text.repeat((int) times);
    }

    private List<Object> repeated(List<?> list, long count) {
        long times = list.isEmpty() ? 0 : Math.max(0, count);
        budget.rangeItems(product(list.size(), times));
        List<Object> result = new ArrayList<>();
        for (long i = 0; i < times; i++) {
            result.addAll(list);
        }
        return result;
    }

    private static long product(long left, long right) {
        return Math.multiplyHigh(left, right) == 0 ? Math.max(0, left * right) : Long.MAX_VALUE;
    }

    private static Object arithmetic(String operator, Object left, Object right) {
        Values.failUndefined(left, right);
        if (!Values.numeric(left)
                || !Values.numeric(right)
                || left instanceof BigInteger
                || right instanceof BigInteger) {
            throw TemplateException.type(
                    "%s %s %s cannot be computed."
                            .formatted(Values.kind(left), operator, Values.kind(right)));
        }
        boolean real = left instanceof Double || right instanceof Double || operator.equals("/");
        return real
                ? real(operator, Values.real(left), Values.real(right))
                : whole(operator, Values.whole(left), Values.whole(right));
    }

    private static Object real(String operator, double left, double right) {
        if (right == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw TemplateException.type("A division by zero.");
        }
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            case "//" -> Math.floor(left / right);
            case "%" -> left - Math.floor(left / right) * right;
            case "**" -> Math.pow(left, right);
            default -> throw new IllegalStateException(operator);
        };
    }

    private static Object whole(String operator, long left, long right) {
        try {
            return switch (operator) {
                case "+" -> Math.addExact(left, right);
                case "-" -> Math.subtractExact(left, right);
                case "*" -> Math.multiplyExact(left, right);
                case "//" -> Math.floorDiv(left, right);
                case "%" -> Math.floorMod(left, right);
                case "**" -> power(left, right);
                default -> throw new IllegalStateException(operator);
            };
        } catch (ArithmeticException e) {
            throw right == 0
                    ? TemplateException.type("A division by zero.")
                    : TemplateException.limit("A number grows too large.");
        }
    }

    private static Object power(long base, long exponent) {
        if (exponent < 0) {
            return Math.pow((double) base, (double) exponent);
        }
        if (exponent > 64 && Math.abs(base) > 1) {
            throw new ArithmeticException("power");
        }
        return BigInteger.valueOf(base)
                .pow((int) (Math.abs(base) > 1 ? exponent : exponent % 2 + (exponent > 0 ? 2 : 0)))
                .longValueExact();
    }

    Object negated(Object value) {
        Values.failUndefined(value);
        return value instanceof Double number
                ? (Object) (-number)
                : (Object) (-Values.whole(value));
    }
}
