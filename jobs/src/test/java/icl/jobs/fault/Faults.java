package icl.jobs.fault;

import java.time.Duration;
import java.time.Instant;

/** Sizes of the fault tests: short ones in every build, long ones with {@code -Dicl.faults=long}; and what they counted. */
public final class Faults {
    private static final boolean LONG = "long".equals(System.getProperty("icl.faults"));

    private Faults() {}

    public static int size(int inBuild, int inLong) {
        return LONG ? inLong : inBuild;
    }

    public static boolean areLong() {
        return LONG;
    }

    /** When a test that starts now must come to its end: {@code -Dicl.faults.minutes} are for each. */
    public static Instant end() {
        return Instant.now().plus(Duration.ofMinutes(Long.getLong("icl.faults.minutes", 600)));
    }

    /** Prints a line of counts, as {@code cluster/faults} collects them. */
    public static void report(String test, String counts) {
        System.out.println("fault test " + test + ": " + counts);
    }
}
