package icl.bench.kernels;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.LaneAlgebra;
import icl.core.prompt.PromptBatch;
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

/** Drawing 64 prompts without noise, for each design by each sampler that it has. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class PromptKernels {
    @Param("20")
    public int dim;

    @Param("40")
    public int length;

    @Param({
        "iid WHOLE",
        "iid SECOND_MOMENTS",
        "iid STEP",
        "retrieval WHOLE",
        "retrieval SECOND_MOMENTS",
        "retrieval STEP",
        "aligned WHOLE",
        "aligned SECOND_MOMENTS",
        "aligned STEP",
        "drift WHOLE"
    })
    public String prompts;

    private PromptBatch lanes;
    private long prompt;

    @Setup
    public void open() {
        String[] words = prompts.split(" ", 2);
        lanes = SufficientStatistic.valueOf(words[1])
                .sampler(design(words[0]))
                .orElseThrow()
                .open(StreamKey.of(1));
    }

    private Design design(String kind) {
        Covariance identity = Covariance.identity();
        Profile noise = Profile.common(0);
        return switch (kind) {
            case "retrieval" -> new RetrievalDesign(dim, length, noise, Profile.common(0.3), identity, identity);
            case "aligned" -> new AlignedDesign(dim, length, noise, 0.3, identity, identity);
            case "drift" -> new DriftDesign(dim, length, noise, new TaskCorrelation.Ar1(0.9), identity, identity);
            default -> new IidDesign(dim, length, noise, identity, identity);
        };
    }

    @Benchmark
    public float[] block() {
        prompt += LaneAlgebra.LANES;
        lanes.start(prompt);
        while (lanes.next() > 0) {
            // examples lie in the buffers of the source
        }
        return lanes.target();
    }
}
