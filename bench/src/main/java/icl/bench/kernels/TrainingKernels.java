package icl.bench.kernels;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.model.H3Layer;
import icl.core.model.LinearAttention;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.PreconditionedGd;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.train.BatchLoss;
import icl.core.train.BatchLosses;
import icl.core.train.Optimiser;
import icl.core.train.Sampler;
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

/** A batch of 256 new prompts of independent data: loss and gradient, alone and with a step of Adam. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class TrainingKernels {
    private static final int BATCH = 256;
    private static final double RATE = 1e-3;

    @Param("20")
    public int dim;

    @Param("40")
    public int length;

    @Param({"attention", "h3", "pgd"})
    public String architecture;

    @Param({"FEATURES", "SUFFICIENT"})
    public Sampler sampler;

    private BatchLoss loss;
    private Optimiser.Descent descent;
    private double[] parameters;
    private double[] gradient;
    private long prompt;

    @Setup
    public void start() {
        Covariance identity = Covariance.identity();
        Design design = new IidDesign(dim, length, Profile.common(0), identity, identity);
        Model model = model();
        loss = BatchLosses.of(model, design, Loss.QUERY, sampler, StreamKey.of(1));
        descent = new Optimiser.Adam(0.9, 0.999, 1e-8).start(model.size());
        parameters = model.initial(new CounterRandom(StreamKey.of(2), 0));
        gradient = new double[model.size()];
    }

    private Model model() {
        return switch (architecture) {
            case "h3" -> new H3Layer(dim, length);
            case "pgd" -> PreconditionedGd.full(dim, length);
            default -> new LinearAttention(dim, length);
        };
    }

    @Benchmark
    public double lossAndGradient() {
        prompt += BATCH;
        return loss.at(parameters, prompt, BATCH, gradient);
    }

    @Benchmark
    public double step() {
        double value = lossAndGradient();
        descent.step(parameters, gradient, RATE);
        return value;
    }
}
