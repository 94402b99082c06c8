package icl.jobs.sweep;

/** The record made last. For one thread. */
final class RecentRecord {
    private Recipe recipe;
    private int[] digits;
    private Object record;

    /** What a recipe makes at a point. */
    Object of(Recipe wanted, int[] at) {
        if (wanted != recipe || !wanted.makesSame(at, digits)) {
            record = wanted.make(at);
            recipe = wanted;
            digits = at.clone();
        }
        return record;
    }
}
