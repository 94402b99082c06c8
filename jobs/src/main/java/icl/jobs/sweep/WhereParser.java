package icl.jobs.sweep;

import icl.core.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a {@code where}: axis names, numbers and 'texts', compared by = != &lt; &lt;= &gt; &gt;= and {@code in (...)},
 * computed with + - * /, joined by {@code and}, {@code or}, {@code not} and parentheses.
 */
final class WhereParser {
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "in");
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 50;

    private final WhereTokens tokens;
    private final List<Axis> axes;
    private int depth;

    private WhereParser(WhereTokens tokens, List<Axis> axes) {
        this.tokens = tokens;
        this.axes = axes;
    }

    /** What is read may turn out to be a condition or a value. */
    private sealed interface Term {}

    private record Test(Where.Condition condition) implements Term {}

    /** A value, and the axis or the text that it is, if it is just one. */
    private record Amount(Where.Value value, Optional<Axis> axis, Optional<String> text) implements Term {}

    /** The condition that a text states on the axes of a grid. */
    static Where.Condition parse(Mark mark, String text, List<Axis> axes) {
        if (text.length() > LONGEST) {
            throw mark.invalid("Cannot read where: " + text.length() + " characters (must be at most " + LONGEST + ")");
        }
        WhereParser parser = new WhereParser(new WhereTokens(mark, text), axes);
        Where.Condition condition = parser.condition(parser.or());
        if (parser.tokens.type() != WhereTokens.Type.END) {
            throw parser.tokens.unexpected("the end, 'and' or 'or'");
        }
        return condition;
    }

    private Term or() {
        Term left = and();
        while (tokens.isAt("or")) {
            Where.Condition first = condition(left);
            tokens.skip("or");
            left = new Test(first.or(condition(and())));
        }
        return left;
    }

    private Term and() {
        Term left = not();
        while (tokens.isAt("and")) {
            Where.Condition first = condition(left);
            tokens.skip("and");
            left = new Test(first.and(condition(not())));
        }
        return left;
    }

    private Term not() {
        if (!tokens.skip("not")) {
            return comparison();
        }
        deeper();
        Term negated = new Test(condition(not()).not());
        depth--;
        return negated;
    }

    private Term comparison() {
        Term left = sum();
        boolean negated = tokens.isAt("not");
        if (negated) {
            value(left);
            tokens.skip("not");
        }
        if (negated || tokens.isAt("in")) {
            Where.Condition in = in(left);
            return new Test(negated ? in.not() : in);
        }
        return tokens.type() == WhereTokens.Type.OPERATOR
                        && COMPARISONS.stream().anyMatch(tokens::isAt)
                ? new Test(compared(left))
                : left;
    }

    private Where.Condition compared(Term left) {
        Where.Value first = value(left);
        String operator = tokens.take();
        Term right = sum();
        Where.Value second = value(right);
        requireKnownKind(left, right);
        requireKnownKind(right, left);
        return switch (operator) {
            case "=" -> Where.equal(first, second);
            case "!=" -> Where.equal(first, second).not();
            default -> Where.ordered(tokens.mark(), operator, first, second);
        };
    }

    private Where.Condition in(Term left) {
        Where.Value value = value(left);
        tokens.require("in");
        tokens.require("(");
        List<Where.Value> list = new ArrayList<>();
        do {
            Term element = sum();
            list.add(value(element));
            requireKnownKind(left, element);
        } while (tokens.skip(","));
        tokens.require(")");
        return Where.in(value, list);
    }

    private Term sum() {
        Term left = product();
        while (tokens.isAt("+") || tokens.isAt("-")) {
            left = computed(left, this::product);
        }
        return left;
    }

    private Term product() {
        Term left = signed();
        while (tokens.isAt("*") || tokens.isAt("/")) {
            left = computed(left, this::signed);
        }
        return left;
    }

    private Term computed(Term left, Supplier<Term> next) {
        Where.Value first = value(left);
        String operator = tokens.take();
        return amount(Where.arithmetic(tokens.mark(), operator, first, value(next.get())));
    }

    private Term signed() {
        if (!tokens.skip("-")) {
            return primary();
        }
        deeper();
        Term negated = amount(Where.arithmetic(tokens.mark(), "-", digits -> 0.0, value(signed())));
        depth--;
        return negated;
    }

    private Term primary() {
        return switch (tokens.type()) {
            case NUMBER -> constant(Double.parseDouble(tokens.take()));
            case TEXT -> text(tokens.take());
            case WORD -> word();
            default -> parentheses();
        };
    }

    private Term parentheses() {
        if (!tokens.skip("(")) {
            throw tokens.unexpected("the name of an axis, a number, a 'text' or (");
        }
        deeper();
        Term inside = or();
        depth--;
        tokens.require(")");
        return inside;
    }

    private Term word() {
        if (WORDS.stream().anyMatch(tokens::isAt)) {
            throw tokens.unexpected("the name of an axis, a number, a 'text' or (");
        }
        String name = tokens.take();
        if (name.equals("null")) {
            return constant(null);
        }
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).name().equals(name)) {
                return new Amount(Where.axis(i, axes.get(i).raw()), Optional.of(axes.get(i)), Optional.empty());
            }
        }
        List<String> known = axes.stream().map(Axis::name).toList();
        throw tokens.refused(Suggestions.unknown("axis of the grid", name, known));
    }

    private static Term constant(Object value) {
        return amount(digits -> value);
    }

    private static Term text(String text) {
        return new Amount(digits -> text, Optional.empty(), Optional.of(text));
    }

    private static Term amount(Where.Value value) {
        return new Amount(value, Optional.empty(), Optional.empty());
    }

    /** An axis of kinds is compared with what can be one. */
    private void requireKnownKind(Term left, Term right) {
        if (left instanceof Amount axis
                && right instanceof Amount text
                && axis.axis().isPresent()) {
            String name = axis.axis().get().name();
            List<String> kinds = AxisNames.kinds(name);
            text.text()
                    .filter(kind -> !kinds.isEmpty() && !kinds.contains(kind))
                    .ifPresent(kind -> {
                        throw tokens.refused(Suggestions.unknown(name, kind, kinds));
                    });
        }
    }

    private Where.Condition condition(Term term) {
        if (term instanceof Test test) {
            return test.condition();
        }
        throw tokens.unexpected("a comparison: one of = != < <= > >= in");
    }

    private Where.Value value(Term term) {
        if (term instanceof Amount amount) {
            return amount.value();
        }
        throw tokens.unexpected("'and', 'or' or the end: what stands before is already true or false");
    }

    private void deeper() {
        depth++;
        if (depth > DEEPEST) {
            throw tokens.refused("nested deeper than " + DEEPEST);
        }
    }
}
