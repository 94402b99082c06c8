package icl.bench.kernels;

import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@link LaneAlgebra} on 40 examples of 64 prompts, in pairs, as whole prompts are read. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class AlgebraKernels {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    private static final int LENGTH = 40;
    private static final int AT_ONCE = 2;

    @Param("20")
    public int dim;

    private float[] x;
    private float[] key;
    private float[] shared;
    private float[] matrix;
    private float[] p;
    private float[] w;
    private float[] t;
    private float[] r;
    private float[] sums;

    @Setup
    public void draw() {
        LaneRandom random = new LaneRandom(StreamKey.of(1));
        random.start(0);
        x = normals(random, AT_ONCE * dim);
        key = normals(random, dim);
        t = normals(random, dim);
        r = normals(random, dim);
        p = normals(random, AT_ONCE);
        w = normals(random, AT_ONCE);
        shared = normals(random, 1);
        matrix = normals(random, dim);
        sums = new float[dim * dim * LaneAlgebra.PARTS];
    }

    private static float[] normals(LaneRandom random, int rows) {
        float[] normals = LaneAlgebra.rows(LaneRandom.paddedRows(rows));
        random.normals(normals, rows);
        return normals;
    }

    @Benchmark
    public float[] dots() {
        for (int e = 0; e < LENGTH; e += AT_ONCE) {
            ALGEBRA.dots(x, AT_ONCE, dim, key, p);
        }
        return p;
    }

    @Benchmark
    public float[] dotsOfTwoVectors() {
        for (int e = 0; e < LENGTH; e += AT_ONCE) {
            ALGEBRA.dots(x, AT_ONCE, dim, key, shared, p, w);
        }
        return w;
    }

    @Benchmark
    public float[] accumulate() {
        for (int e = 0; e < LENGTH; e += AT_ONCE) {
            ALGEBRA.accumulate(x, AT_ONCE, dim, w, t);
        }
        return t;
    }

    @Benchmark
    public float[] accumulateTwoSums() {
        for (int e = 0; e < LENGTH; e += AT_ONCE) {
            ALGEBRA.accumulate(x, AT_ONCE, dim, w, p, t, r);
        }
        return r;
    }

    @Benchmark
    public float[] transposeTimes() {
        ALGEBRA.transposeTimes(matrix, dim, dim, key, 0, t, 0);
        return t;
    }

    @Benchmark
    public float[] outer() {
        ALGEBRA.outer(key, dim, t, dim, sums);
        return sums;
    }

    @Benchmark
    public float[] addProducts() {
        ALGEBRA.addProducts(w, 0, key, 0, t, 0, dim);
        return t;
    }

    @Benchmark
    public float[] addScaled() {
        ALGEBRA.addScaled(1e-9f, key, 0, t, 0, dim);
        return t;
    }

    @Benchmark
    public float[] scale() {
        ALGEBRA.scale(1f, t, 0, dim);
        return t;
    }
}
