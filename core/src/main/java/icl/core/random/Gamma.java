package icl.core.random;

/**
 * Gamma variables of shape at least 1 by the rejection method of Marsaglia and Tsang (2000): d v with v = (1 + c x)^3, x normal,
 * accepted when -E &lt; x^2/2 + d (1 - v + log v), where E is exponential, half the sum of two squared normals.
 */
final class Gamma {
    private final double d;
    private final double c;

    Gamma(double shape) {
        d = shape - 1.0 / 3;
        c = 1 / Math.sqrt(9 * d);
    }

    /** A variable from normals x, a, b when a test without logarithm accepts it, which it does in nine of ten cases; else 0. */
    float quick(float x, float a, float b) {
        float v = cube(x);
        float q = 0.0331f * x * x * (x * x);
        float e = 0.5f * Math.fma(a, a, b * b);
        return v > 0 && q < 1 && e * (1 - q) > q ? (float) d * v : 0;
    }

    /** The same with the whole test: 0 only where x is rejected. */
    float exact(float x, float a, float b) {
        double v = cube(x);
        double e = 0.5 * ((double) a * a + (double) b * b);
        return v > 0 && -e < 0.5 * x * x + d * (1 - v + StrictMath.log(v)) ? (float) (d * v) : 0;
    }

    private float cube(float x) {
        float root = Math.fma((float) c, x, 1f);
        return root * root * root;
    }
}
