package icl.core.linalg;

import icl.core.check.Require;
import java.util.Arrays;

/**
 * Arithmetic on {@link #LANES} prompts at once, one in each lane, in single precision. A number for each prompt is a
 * row of LANES floats; a vector of d numbers is d consecutive rows; {@code x, at} is the row that begins at {@code
 * x[at]}.
 *
 * <p>All lanes are computed independently, with fused multiply-adds in a fixed order, and sums over lanes have a fixed
 * order. So the Vector API, at any width, and plain Java give the same bits.
 */
public interface LaneAlgebra {
    /** The number of prompts computed at once. */
    int LANES = 64;

    /** The number of partial sums of a sum over lanes; {@link #folded} adds them. */
    int PARTS = 16;

    /** The fastest implementation that this virtual machine can run. */
    LaneAlgebra BEST = VectorApi.best(LaneAlgebra.class, "VectorLaneAlgebra", ScalarLaneAlgebra::new);

    /**
     * Dot products y_e = sum_c x_ec v_c for examples e: x of shape (examples, d), v (d), y (examples), from row 0 on.
     */
    void dots(float[] x, int examples, int d, float[] v, float[] y);

    /** Dot products p_e = sum_c x_ec k_c and w_e = sum_c x_ec u_c, with the same u for all prompts. */
    void dots(float[] x, int examples, int d, float[] k, float[] u, float[] p, float[] w);

    /** Adds weighted sums over examples: t_c += sum_e w_e x_ec. */
    void accumulate(float[] x, int examples, int d, float[] w, float[] t);

    /** Adds two weighted sums over examples: t_c += sum_e w_e x_ec and r_c += sum_e p_e x_ec. */
    void accumulate(float[] x, int examples, int d, float[] w, float[] p, float[] t, float[] r);

    /**
     * Product y = m'x, y_c = sum_a m_ac x_a, with m by rows, shape (rows, columns), the same for all prompts; x (rows),
     * y (columns).
     */
    void transposeTimes(float[] m, int rows, int columns, float[] x, int xAt, float[] y, int yAt);

    /**
     * Adds outer products summed over lanes: g_ac += sum of x_a t_c, in PARTS partial sums; x (rows), t (columns), g
     * (rows, columns, PARTS).
     */
    void outer(float[] x, int rows, float[] t, int columns, float[] g);

    /** Adds a multiple for each prompt: y_c += w x_c; w (1), x and y (rows). */
    void addProducts(float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int rows);

    /** Adds a multiple that is common to all prompts: y_c += a x_c. */
    void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int rows);

    /** Scales: x *= a. */
    void scale(float a, float[] x, int at, int rows);

    /** The sum of the partial sums that begin at {@code at}, in double precision. */
    static double folded(float[] parts, int at) {
        double sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += parts[at + i];
        }
        return sum;
    }

    /** Allocates rows of LANES floats, all 0. */
    static float[] rows(int count) {
        Require.that(
                count <= Integer.MAX_VALUE / LANES - 1, "rows", count, "at most " + (Integer.MAX_VALUE / LANES - 1));
        return new float[count * LANES];
    }

    /** Sets rows to a number. */
    static void fill(float[] x, int at, int rows, float value) {
        Arrays.fill(x, at, at + rows * LANES, value);
    }
}
