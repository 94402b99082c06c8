package icl.core.simulation;

/**
 * Count, mean and centred sum of squares of a sample: enough for its variance, and mergeable.
 *
 * @param count sample size
 * @param mean sample mean
 * @param squares sum of squared deviations from the mean
 */
public record Moments(long count, double mean, double squares) {
    public static final Moments NONE = new Moments(0, 0, 0);

    public Moments plus(double value) {
        return plus(new Moments(1, value, 0));
    }

    /** The moments of both samples together. */
    public Moments plus(Moments other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        long both = count + other.count;
        double step = other.mean - mean;
        return new Moments(
                both,
                mean + step * other.count / both,
                squares + other.squares + step * step * ((double) count * other.count / both));
    }

    public double variance() {
        return squares / (count - 1);
    }

    public double standardError() {
        return Math.sqrt(variance() / count);
    }
}
