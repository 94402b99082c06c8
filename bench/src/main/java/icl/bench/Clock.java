package icl.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU time of the calling thread and of the process, what the thread allocates, and medians. */
final class Clock {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Clock() {}

    /** CPU seconds of the calling thread. */
    static double cpuSeconds() {
        return THREADS.getCurrentThreadCpuTime() * 1e-9;
    }

    /** CPU seconds of all threads, those of the compiler and of the garbage collector included. */
    static double processCpuSeconds() {
        return SYSTEM.getProcessCpuTime() * 1e-9;
    }

    static double wallSeconds() {
        return System.nanoTime() * 1e-9;
    }

    /** Bytes that the calling thread has allocated. */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** CPU seconds of one run of the work. */
    static double cpuSeconds(Runnable work) {
        double before = cpuSeconds();
        work.run();
        return cpuSeconds() - before;
    }

    /** Median CPU seconds of one run of the work, after as many runs of warm-up. */
    static double medianCpuSeconds(int runs, Runnable work) {
        double[] seconds = new double[2 * runs];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = cpuSeconds(work);
        }
        return median(Arrays.copyOfRange(seconds, runs, seconds.length));
    }

    /** Runs the work again and again until so many CPU seconds have gone by. */
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

    /** Largest less smallest, over the median. */
    static double spread(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        return (most - least) / median(values);
    }
}
