package icl.jobs.fault;

/** Sizes of the fault tests: short ones in every build, long ones with {@code -Dicl.faults=long}; and what they counted. */
public final class Faults {
    private static final boolean LONG = "long".equals(System.getProperty("icl.faults"));

    private Faults() {}

    public static int size(int inBuild, int inLong) {
        return LONG ? inLong : inBuild;
    }

    /** Prints a line of counts, as {@code cluster/faults} collects them. */
    public static void report(String test, String counts) {
        System.out.println("fault test " + test + ": " + counts);
    }
}
