package icl.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    @Test
    void residualsAreFarBelowDoublePrecision() {
        SplittableRandom random = new SplittableRandom(1);
        for (int d : new int[] {1, 2, 3, 5, 20, 60}) {
            Matrix g = Matrix.from(d, d, (i, j) -> random.nextDouble() - 0.5);
            DdMatrix a = DdMatrix.of(g).timesTransposed(DdMatrix.of(g));
            SymmetricEigen e = SymmetricEigen.of(a);
            DdMatrix v = e.vectors();
            double residual = a.times(v)
                    .minus(v.scaledColumns(e::value))
                    .frobeniusSquared()
                    .sqrt()
                    .hi();
            double defect = v.transposeTimes(v)
                    .minus(DdMatrix.identity(d))
                    .frobeniusSquared()
                    .sqrt()
                    .hi();
            assertThat(residual).isLessThan(1e-28 * d * e.value(0).hi());
            assertThat(defect).isLessThan(1e-28 * d);
        }
    }
}
