package icl.jobs.sweep;

import icl.core.naming.Suggest;
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

    /** What is read may turn out to be a condition or a value; {@code axis} is the name of a value that is just one. */
    private record Term(Where.Condition condition, Where.Value value, Optional<Axis> axis, Optional<String> text) {
        static Term condition(Where.Condition condition) {
            return new Term(condition, null, Optional.empty(), Optional.empty());
        }

        static Term value(Where.Value value) {
            return new Term(null, value, Optional.empty(), Optional.empty());
        }
    }

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
            left = Term.condition(first.or(condition(and())));
        }
        return left;
    }

    private Term and() {
        Term left = not();
        while (tokens.isAt("and")) {
            Where.Condition first = condition(left);
            tokens.skip("and");
            left = Term.condition(first.and(condition(not())));
        }
        return left;
    }

    private Term not() {
        if (!tokens.skip("not")) {
            return comparison();
        }
        deeper();
        Term negated = Term.condition(condition(not()).not());
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
            return Term.condition(negated ? in.not() : in);
        }
        return tokens.type() == WhereTokens.Type.OPERATOR
                        && COMPARISONS.stream().anyMatch(tokens::isAt)
                ? Term.condition(compared(left))
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
        return Term.value(Where.arithmetic(tokens.mark(), operator, first, value(next.get())));
    }

    private Term signed() {
        if (!tokens.skip("-")) {
            return primary();
        }
        deeper();
        Term negated = Term.value(Where.arithmetic(tokens.mark(), "-", digits -> 0.0, value(signed())));
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
                return new Term(null, Where.axis(i, axes.get(i).raw()), Optional.of(axes.get(i)), Optional.empty());
            }
        }
        List<String> known = axes.stream().map(Axis::name).toList();
        throw tokens.refused(Suggest.unknown("axis of the grid", name, known));
    }

    private static Term constant(Object value) {
        return Term.value(digits -> value);
    }

    private static Term text(String text) {
        return new Term(null, digits -> text, Optional.empty(), Optional.of(text));
    }

    /** An axis of kinds is compared with what can be one. */
    private void requireKnownKind(Term axis, Term text) {
        if (axis.axis().isPresent() && text.text().isPresent()) {
            String name = axis.axis().get().name();
            List<String> kinds = AxisNames.kinds(name);
            if (!kinds.isEmpty() && !kinds.contains(text.text().get())) {
                throw tokens.refused(Suggest.unknown(name, text.text().get(), kinds));
            }
        }
    }

    private Where.Condition condition(Term term) {
        if (term.condition() == null) {
            throw tokens.unexpected("a comparison: one of = != < <= > >= in");
        }
        return term.condition();
    }

    private Where.Value value(Term term) {
        if (term.value() == null) {
            throw tokens.unexpected("'and', 'or' or the end: what stands before is already true or false");
        }
        return term.value();
    }

    private void deeper() {
        depth++;
        if (depth > DEEPEST) {
            throw tokens.refused("nested deeper than " + DEEPEST);
        }
    }
}
