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
        require(verb + " at dim " + dim + " and length " + length, bytes, share(), "a core's share of the heap");
    }

    /**
     * Checks that the heap is large enough, whoever shares it: refuses what no process of this size can do, and nothing that it
     * can do alone.
     *
     * @param verb what it is for, as in "Cannot find the spectrum at dim 5"
     * @param bytes needed at least
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
