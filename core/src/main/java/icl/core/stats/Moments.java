package icl.core.stats;

/** Count, mean and central moments of numbers that come one after the other, updated without cancellation; for one thread. */
public final class Moments {
    private long count;
    private double mean;
    private double second; // sums of powers of deviations from the mean
    private double third;

    public void add(double value) {
        long before = count++;
        double delta = value - mean;
        double step = delta / count;
        double product = delta * step * before;
        mean += step;
        third += product * step * (count - 2) - 3 * step * second;
        second += product;
    }

    public long count() {
        return count;
    }

    public double mean() {
        return mean;
    }

    /** Unbiased; 0 of fewer than two numbers. */
    public double variance() {
        return count < 2 ? 0 : second / (count - 1);
    }

    /** Of the mean. */
    public double standardError() {
        return Math.sqrt(variance() / count);
    }

    /** Third central moment over the cube of the deviation; 0 where all numbers are equal. */
    public double skewness() {
        return second > 0 ? third / count / Math.pow(second / count, 1.5) : 0;
    }
}
