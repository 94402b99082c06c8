package icl.jobs.query;

import icl.core.check.Invalid;
import org.apache.spark.SparkThrowable;

/** Spark's many lines about a query that cannot be answered, in one. */
final class SqlErrors {
    private SqlErrors() {}

    /**
     * {@link Invalid} when the SQL is to blame: it does not parse (class 42 of SQL states), is too much (54), divides by zero
     * or casts what cannot be cast (22), or takes more stack or memory than there is. Else the exception itself, unchecked.
     */
    static RuntimeException ofUser(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkThrowable error && isOfUser(error.getSqlState())) {
                return invalid(cause);
            }
            if (cause instanceof StackOverflowError) {
                return SqlTree.tooDeep();
            }
            if (isOfMemory(cause)) {
                return new Invalid(
                        "Cannot answer within the memory there is (SQL that aggregates, or has a LIMIT, needs less)");
            }
        }
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }

    /** {@link Invalid} with the first line of what Spark says. */
    static Invalid invalid(Throwable e) {
        return new Invalid("Invalid SQL: " + oneLine(e.getMessage()));
    }

    private static boolean isOfUser(String state) {
        return state != null && state.matches("(22|42|54|0A).*");
    }

    /** Of this JVM, or of a task that failed for it; Spark names both, and its own bounds, in words. */
    private static boolean isOfMemory(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof OutOfMemoryError
                || message.contains("OutOfMemoryError")
                || message.contains("spark.driver.maxResultSize")
                || message.contains("UNABLE_TO_ACQUIRE_MEMORY");
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
