package icl.core.linalg;

import static icl.core.linalg.LaneAlgebra.LANES;
import static icl.core.linalg.LaneAlgebra.PARTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every operation by the Vector API and in plain Java: the same bits, whatever lies around the operands, and what a loop in double
 * precision finds, to {@value #TOLERANCE} of the sum of sizes.
 */
class LaneAlgebraTest {
    private static final double TOLERANCE = 2e-6;
    private static final int MOST_EXAMPLES = 5;

    private final LaneAlgebra vector = new VectorLaneAlgebra();
    private final LaneAlgebra scalar = new ScalarLaneAlgebra();
    private SplittableRandom random;

    @FunctionalInterface
    private interface Operation {
        void on(LaneAlgebra algebra, float[] out);
    }

    /** The sum of the products of terms that make one number, and of their sizes. */
    private static final class Sum {
        private double value;
        private double size;

        private Sum plus(double a, double b) {
            value += a * b;
            size += Math.abs(a * b);
            return this;
        }
    }

    @FunctionalInterface
    private interface Expected {
        Sum at(int row, int lane);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 49, 50})
    void implementationsAgreeWithEachOtherAndWithAPlainLoop(int d) {
        random = new SplittableRandom(d);
        for (int examples = 0; examples <= MOST_EXAMPLES; examples++) {
            dots(examples, d);
            accumulate(examples, d);
            transposeTimes(examples, d);
            transposeTimes(d, examples);
            outer(examples, d);
            outer(d, examples);
        }
        addProducts(d);
        addScaled(d);
        scale(d);
    }

    private void dots(int n, int d) {
        float[] x = normals(n * d * LANES);
        float[] k = normals(d * LANES);
        float[] u = normals(d);
        Expected own = (e, lane) -> sum(d, c -> x[(e * d + c) * LANES + lane], c -> k[c * LANES + lane]);
        Expected shared = (e, lane) -> sum(d, c -> x[(e * d + c) * LANES + lane], c -> u[c]);
        check((algebra, y) -> algebra.dots(x, n, d, k, y), n, own);
        float[] other = new float[MOST_EXAMPLES * LANES];
        check((algebra, p) -> algebra.dots(x, n, d, k, u, p, other), n, own);
        check((algebra, w) -> algebra.dots(x, n, d, k, u, other, w), n, shared);
    }

    private void accumulate(int n, int d) {
        float[] x = normals(n * d * LANES);
        float[] w = normals(n * LANES);
        float[] p = normals(n * LANES);
        Expected byW = (c, lane) -> sum(n, e -> w[e * LANES + lane], e -> x[(e * d + c) * LANES + lane]);
        Expected byP = (c, lane) -> sum(n, e -> p[e * LANES + lane], e -> x[(e * d + c) * LANES + lane]);
        checkAdded((algebra, t) -> algebra.accumulate(x, n, d, w, t), 0, d, byW);
        float[] other = new float[d * LANES];
        checkAdded((algebra, t) -> algebra.accumulate(x, n, d, w, p, t, other), 0, d, byW);
        checkAdded((algebra, r) -> algebra.accumulate(x, n, d, w, p, other, r), 0, d, byP);
    }

    private void transposeTimes(int rows, int columns) {
        float[] m = normals(rows * columns);
        float[] x = normals((rows + 1) * LANES);
        Expected expected = (c, lane) -> sum(rows, a -> m[a * columns + c], a -> x[(a + 1) * LANES + lane]);
        check((algebra, y) -> algebra.transposeTimes(m, rows, columns, x, LANES, y, 0), columns, expected);
    }

    private void outer(int rows, int columns) {
        float[] x = normals(rows * LANES);
        float[] t = normals(columns * LANES);
        float[] before = normals(rows * columns * PARTS);
        float[] fast = before.clone();
        float[] plain = before.clone();
        vector.outer(x, rows, t, columns, fast);
        scalar.outer(x, rows, t, columns, plain);
        assertThat(fast).containsExactly(plain);
        for (int a = 0; a < rows; a++) {
            for (int c = 0; c < columns; c++) {
                int at = (a * columns + c) * PARTS;
                int row = a;
                int column = c;
                Sum sum = sum(LANES, l -> x[row * LANES + l], l -> t[column * LANES + l]);
                for (int i = 0; i < PARTS; i++) {
                    sum.plus(before[at + i], 1);
                }
                checkClose(LaneAlgebra.folded(fast, at), sum);
            }
        }
    }

    private void addProducts(int rows) {
        float[] w = normals(2 * LANES);
        float[] x = normals((rows + 3) * LANES);
        Expected expected = (c, lane) -> new Sum().plus(w[LANES + lane], x[(c + 3) * LANES + lane]);
        for (int at : new int[] {0, 2 * LANES}) {
            checkAdded((algebra, y) -> algebra.addProducts(w, LANES, x, 3 * LANES, y, at, rows), at, rows, expected);
        }
    }

    private void addScaled(int rows) {
        float a = normals(1)[0];
        float[] x = normals((rows + 3) * LANES);
        Expected expected = (c, lane) -> new Sum().plus(a, x[(c + 3) * LANES + lane]);
        for (int at : new int[] {0, 2 * LANES}) {
            checkAdded((algebra, y) -> algebra.addScaled(a, x, 3 * LANES, y, at, rows), at, rows, expected);
        }
    }

    private void scale(int rows) {
        float a = normals(1)[0];
        float[] before = normals((rows + 3) * LANES);
        float[] after = apply((algebra, x) -> algebra.scale(a, x, 2 * LANES, rows), before);
        for (int i = 2 * LANES; i < (rows + 2) * LANES; i++) {
            assertThat(after[i]).isEqualTo(a * before[i]);
        }
        checkUntouched(before, after, 0, 2 * LANES);
        checkUntouched(before, after, (rows + 2) * LANES, before.length);
    }

    /** An operation that overwrites rows from 0 on. */
    private void check(Operation operation, int rows, Expected expected) {
        float[] before = normals((rows + 1) * LANES);
        float[] after = apply(operation, before);
        for (int i = 0; i < rows * LANES; i++) {
            checkClose(after[i], expected.at(i / LANES, i % LANES));
        }
        checkUntouched(before, after, rows * LANES, before.length);
    }

    /** An operation that adds to rows. */
    private void checkAdded(Operation operation, int at, int rows, Expected expected) {
        float[] before = normals(at + (rows + 1) * LANES);
        float[] after = apply(operation, before);
        for (int i = 0; i < rows * LANES; i++) {
            checkClose(after[at + i], expected.at(i / LANES, i % LANES).plus(before[at + i], 1));
        }
        checkUntouched(before, after, 0, at);
        checkUntouched(before, after, at + rows * LANES, before.length);
    }

    private float[] apply(Operation operation, float[] before) {
        float[] fast = before.clone();
        float[] plain = before.clone();
        operation.on(vector, fast);
        operation.on(scalar, plain);
        assertThat(fast).containsExactly(plain);
        return fast;
    }

    private static void checkClose(double actual, Sum expected) {
        assertThat(Math.abs(actual - expected.value)).isLessThanOrEqualTo(TOLERANCE * expected.size);
    }

    private static void checkUntouched(float[] before, float[] after, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(after[i]).isEqualTo(before[i]);
        }
    }

    private static Sum sum(int count, IntToDoubleFunction a, IntToDoubleFunction b) {
        Sum sum = new Sum();
        for (int i = 0; i < count; i++) {
            sum.plus(a.applyAsDouble(i), b.applyAsDouble(i));
        }
        return sum;
    }

    private float[] normals(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
