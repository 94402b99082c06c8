package icl.core.check;

/**
 * Checks of arguments. Each throws {@link Invalid} with the words {@code Invalid <name>: <value> (must be <rule>)}; names
 * are those of sweep files and tables (snake case), so that the message fits whatever the user wrote.
 */
public final class Require {
    private Require() {}

    public static void that(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new Invalid(name, value, rule);
        }
    }

    public static void positive(String name, int value) {
        that(value >= 1, name, value, "at least 1");
    }

    public static void nonNegative(String name, int value) {
        that(value >= 0, name, value, "at least 0");
    }

    /** Zero or more and finite: NaN and the infinities fail. */
    public static void nonNegative(String name, double value) {
        that(value >= 0 && value < Double.POSITIVE_INFINITY, name, value, "a finite number, at least 0");
    }

    public static void positive(String name, double value) {
        that(value > 0 && value < Double.POSITIVE_INFINITY, name, value, "a finite number above 0");
    }

    public static void finite(String name, double value) {
        that(Double.isFinite(value), name, value, "a finite number");
    }

    public static void inUnitInterval(String name, double value) {
        that(value >= 0 && value <= 1, name, value, "in [0, 1]");
    }
}
