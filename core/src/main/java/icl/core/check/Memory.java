package icl.core.check;

import java.util.Locale;

/** Refuses what does not fit into memory, before any of it is allocated. */
public final class Memory {
    private static volatile int sharers = Runtime.getRuntime().availableProcessors();

    private Memory() {}

    /** Says how many computations this process runs at once: one for each core of the machine, unless somebody knows better. */
    public static void shareAmong(int computations) {
        Require.positive("number of computations", computations);
        sharers = computations;
    }

    /** A core's share of the heap: bytes for each of the computations that run at once. */
    public static long share() {
        return Runtime.getRuntime().maxMemory() / sharers;
    }

    /**
     * Checks that a core's share of the heap is large enough.
     *
     * @param verb what it is for, as in "Cannot train at dim 5"
     * @param bytes needed, within some tens of percent
     */
    public static void require(String verb, int dim, int length, double bytes) {
        long most = share();
        if (bytes > most) {
            throw new Invalid(String.format(
                    Locale.ROOT,
                    "Cannot %s at dim %d and length %d: some %,.0f bytes are needed (must be at most %,d, a core's share of"
                            + " the heap: choose smaller sizes, or give Java more memory)",
                    verb,
                    dim,
                    length,
                    bytes,
                    most));
        }
    }
}
