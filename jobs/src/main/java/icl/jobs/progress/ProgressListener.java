package icl.jobs.progress;

import icl.jobs.schema.Run;

/** Is informed from time to time how far a run has come, and once at its end. Calls come one at a time. */
@FunctionalInterface
public interface ProgressListener {
    /** Does nothing. */
    ProgressListener SILENT = state -> {};

    /** A run begins; its first state follows. */
    default void begin(Run run) {}

    /** Something is not as it should be, though the run goes on, or has done all it had to do. */
    default void warn(String problem) {}

    /** The run has reached this state. */
    void update(State state);

    /** What a run is doing. */
    enum Phase {
        RUNNING,
        /** Everything was done. */
        FINISHED,
        /** Ended early because too many rows failed. */
        STOPPED,
        /** Ended by an error that nobody expected. */
        FAILED
    }

    /**
     * How far a run has come.
     *
     * @param done pairs of cell and measure with a row, failed ones included
     * @param failed pairs among these that failed
     * @param total pairs to do
     * @param seconds since the start
     * @param secondsLeft predicted until all is done
     */
    record State(Phase phase, long done, long failed, long total, double seconds, double secondsLeft) {
        /** Pairs per second. */
        public double rate() {
            return seconds > 0 ? done / seconds : 0;
        }

        /** Whether the run is over. */
        public boolean isLast() {
            return phase != Phase.RUNNING;
        }
    }
}
