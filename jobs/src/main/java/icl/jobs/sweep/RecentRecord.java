package icl.jobs.sweep;

/** The record made last, and what it was made of. For one thread. */
final class RecentRecord {
    private Recipe recipe;
    private int[] digits;
    private Object record;
    private AsWritten written; // null until it is asked for

    /** What a recipe makes at a point. */
    Object of(Recipe wanted, int[] at) {
        if (wanted != recipe || !wanted.makesSame(at, digits)) {
            record = wanted.make(at);
            recipe = wanted;
            digits = at.clone();
            written = null;
        }
        return record;
    }

    /** What a recipe takes at a point where it makes a record. */
    AsWritten written(Recipe wanted, int[] at) {
        of(wanted, at);
        if (written == null) {
            written = wanted.written(at);
        }
        return written;
    }
}
