package icl.jobs.sweep;

import icl.core.text.Excerpts;
import icl.core.text.Suggestions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Values of an axis that a rule makes: {@code {from: 0, to: 1, step: 0.1}} in exact decimals, so that its fourth value is
 * the 0.3 that another sweep writes; {@code {log: [1, 1e6], points: 7}} in equal ratios, both ends exact.
 */
final class AxisRange {
    /** A point of a logarithmic range is rounded to so many digits, so that 1 to 1e6 in 7 points meets 10 and 100. */
    private static final MathContext ROUNDED = new MathContext(12);

    /** Those that tell a double from all others. */
    private static final int DIGITS = 17;

    private static final List<String> STEPS = List.of("from", "to", "step");
    private static final List<String> LOG = List.of("log", "points");

    private AxisRange() {}

    static boolean isOne(Node node) {
        return node instanceof Node.Fields fields
                && fields.fields().keySet().stream().anyMatch(key -> STEPS.contains(key) || LOG.contains(key));
    }

    /** The values of a range; refuses one of more than there is room for. */
    static List<Node> read(String axis, Node.Fields fields, int room) {
        return fields.fields().keySet().stream().anyMatch(LOG::contains)
                ? logarithmic(axis, fields, room)
                : steps(axis, fields, room);
    }

    private static List<Node> steps(String axis, Node.Fields fields, int room) {
        requireKeys(axis, fields, STEPS);
        BigDecimal from = number(axis, fields, "from");
        BigDecimal to = number(axis, fields, "to");
        BigDecimal step = number(axis, fields, "step");
        if (step.signum() <= 0) {
            throw fields.fields()
                    .get("step")
                    .mark()
                    .invalid("Invalid step of " + axis + ": " + step + " (must be above 0)");
        }
        if (to.compareTo(from) < 0) {
            throw fields.fields()
                    .get("to")
                    .mark()
                    .invalid("Invalid range of " + axis + ": from " + from + " to " + to + " (must not fall)");
        }
        BigDecimal last = to.subtract(from).divideToIntegralValue(step);
        requireFew(axis, fields.mark(), last.add(BigDecimal.ONE), room);
        List<Node> values = new ArrayList<>();
        for (int i = 0; i <= last.intValueExact(); i++) {
            values.add(node(fields.mark(), from.add(step.multiply(BigDecimal.valueOf(i)))));
        }
        return values;
    }

    private static List<Node> logarithmic(String axis, Node.Fields fields, int room) {
        requireKeys(axis, fields, LOG);
        Node.Items ends = fields.fields().get("log").value().asItems("log of " + axis);
        BigDecimal points = number(axis, fields, "points");
        if (ends.items().size() != 2) {
            throw ends.mark()
                    .invalid("Invalid log of " + axis + ": " + Excerpts.value(ends.tree())
                            + " (must be two numbers: first and last)");
        }
        BigDecimal first = number(axis, "log", ends.items().get(0));
        BigDecimal last = number(axis, "log", ends.items().get(1));
        if (first.signum() <= 0 || last.compareTo(first) <= 0) {
            throw ends.mark()
                    .invalid("Invalid log of " + axis + ": " + first + " to " + last
                            + " (must rise from a number above 0)");
        }
        if (points.compareTo(BigDecimal.valueOf(2)) < 0
                || points.stripTrailingZeros().scale() > 0) {
            throw fields.fields()
                    .get("points")
                    .mark()
                    .invalid("Invalid points of " + axis + ": " + points + " (must be an integer, at least 2)");
        }
        requireFew(axis, fields.mark(), points, room);
        return logarithmic(fields.mark(), AxisNames.isIntegral(axis), first, last, points.intValueExact());
    }

    private static List<Node> logarithmic(Mark mark, boolean integral, BigDecimal first, BigDecimal last, int points) {
        double start = StrictMath.log(first.doubleValue());
        double rise = StrictMath.log(last.doubleValue()) - start;
        Set<Object> seen = new HashSet<>();
        List<Node> values = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            BigDecimal inside = rounded(StrictMath.exp(start + rise * i / (points - 1)));
            BigDecimal value = i == 0 ? first : i == points - 1 ? last : inside;
            Node node = node(mark, integral ? value.setScale(0, RoundingMode.HALF_UP) : value);
            if (seen.add(node.tree())) {
                values.add(node);
            }
        }
        return values;
    }

    /** The exact value, which can have hundreds of digits, is needed only where numbers next to it are rounded otherwise. */
    static BigDecimal rounded(double value) {
        if (value >= Double.MIN_NORMAL) {
            BigDecimal near = new BigDecimal(Double.toString(value));
            BigDecimal more = BigDecimal.valueOf(100, near.scale() - near.precision() + DIGITS); // than an ulp
            BigDecimal below = near.subtract(more).round(ROUNDED);
            if (below.compareTo(near.add(more).round(ROUNDED)) == 0) {
                return below;
            }
        }
        return new BigDecimal(value).round(ROUNDED);
    }

    private static Node node(Mark mark, BigDecimal value) {
        boolean whole = value.stripTrailingZeros().scale() <= 0 && value.precision() - value.scale() <= 18;
        return new Node.Scalar(mark, whole ? (Number) value.longValue() : (Number) value.doubleValue());
    }

    private static void requireKeys(String axis, Node.Fields fields, List<String> keys) {
        fields.fields().forEach((key, field) -> {
            if (!keys.contains(key)) {
                throw field.mark().invalid(Suggestions.unknown("key of a range of " + axis, key, keys));
            }
        });
        for (String key : keys) {
            if (!fields.fields().containsKey(key)) {
                throw fields.mark().invalid("Missing key '" + key + "' in the range of " + axis);
            }
        }
    }

    private static BigDecimal number(String axis, Node.Fields fields, String key) {
        return number(axis, key, fields.fields().get(key).value());
    }

    private static BigDecimal number(String axis, String key, Node node) {
        if (node.tree() instanceof Number number && Double.isFinite(number.doubleValue())) {
            return new BigDecimal(number.toString());
        }
        throw node.mark()
                .invalid("Invalid " + key + " of " + axis + ": " + Excerpts.value(node.tree())
                        + " (must be a finite number)");
    }

    private static void requireFew(String axis, Mark mark, BigDecimal count, int room) {
        if (count.compareTo(BigDecimal.valueOf(room)) > 0) {
            throw mark.invalid("Invalid range of " + axis + ": more than " + AxisValues.MOST
                    + " values (must be at most so many, with those before it)");
        }
    }
}
