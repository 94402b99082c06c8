package icl.core.covariance;

/**
 * Products of the sine and cosine of an angle in degrees. They are exact at multiples of 90 and symmetric about 45, and
 * have a relative error of a few roundings elsewhere, also where they are small.
 */
final class Degrees {
    private Degrees() {}

    /** cos(t)^2. */
    static double cosSquared(double t) {
        double ofDouble = cos(2 * t);
        return ofDouble > -0.5 ? (1 + ofDouble) / 2 : square(cos(t)); // 1 + x cancels near x = -1
    }

    /** sin(t)^2. */
    static double sinSquared(double t) {
        double ofDouble = cos(2 * t);
        return ofDouble < 0.5 ? (1 - ofDouble) / 2 : square(sin(t));
    }

    /** sin(t) cos(t). */
    static double sinCos(double t) {
        return sin(2 * t) / 2;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double cos(double t) {
        return sin(90 - Math.abs(Math.IEEEremainder(t, 360)));
    }

    /**
     * The sine. The angle is first reduced exactly to [-45, 45], since radians are rounded, so that cos(90) would not
     * be 0.
     */
    private static double sin(double t) {
        double reduced = Math.IEEEremainder(t, 360); // in [-180, 180]
        double size = Math.abs(reduced);
        double acute = size > 90 ? 180 - size : size;
        double value = acute == 30 ? 0.5 : acute > 45 ? Math.cos(radians(90 - acute)) : Math.sin(radians(acute));
        return reduced < 0 ? -value : value;
    }

    private static double radians(double t) {
        return t / 180 * Math.PI;
    }
}
