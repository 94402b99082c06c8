package icl.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU time of the calling thread, and the median of several runs. */
final class Clock {
    private Clock() {}

    /** Median CPU seconds of one run of the work, after as many runs of warm-up. */
    static double medianCpuSeconds(int runs, Runnable work) {
        double[] seconds = new double[2 * runs];
        for (int i = 0; i < seconds.length; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            seconds[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-9;
        }
        return median(Arrays.copyOfRange(seconds, runs, seconds.length));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
