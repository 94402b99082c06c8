package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.linalg.Vector;
import java.util.Optional;

/**
 * A law in units in which its variances are near 1, so that no product of them leaves the range of doubles or floats. Units
 * differ by powers of two, so nothing is rounded.
 *
 * @param <D> a kind of law, as {@link Design} is one
 * @param design the law in these units
 * @param features the variance of the features is 2 to this power times that of {@code design}; even
 * @param labels the variance of the labels likewise; even
 */
public record Units<D>(D design, int features, int labels) {
    /** Exponents up to this size are left as they are: fourth powers stay within single precision. */
    private static final int ORDINARY = 24;

    /** Makes a design whose features and labels have variances 2^-features and 2^-labels times what they were. */
    interface Scaling<D> {
        D at(int features, int labels);
    }

    /**
     * The units of a design whose features and tasks are scaled independently of each other; empty where its own units do.
     *
     * @param featureVariance largest variance of a feature
     * @param taskVariance largest variance of a coordinate of a task
     */
    static <D> Optional<Units<D>> of(
            double featureVariance, double taskVariance, Profile noiseVariance, Scaling<D> scaling) {
        int features = evenExponent(featureVariance);
        int signal = features + evenExponent(taskVariance);
        double noise = largest(noiseVariance);
        int labels = noise == 0 ? signal : Math.max(signal, evenExponent(noise));
        return isOrdinary(features) && isOrdinary(labels) && isOrdinary(signal)
                ? Optional.empty()
                : Optional.of(new Units<>(scaling.at(features, labels), features, labels));
    }

    /** The units of a design whose features and tasks share one scale. */
    static <D> Optional<Units<D>> ofOneScale(double featureVariance, double taskVariance, Scaling<D> scaling) {
        int common = evenExponent(Math.max(featureVariance, taskVariance));
        return isOrdinary(common)
                ? Optional.empty()
                : Optional.of(new Units<>(scaling.at(common, 2 * common), common, 2 * common));
    }

    private static boolean isOrdinary(int exponent) {
        return Math.abs(exponent) <= ORDINARY;
    }

    /** The largest variance on the diagonal. */
    static double largest(Covariance covariance, int dim) {
        Vector diagonal =
                covariance.diagonal(dim).orElseGet(() -> covariance.matrix(dim).diagonal());
        double largest = 0;
        for (int i = 0; i < diagonal.size(); i++) {
            largest = Math.max(largest, diagonal.get(i));
        }
        return largest;
    }

    private static double largest(Profile noise) {
        double largest = 0;
        for (int i = 0; i < noise.values().size(); i++) {
            largest = Math.max(largest, noise.values().get(i));
        }
        return largest;
    }

    private static int evenExponent(double variance) {
        return variance == 0 ? 0 : Math.floorDiv(Math.getExponent(normal(variance)) + shift(variance), 2) * 2;
    }

    /** Subnormal numbers have no exponent of their own. */
    private static double normal(double variance) {
        return Math.scalb(variance, -shift(variance));
    }

    private static int shift(double variance) {
        return variance < Double.MIN_NORMAL ? -64 : 0;
    }
}
