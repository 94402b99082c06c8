package icl.core.covariance;

import icl.core.check.Require;
import icl.core.kinds.Kind;
import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;
import icl.core.records.Default;
import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/**
 * The law of white features z, E z z' = I. It is spherically symmetric; features of covariance S_x = F F' are x = F z.
 * Risks of a gradient step depend on the law through {@link #kurtosis} only (docs/formulas.md, section 21).
 */
@Default("gaussian")
public sealed interface FeatureLaw {
    /** k_4 = E|z|^4 / (d (d + 2)) in d dimensions; 1 for Gaussian features. */
    DD kurtosis(int dim);

    /**
     * Whether E|z|^8 is finite. If not, squared errors of a step have no finite variance, and no confidence interval is
     * given for their mean.
     */
    default boolean hasEighthMoment() {
        return true;
    }

    /**
     * Allocates a transformation of standard normal vectors into vectors of this law.
     *
     * @param most the largest number of vectors transformed at once
     */
    NormalTransform transform(int dim, int most);

    /**
     * A transformation of standard normal vectors, in lanes, into vectors of another law by scaling their lengths. An
     * instance is for one thread.
     */
    @FunctionalInterface
    interface NormalTransform {
        /**
         * Replaces vectors of d rows, one after the other from row 0 on. Further random numbers are drawn from {@code
         * random}.
         */
        void apply(float[] normals, int vectors, LaneRandom random);
    }

    /** {@code gaussian}: z ~ N(0, I). */
    @Kind("gaussian")
    record Gaussian() implements FeatureLaw {
        @Override
        public DD kurtosis(int dim) {
            return DD.ONE;
        }

        @Override
        public NormalTransform transform(int dim, int most) {
            return (normals, vectors, random) -> {};
        }
    }

    /** {@code sphere}: z is uniform on the sphere of radius sqrt(d). */
    @Kind("sphere")
    record Sphere() implements FeatureLaw {
        @Override
        public DD kurtosis(int dim) {
            return DD.of(dim).divide(dim + 2.0);
        }

        @Override
        public NormalTransform transform(int dim, int most) {
            float[] factor = LaneAlgebra.rows(1);
            return (normals, vectors, random) -> {
                for (int v = 0; v < vectors; v++) {
                    Arrays.fill(factor, 0);
                    addSquares(normals, v * dim * LaneAlgebra.LANES, dim, factor);
                    for (int lane = 0; lane < LaneAlgebra.LANES; lane++) {
                        factor[lane] = factor[lane] > 0 ? (float) Math.sqrt(dim / factor[lane]) : 0;
                    }
                    scale(normals, v * dim * LaneAlgebra.LANES, dim, factor, 0);
                }
            };
        }

        private static void addSquares(float[] vector, int at, int dim, float[] sum) {
            for (int i = 0; i < dim * LaneAlgebra.LANES; i++) {
                int lane = i % LaneAlgebra.LANES;
                sum[lane] = Math.fma(vector[at + i], vector[at + i], sum[lane]);
            }
        }
    }

    /** {@code {student: nu}}: Student's t with nu degrees of freedom, scaled to E z z' = I; nu &gt; 4, so that E|z|^4 is finite. */
    @Kind("student")
    record Student(double degrees) implements FeatureLaw {
        public Student {
            Require.that(degrees > 4 && Double.isFinite(degrees), "student", degrees, "a finite number above 4");
        }

        @Override
        public DD kurtosis(int dim) {
            return DD.ofDifference(degrees, 2).divide(DD.ofDifference(degrees, 4));
        }

        @Override
        public boolean hasEighthMoment() {
            return degrees > 8;
        }

        @Override
        public NormalTransform transform(int dim, int most) {
            float[] factors = LaneAlgebra.rows(most);
            float variance = (float) (degrees - 2);
            return (normals, vectors, random) -> {
                random.chiSquares(degrees, factors, vectors);
                for (int i = 0; i < vectors * LaneAlgebra.LANES; i++) {
                    factors[i] = (float) Math.sqrt(variance / factors[i]);
                }
                for (int v = 0; v < vectors; v++) {
                    scale(normals, v * dim * LaneAlgebra.LANES, dim, factors, v * LaneAlgebra.LANES);
                }
            };
        }
    }

    private static void scale(float[] vector, int at, int dim, float[] factors, int from) {
        for (int i = 0; i < dim * LaneAlgebra.LANES; i++) {
            vector[at + i] *= factors[from + i % LaneAlgebra.LANES];
        }
    }

    static FeatureLaw gaussian() {
        return new Gaussian();
    }

    /** Whether features are Gaussian. */
    default boolean isGaussian() {
        return this instanceof Gaussian;
    }
}
