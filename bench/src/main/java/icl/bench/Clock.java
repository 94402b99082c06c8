package icl.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU time of the calling thread and of the process, allocations of the thread, and medians. */
final class Clock {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Clock() {}

    /** CPU seconds of the calling thread. */
    static double cpuSeconds() {
        return THREADS.getCurrentThreadCpuTime() * 1e-9;
    }

    /** CPU seconds of all threads, including those of the compiler and of the garbage collector. */
    static double processCpuSeconds() {
        return SYSTEM.getProcessCpuTime() * 1e-9;
    }

    static double wallSeconds() {
        return System.nanoTime() * 1e-9;
    }

    /** Bytes that the calling thread has allocated since it started. */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** CPU seconds of the calling thread for one run of the work. */
    static double cpuSeconds(Runnable work) {
        double before = cpuSeconds();
        work.run();
        return cpuSeconds() - before;
    }

    /** Median CPU seconds of {@code runs} runs of the work, after as many warm-up runs. */
    static double medianCpuSeconds(int runs, Runnable work) {
        double[] seconds = new double[2 * runs];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = cpuSeconds(work);
        }
        return median(Arrays.copyOfRange(seconds, runs, seconds.length));
    }

    /** Runs the work repeatedly for this many CPU seconds. */
    static void warmUp(double seconds, Runnable work) {
        double end = cpuSeconds() + seconds;
        while (cpuSeconds() < end) {
            work.run();
        }
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** The spread: largest minus smallest value, divided by the median. */
    static double spread(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        return (most - least) / median(values);
    }
}
