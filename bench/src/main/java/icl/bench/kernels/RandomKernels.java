package icl.bench.kernels;

import icl.core.linalg.LaneAlgebra;
import icl.core.random.CounterRandom;
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

/** Random numbers: words of one prompt in plain Java, and 16 rows for 64 prompts in lanes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class RandomKernels {
    private static final int ROWS = 16;

    private CounterRandom words;
    private LaneRandom random;
    private float[] rows;

    @Param({"2", "40", "2000"})
    public int degrees;

    @Setup
    public void start() {
        words = new CounterRandom(StreamKey.of(1), 0);
        random = new LaneRandom(StreamKey.of(1));
        random.start(0);
        rows = LaneAlgebra.rows(ROWS);
    }

    @Benchmark
    public int threefryWord() {
        return words.nextInt();
    }

    @Benchmark
    public float[] normals() {
        random.normals(rows, ROWS);
        return rows;
    }

    @Benchmark
    public float[] oneChiSquare() {
        random.chiSquares(degrees, 1, rows, 0);
        return rows;
    }

    @Benchmark
    public float[] chiSquares() {
        random.chiSquares(degrees + ROWS - 1, ROWS, rows, 0);
        return rows;
    }
}
