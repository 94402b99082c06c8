package icl.core.simulate;

import icl.core.check.Interrupted;
import icl.core.check.NotFinite;
import icl.core.stats.Moments;

/** Draws the numbers of a sample once each, in the order of their prompts. */
final class Draws {
    private final RiskSample sample;
    private final double[] numbers = new double[RiskSample.LANES];
    private long next;

    Draws(RiskSample sample) {
        this.sample = sample;
    }

    /**
     * Draws the numbers of the next prompts and adds them to the moments.
     *
     * @param count a multiple of the lanes
     * @throws NotFinite when one of them, or a moment, is NaN or infinite
     * @throws Interrupted when the thread is interrupted
     */
    void add(long count, Moments moments) {
        for (long end = next + count; next < end; next += RiskSample.LANES) {
            Interrupted.check();
            sample.at(next, numbers);
            for (int lane = 0; lane < RiskSample.LANES; lane++) {
                moments.add(finite(lane));
            }
        }
        NotFinite.require("variance of the simulated risk", moments.variance());
        NotFinite.require("skewness of the simulated risk", moments.skewness());
    }

    private double finite(int lane) {
        double number = numbers[lane];
        return Double.isFinite(number) ? number : NotFinite.require("risk on prompt " + (next + lane), number);
    }
}
