package icl.core.linalg;

import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/**
 * The maximum of \( 2 (Uv)^T y - y^T (D + U C U^T) y \) over y, with D diagonal and U of two columns. It is a problem
 * with the two unknowns \( z = U^T y \), whatever the size of y. With \( S = U^T D^{-1} U \):
 *
 * <p>\[ z = (I + SC)^{-1} S v , \qquad y = D^{-1} U (v - Cz) , \qquad \text{value} = v^T z . \]
 *
 * <p>Rows with D = 0 must have U = (1, 0). They change z_1 at no cost, and share its value equally. Cost: O(size of y),
 * in double-double arithmetic.
 */
public final class DiagonalPlusRankTwo {
    private final DD[] d; // D, shape (m)
    private final DD[] first; // first column of U, shape (m)
    private final DD[] second;
    private final DD[] c; // C = (c0, c1; c1, c2)
    private final DD[] v; // shape (2)
    private final DD[] z; // shape (2)

    /**
     * Solves the problem.
     *
     * @param d diagonal of D, shape (m), entries at least 0
     * @param first first column of U, shape (m)
     * @param second second column of U, shape (m)
     * @param c the entries c_11, c_12 and c_22 of the symmetric matrix C
     * @param v v, shape (2)
     */
    public DiagonalPlusRankTwo(DD[] d, DD[] first, DD[] second, DD[] c, DD[] v) {
        this.d = d;
        this.first = first;
        this.second = second;
        this.c = c;
        this.v = v;
        this.z = Arrays.stream(d).anyMatch(DD::isZero) ? reachedWithFreeRows() : reached();
    }

    /** The maximum. */
    public DD value() {
        return v[0].multiply(z[0]).add(v[1].multiply(z[1]));
    }

    /** The y that attains it, shape (m). */
    public DD[] argument() {
        DD g0 = v[0].subtract(c[0].multiply(z[0])).subtract(c[1].multiply(z[1]));
        DD g1 = v[1].subtract(c[1].multiply(z[0])).subtract(c[2].multiply(z[1]));
        DD[] y = new DD[d.length];
        DD left = z[0];
        int free = 0;
        for (int i = 0; i < y.length; i++) {
            if (d[i].isZero()) {
                free++;
            } else {
                y[i] = first[i].multiply(g0).add(second[i].multiply(g1)).divide(d[i]);
                left = left.subtract(first[i].multiply(y[i]));
            }
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = y[i] == null ? left.divide((double) free) : y[i];
        }
        return y;
    }

    private DD[] reached() {
        DD s0 = gram(first, first);
        DD s1 = gram(first, second);
        DD s2 = gram(second, second);
        DD a = s0.multiply(c[0]).add(s1.multiply(c[1])).add(1); // I + SC = (a, b; e, f)
        DD b = s0.multiply(c[1]).add(s1.multiply(c[2]));
        DD e = s1.multiply(c[0]).add(s2.multiply(c[1]));
        DD f = s1.multiply(c[1]).add(s2.multiply(c[2])).add(1);
        DD right0 = s0.multiply(v[0]).add(s1.multiply(v[1]));
        DD right1 = s1.multiply(v[0]).add(s2.multiply(v[1]));
        DD det = a.multiply(f).subtract(b.multiply(e));
        return new DD[] {
            f.multiply(right0).subtract(b.multiply(right1)).divide(det),
            a.multiply(right1).subtract(e.multiply(right0)).divide(det)
        };
    }

    /** The z where some rows have D = 0: z_1 is free and is eliminated; z_2 depends on the other rows. */
    private DD[] reachedWithFreeRows() {
        DD s2 = gram(second, second);
        DD ratio = c[1].divide(c[0]);
        DD remaining = c[2].subtract(ratio.multiply(c[1]));
        DD z1 = v[1].subtract(ratio.multiply(v[0]))
                .multiply(s2)
                .divide(remaining.multiply(s2).add(1));
        return new DD[] {v[0].subtract(c[1].multiply(z1)).divide(c[0]), z1};
    }

    /** Sum of p q / D over the rows with D &gt; 0. */
    private DD gram(DD[] p, DD[] q) {
        DD sum = DD.ZERO;
        for (int i = 0; i < d.length; i++) {
            if (!d[i].isZero()) {
                sum = sum.add(p[i].multiply(q[i]).divide(d[i]));
            }
        }
        return sum;
    }
}
