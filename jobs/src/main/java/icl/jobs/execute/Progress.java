package icl.jobs.execute;

/** Told from time to time how far a run has come, and once at its end. Calls come one at a time. */
@FunctionalInterface
public interface Progress {
    /** Nobody is told. */
    Progress SILENT = state -> {};

    void update(State state);

    /**
     * How far a run has come.
     *
     * @param done pairs of cell and measure with a row, failed ones included
     * @param failed of these
     * @param total pairs to do
     * @param seconds since the start
     */
    record State(long done, long failed, long total, double seconds) {
        /** Pairs a second. */
        public double rate() {
            return seconds > 0 ? done / seconds : 0;
        }

        /** Seconds until all is done if it goes on like this; infinite before anything is done. */
        public double secondsLeft() {
            return done > 0 ? (total - done) * seconds / done : Double.POSITIVE_INFINITY;
        }
    }
}
