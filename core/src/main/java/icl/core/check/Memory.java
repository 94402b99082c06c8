package icl.core.check;

import java.util.Locale;

/** Checks that a computation fits into memory before it allocates. */
public final class Memory {
    private static volatile int sharers = Runtime.getRuntime().availableProcessors();

    private Memory() {}

    /** Sets how many computations this process runs at once; by default as many as the machine has cores. */
    public static void shareAmong(int computations) {
        Require.positive("number of computations", computations);
        sharers = computations;
    }

    /** The bytes of heap for each of the computations that run at once. */
    public static long share() {
        return Runtime.getRuntime().maxMemory() / sharers;
    }

    /**
     * Checks that the share of the heap of one computation is large enough.
     *
     * @param verb what the memory is for, as in "Cannot train at dim 5"
     * @param bytes the bytes needed, right within some tens of percent
     */
    public static void require(String verb, int dim, int length, double bytes) {
        require(verb + " at dim " + dim + " and length " + length, bytes, share(), "a core's share of the heap");
    }

    /**
     * Checks that the whole heap is large enough, as if no other computation shared it.
     *
     * @param verb what the memory is for, as in "Cannot find the spectrum at dim 5"
     * @param bytes the least number of bytes needed
     */
    public static void requireHeap(String verb, int dim, double bytes) {
        require(verb + " at dim " + dim, bytes, Runtime.getRuntime().maxMemory(), "the heap");
    }

    private static void require(String what, double bytes, long most, String limit) {
        if (bytes > most) {
            throw new Invalid(String.format(
                    Locale.ROOT,
                    "Cannot %s: some %,.0f bytes are needed (must be at most %,d, %s: choose smaller sizes, or give Java more"
                            + " memory)",
                    what,
                    bytes,
                    most,
                    limit));
        }
    }
}
