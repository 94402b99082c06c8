package icl.core.random;

/**
 * Chi-squares of at least 2 degrees of freedom, which are twice gamma variables, by the rejection method of Marsaglia
 * and Tsang (2000): 2 d v with v = (1 + w)^3, w = c x and x normal is accepted if log u &lt; x^2/2 + d (1 - v + log v)
 * for a uniform u, where d is half the degrees less 1/3, and c = 1/sqrt(9 d).
 *
 * <p>The right side is 3 d (log(1 + w) - w + w^2/2 - w^3/3), which is at least -3/2 d w^4 where w &ge; -1/2. So u + 1.6
 * d w^4 &lt; 1 is a sufficient condition without a logarithm; it fails for about one number in 30 at 4 degrees and one
 * in 300 at 40. It does not change which numbers are accepted.
 */
final class ChiSquareRejection {
    /** The factor of the sufficient condition: 3/2 plus a margin for rounding. */
    static final float BOUND = 1.6f;

    private ChiSquareRejection() {}

    static float d(double degrees) {
        return (float) degrees * 0.5f - 1f / 3;
    }

    static float c(float d) {
        return (float) (1 / Math.sqrt(9.0 * d));
    }

    /** A chi-square from a normal number and a word that gives u, if the sufficient condition accepts it; else 0. */
    static float quick(float x, int word, float c, float d) {
        float w = c * x;
        float square = w * w;
        float root = Math.fma(x, c, 1f);
        float u = Math.fma((float) (word >>> 1), BoxMuller.UNIT, BoxMuller.HALF_UNIT);
        boolean accepted = Math.fma(square * square, BOUND * d, u) < 1f && root > 0.5f;
        return accepted ? root * root * root * (2 * d) : 0;
    }

    /** A chi-square from a normal number and a word that gives u; 0 if x is rejected. */
    static float exact(float x, int word, float c, float d) {
        float root = Math.fma(x, c, 1f);
        float v = root * root * root;
        double u = ((word >>> 1) + 0.5) * BoxMuller.UNIT;
        boolean accepted = v > 0 && StrictMath.log(u) < 0.5 * x * x + d * (1.0 - v + StrictMath.log(v));
        return accepted ? v * (2 * d) : 0;
    }
}
