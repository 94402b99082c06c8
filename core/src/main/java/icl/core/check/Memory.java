package icl.core.check;

import java.util.Locale;

/** Refuses what does not fit into memory, before any of it is allocated. */
public final class Memory {
    private Memory() {}

    /**
     * Checks that a core's share of the heap is large enough.
     *
     * @param verb what it is for, as in "Cannot train at dim 5"
     * @param bytes needed, within some tens of percent
     */
    public static void require(String verb, int dim, int length, double bytes) {
        double most =
                (double) Runtime.getRuntime().maxMemory() / Runtime.getRuntime().availableProcessors();
        if (bytes > most) {
            throw new Invalid(String.format(
                    Locale.ROOT,
                    "Cannot %s at dim %d and length %d: some %,.0f bytes are needed (must be at most %,.0f, a core's share of"
                            + " the heap: choose smaller sizes, or give Java more memory)",
                    verb,
                    dim,
                    length,
                    bytes,
                    most));
        }
    }
}
