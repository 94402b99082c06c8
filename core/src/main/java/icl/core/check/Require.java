package icl.core.check;

/**
 * Checks of arguments. Each throws {@link Invalid} with the message {@code Invalid <name>: <value> (must be <rule>)}.
 * Names are in snake case, as in sweep files and tables.
 */
public final class Require {
    private Require() {}

    /** Throws unless the condition holds. */
    public static void that(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new Invalid(name, value, rule);
        }
    }

    /** Throws unless the value is at least 1. */
    public static void positive(String name, int value) {
        that(value >= 1, name, value, "at least 1");
    }

    /** Throws unless the value is at least 0. */
    public static void nonNegative(String name, int value) {
        that(value >= 0, name, value, "at least 0");
    }

    /** Throws unless the value is finite and at least 0. */
    public static void nonNegative(String name, double value) {
        that(value >= 0 && value < Double.POSITIVE_INFINITY, name, value, "a finite number, at least 0");
    }

    /** Throws unless the value is finite and above 0. */
    public static void positive(String name, double value) {
        that(value > 0 && value < Double.POSITIVE_INFINITY, name, value, "a finite number above 0");
    }

    /** Throws if the value is NaN or infinite. */
    public static void finite(String name, double value) {
        that(Double.isFinite(value), name, value, "a finite number");
    }

    /** Throws unless the value is in [0, 1]. */
    public static void inUnitInterval(String name, double value) {
        that(value >= 0 && value <= 1, name, value, "in [0, 1]");
    }
}
