package icl.jobs.sweep;

import icl.core.text.Excerpts;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;

/**
 * What a {@code where} is made of once it is read: conditions on, and values at, a point of a grid. Axes have the values
 * that the sweep file gives them: numbers, texts, of a mapping its kind, null where the point leaves the axis open.
 * Nothing but = and != says anything about null.
 */
final class Where {
    /** True or false at a point. */
    @FunctionalInterface
    interface Condition {
        boolean holds(int[] digits);

        default Condition and(Condition other) {
            return digits -> holds(digits) && other.holds(digits);
        }

        default Condition or(Condition other) {
            return digits -> holds(digits) || other.holds(digits);
        }

        default Condition not() {
            return digits -> !holds(digits);
        }
    }

    /** A number, a text or null at a point. */
    @FunctionalInterface
    interface Value {
        Object at(int[] digits);
    }

    private Where() {}

    static Value axis(int number, Object[] raw) {
        return digits -> digits[number] < 0 ? null : raw[digits[number]];
    }

    static Condition equal(Value left, Value right) {
        return digits -> same(left.at(digits), right.at(digits));
    }

    static Condition in(Value value, List<Value> list) {
        return digits -> {
            Object wanted = value.at(digits);
            return list.stream().anyMatch(element -> same(wanted, element.at(digits)));
        };
    }

    private static boolean same(Object left, Object right) {
        if (left instanceof Double l && right instanceof Double r) {
            return l.doubleValue() == r;
        }
        return Objects.equals(left, right);
    }

    /** One of &lt;, &lt;=, &gt;, &gt;=. */
    static Condition ordered(Mark mark, String operator, Value left, Value right) {
        return digits -> {
            Object l = left.at(digits);
            Object r = right.at(digits);
            if (l == null || r == null) {
                return false;
            }
            return ordered(operator, number(mark, operator, l), number(mark, operator, r));
        };
    }

    private static boolean ordered(String operator, double left, double right) {
        return switch (operator) {
            case "<" -> left < right;
            case "<=" -> left <= right;
            case ">" -> left > right;
            default -> left >= right;
        };
    }

    static Value arithmetic(Mark mark, String operator, Value left, Value right) {
        DoubleBinaryOperator operation = switch (operator) {
            case "+" -> Double::sum;
            case "-" -> (a, b) -> a - b;
            case "*" -> (a, b) -> a * b;
            default -> (a, b) -> a / b;
        };
        return digits -> {
            Object l = left.at(digits);
            Object r = right.at(digits);
            if (l == null || r == null) {
                return null;
            }
            return operation.applyAsDouble(number(mark, operator, l), number(mark, operator, r));
        };
    }

    private static double number(Mark mark, String operator, Object value) {
        if (value instanceof Double number) {
            return number;
        }
        throw mark.invalid(
                "Cannot read where: " + Excerpts.value(value) + " beside " + operator + " (must be a number)");
    }
}
