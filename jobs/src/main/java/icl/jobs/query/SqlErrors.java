package icl.jobs.query;

import icl.core.check.Invalid;
import org.apache.spark.SparkThrowable;

/** Spark's many lines about a query that cannot be answered, in one. */
final class SqlErrors {
    private SqlErrors() {}

    /**
     * {@link Invalid} when the SQL is to blame: it does not parse (class 42 of SQL states), or divides by zero or casts what
     * cannot be cast (class 22). Else the exception itself, unchecked.
     */
    static RuntimeException ofUser(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkThrowable error && isOfUser(error.getSqlState())) {
                return invalid(cause);
            }
        }
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }

    /** {@link Invalid} with the first line of what Spark says. */
    static Invalid invalid(Throwable e) {
        return new Invalid("Invalid SQL: " + oneLine(e.getMessage()));
    }

    private static boolean isOfUser(String state) {
        return state != null && (state.startsWith("42") || state.startsWith("22") || state.startsWith("0A"));
    }

    /** {@code [CONDITION] Text. SQLSTATE: 42703; line 1 pos 7;} becomes {@code Text (line 1, pos 7)}. */
    private static String oneLine(String message) {
        return message.strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^\\[[A-Z_.]+\\] ", "")
                .replaceFirst(" SQLSTATE: \\w+", "")
                .replaceFirst("\\.?; line (\\d+) pos (\\d+);?$", " (line $1, pos $2)");
    }
}
