package icl.jobs.query;

import icl.core.check.Invalid;
import icl.core.text.Suggestions;
import icl.jobs.frame.ResourceText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;

/**
 * The functions that a query may call: those of Spark, in {@code functions.txt}, that compute from their arguments alone. A
 * function that Spark adds is refused until it stands there.
 */
final class SqlFunctions {
    static final Set<String> TABLE_FUNCTIONS = Set.of(
            "explode",
            "explode_outer",
            "inline",
            "inline_outer",
            "json_tuple",
            "posexplode",
            "posexplode_outer",
            "range",
            "stack",
            "variant_explode",
            "variant_explode_outer");

    static final Set<String> ALLOWED = read();

    /** Most elements of a {@code sequence}, and longest padding: more fills the memory before a row is made. */
    private static final int MOST = 100_000;

    private SqlFunctions() {}

    private static Set<String> read() {
        return Set.of(ResourceText.of(SqlFunctions.class, "functions.txt").split("\\s+"));
    }

    /** Refuses a function that a query may not call, or not with these arguments. */
    static void check(List<String> parts, List<Expression> arguments) {
        String name = allowed("function", parts, ALLOWED);
        switch (name) {
            case "sequence" -> requireFew(arguments);
            case "lpad", "rpad" -> requireSmall(name, arguments, 1);
            case "format_number" -> requireSmall(name, arguments, 1);
            case "printf", "format_string" -> requireNarrow(name, arguments);
            default -> {} // no larger than what it is given
        }
    }

    /** Refuses a table function that a query may not call. */
    static void checkTable(List<String> parts) {
        allowed("table function", parts, TABLE_FUNCTIONS);
    }

    private static String allowed(String what, List<String> parts, Set<String> known) {
        String name = parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
        if (parts.size() > 1) {
            throw new Invalid(
                    "Invalid SQL " + what + ": " + String.join(".", parts) + " (must be called by its name alone)");
        }
        if (!known.contains(name)) {
            String nearest = Suggestions.nearest(name, new TreeSet<>(known))
                    .map(n -> "; did you mean " + n + "?")
                    .orElse("");
            throw new Invalid("Invalid SQL " + what + ": " + name
                    + " (must be one of Spark's that computes from its arguments alone" + nearest + ")");
        }
        return name;
    }

    private static void requireFew(List<Expression> arguments) {
        boolean areNumbers = arguments.size() >= 2 && arguments.stream().allMatch(SqlFunctions::isWhole);
        if (!areNumbers || Math.abs((double) whole(arguments.get(1)) - whole(arguments.get(0))) >= MOST) {
            throw new Invalid("Invalid SQL function: sequence (must have whole numbers that are less than " + MOST
                    + " apart; FROM range(a, b) makes rows without a bound)");
        }
    }

    private static void requireSmall(String name, List<Expression> arguments, int index) {
        boolean isSmall = arguments.size() <= index
                || (isWhole(arguments.get(index)) && Math.abs((double) whole(arguments.get(index))) <= MOST);
        if (!isSmall) {
            throw new Invalid("Invalid SQL function: " + name + " (must have a whole number, at most " + MOST
                    + ", as argument " + (index + 1) + ")");
        }
    }

    /** A width of five digits makes a text of as many characters. */
    private static void requireNarrow(String name, List<Expression> arguments) {
        boolean isNarrow = !arguments.isEmpty()
                && arguments.get(0) instanceof Literal format
                && !String.valueOf(format.value()).matches("(?s).*\\d{5}.*");
        if (!isNarrow) {
            throw new Invalid(
                    "Invalid SQL function: " + name + " (must have a format written out, of widths below 10000)");
        }
    }

    private static boolean isWhole(Expression argument) {
        return argument instanceof Literal literal
                && literal.value() instanceof Number number
                && (number instanceof Integer || number instanceof Long);
    }

    private static long whole(Expression argument) {
        return ((Number) ((Literal) argument).value()).longValue();
    }
}
