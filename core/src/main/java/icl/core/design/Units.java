package icl.core.design;

import icl.core.covariance.Profile;
import java.util.Optional;

/**
 * Units of features and labels in which the variances of a design are near 1, so that products of variances neither
 * overflow nor underflow. Units are powers of two, so that the change of units is exact.
 *
 * @param features exponent of the unit of the features' variance; even
 * @param labels exponent of the unit of the labels' variance; even
 */
public record Units(int features, int labels) {
    /**
     * Variances with exponents up to this size are not scaled, since their fourth powers stay in the range of single
     * precision.
     */
    public static final int ORDINARY = 24;

    /**
     * The units of a design whose features and tasks can be scaled independently; empty where its variances are near 1.
     *
     * @param featureVariance largest variance of a feature
     * @param taskVariance largest second moment of a coordinate of a task
     */
    static Optional<Units> of(double featureVariance, double taskVariance, Profile noiseVariance) {
        int features = evenExponent(featureVariance);
        int signal = features + evenExponent(taskVariance);
        double noise = largest(noiseVariance);
        boolean isSilent = featureVariance == 0 || taskVariance == 0;
        int labels = noise == 0 ? signal : isSilent ? evenExponent(noise) : Math.max(signal, evenExponent(noise));
        return isOrdinary(features) && isOrdinary(labels) && (isSilent || isOrdinary(signal))
                ? Optional.empty()
                : Optional.of(new Units(features, labels));
    }

    /**
     * The units of a design whose features and tasks must be scaled by the same factor; empty where its variances are
     * near 1.
     */
    static Optional<Units> ofOneScale(double featureVariance, double taskVariance) {
        int common = evenExponent(Math.max(featureVariance, taskVariance));
        return isOrdinary(common) ? Optional.empty() : Optional.of(new Units(common, 2 * common));
    }

    private static boolean isOrdinary(int exponent) {
        return Math.abs(exponent) <= ORDINARY;
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

    /** The variance, multiplied by a power of two where it is subnormal; {@link #shift} has the exponent. */
    private static double normal(double variance) {
        return Math.scalb(variance, -shift(variance));
    }

    private static int shift(double variance) {
        return variance < Double.MIN_NORMAL ? -64 : 0;
    }
}
