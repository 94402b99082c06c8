package icl.core.stats;

/**
 * Accumulates count, mean, central moments and extremes of a sequence of numbers, in one pass without cancellation. For
 * one thread.
 */
public final class Moments {
    private double count;
    private double mean;
    private double second; // sums of powers of deviations from the mean
    private double third;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;

    /** Adds a number. */
    public void add(double value) {
        double before = count++;
        double delta = value - mean;
        double step = delta / count;
        double product = delta * step * before;
        mean += step;
        third += product * step * (count - 2) - 3 * step * second;
        second += product;
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
    }

    /** The moments of these numbers and of another one that counts {@code weight} times, as a new instance. */
    public Moments plus(double value, double weight) {
        Moments more = new Moments();
        more.count = count + weight;
        double step = weight * (value - mean) / more.count;
        double rest = value - mean - step;
        more.mean = mean + step;
        more.second = second + count * step * step + weight * rest * rest;
        more.third = third - 3 * step * second - count * step * step * step + weight * rest * rest * rest;
        more.smallest = Math.min(smallest, value);
        more.largest = Math.max(largest, value);
        return more;
    }

    /** The number of numbers, rounded where weights are fractions. */
    public long count() {
        return (long) count;
    }

    /** The mean; 0 without numbers. */
    public double mean() {
        return mean;
    }

    /** The unbiased sample variance; 0 of fewer than two numbers. */
    public double variance() {
        return count < 2 ? 0 : second / (count - 1);
    }

    /** The standard error of the mean. */
    public double standardError() {
        return Math.sqrt(variance() / count);
    }

    /**
     * The skewness, the third central moment divided by the cube of the standard deviation; 0 if all numbers are equal.
     */
    public double skewness() {
        return second > 0 ? third / count / Math.pow(second / count, 1.5) : 0;
    }

    /** Infinite without numbers. */
    public double smallest() {
        return smallest;
    }

    /** Infinite without numbers. */
    public double largest() {
        return largest;
    }
}
