package icl.core.linalg;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.apache.commons.numbers.core.DD;

/** Exact numbers, and matrices whose eigenvalues are known, to hold the kernels against. */
final class Exactly {
    private Exactly() {}

    static BigDecimal of(DD x) {
        return x.bigDecimalValue();
    }

    static BigDecimal difference(DD x, BigDecimal y) {
        return of(x).subtract(y).abs();
    }

    /** Uniform in (-1/2, 1/2), all 106 bits in use. */
    static DdMatrix random(int rows, int columns, SplittableRandom random) {
        return DdMatrix.from(
                rows, columns, (i, j) -> DD.ofSum(random.nextDouble() - 0.5, (random.nextDouble() - 0.5) * 0x1p-54));
    }

    /** A product of Householder reflections: orthogonal to some 1e-31. */
    static DdMatrix rotation(int size, SplittableRandom random) {
        DdMatrix q = DdMatrix.identity(size);
        for (int k = 0; k < Math.min(size, 8); k++) {
            DdMatrix v = random(size, 1, random);
            DD factor = DD.of(2).divide(v.frobeniusSquared());
            q = q.minus(v.times(v.transposeTimes(q)).scaled(factor));
        }
        return q;
    }

    /** Q diag(values) Q': symmetric, with these eigenvalues to some 1e-31 of the largest. */
    static DdMatrix withEigenvalues(double[] values, DdMatrix q) {
        return q.scaledColumns(i -> DD.of(values[i])).timesTransposed(q).symmetrised();
    }
}
