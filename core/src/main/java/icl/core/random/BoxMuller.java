package icl.core.random;

/**
 * Normal numbers by Box and Muller in single precision, from one word for the radius and one for the angle. The radius
 * is computed from a uniform number of 31 bits, so normals end at 6.6 standard deviations (the missing tails have
 * probability 3e-11). Only operations that IEEE 754 rounds correctly are used, so that all implementations give the
 * same bits.
 *
 * <p>The polynomials were fitted for this class: log(1 + x) = x - x^2/2 + x^3 L(x) on [sqrt(1/2) - 1, sqrt(2) - 1], sin
 * t = t + t^3 S(t^2) and cos t = 1 - t^2/2 + t^4 C(t^2) on [-pi/4, pi/4], each to below 4e-9.
 */
final class BoxMuller {
    static final float UNIT = 0x1p-31f;
    static final float HALF_UNIT = 0x1p-32f;

    /** The bits of sqrt(1/2), the boundary at which the exponent e changes in u = 2^e (1 + x) with small x. */
    static final int ROOT_HALF_BITS = 0x3F3504F3;

    static final float LOG_2 = 0.6931472f;
    static final float L0 = 0.3333331f;
    static final float L1 = -0.24999987f;
    static final float L2 = 0.20002227f;
    static final float L3 = -0.16669251f;
    static final float L4 = 0.14218658f;
    static final float L5 = -0.12384348f;
    static final float L6 = 0.11872976f;
    static final float L7 = -0.11789808f;
    static final float L8 = 0.06915368f;

    /**
     * The unit of the angle in [-pi/4, pi/4) that a word without its two high bits gives. The two bits give the
     * quadrant.
     */
    static final float ANGLE_UNIT = (float) (Math.PI / 2 * 0x1p-32);

    static final float S0 = -0.16666655f;
    static final float S1 = 0.008332178f;
    static final float S2 = -0.00019517298f;
    static final float C0 = 0.041666646f;
    static final float C1 = -0.0013887368f;
    static final float C2 = 0.00002443845f;

    private BoxMuller() {}

    /** sqrt(-2 log u) for the uniform u that a word gives. */
    static float radius(int word) {
        float u = Math.fma((float) (word >>> 1), UNIT, HALF_UNIT);
        int bits = Float.floatToRawIntBits(u);
        int exponent = (bits - ROOT_HALF_BITS) >> 23;
        float x = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
        float p = Math.fma(L8, x, L7);
        p = Math.fma(p, x, L6);
        p = Math.fma(p, x, L5);
        p = Math.fma(p, x, L4);
        p = Math.fma(p, x, L3);
        p = Math.fma(p, x, L2);
        p = Math.fma(p, x, L1);
        p = Math.fma(p, x, L0);
        float square = x * x;
        float log = Math.fma(p * x, square, square * -0.5f) + x;
        return (float) Math.sqrt(Math.max(Math.fma((float) exponent, LOG_2, log) * -2f, 0f));
    }

    /** radius times the cosine of the angle that a word gives. */
    static float first(int word, float radius) {
        return (swaps(word) ? sine(angle(word)) : cosine(angle(word))) * signed(word, radius);
    }

    /** radius times the sine of that angle. */
    static float second(int word, float radius) {
        return (swaps(word) ? cosine(angle(word)) : sine(angle(word))) * signed(word, radius);
    }

    private static float angle(int word) {
        return (float) (word << 2) * ANGLE_UNIT;
    }

    private static boolean swaps(int word) {
        return (word << 1) < 0;
    }

    private static float signed(int word, float radius) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(radius) ^ (word & Integer.MIN_VALUE));
    }

    private static float sine(float t) {
        float square = t * t;
        return Math.fma(Math.fma(Math.fma(S2, square, S1), square, S0) * square, t, t);
    }

    private static float cosine(float t) {
        float square = t * t;
        return Math.fma(Math.fma(Math.fma(C2, square, C1), square, C0) * square, square, square * -0.5f) + 1f;
    }
}
