package icl.bench;

import icl.core.design.Design;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulate.SimulatedRisk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** CPU seconds of one thread to simulate the risk of the optimum to a given standard error. */
final class EvaluateBench implements Benchmark {
    private static final double CONFIDENCE = 0.95;
    private static final long MOST_PROMPTS = 1L << 40;

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String purpose() {
        return "CPU seconds until the simulated risk of the optimum is precise enough";
    }

    @Override
    public Map<String, String> options() {
        return Benchmark.options(
                "architecture", "attention",
                "design", "iid",
                "dim", "20",
                "length", "40",
                "noise-variance", "0",
                "alpha", "0.3",
                "correlation", "0.9",
                "relative-error", "0.001",
                "warm-up", "3",
                "repeats", "9",
                "seed", "1");
    }

    @Override
    public Map<String, Object> run(Options options) {
        Design design = Setting.design(options);
        Question question = Setting.question(options, design);
        Predictor.Given optimum = RiskFormulas.optimalPredictor(question);
        Precision precision = new Precision(
                OptionalDouble.of(options.above0("relative-error")), OptionalDouble.empty(), MOST_PROMPTS);
        StreamKey stream = StreamKey.of(options.integer("seed"));
        double warm = Clock.cpuSeconds() + options.above0("warm-up");
        for (long i = 0; Clock.cpuSeconds() < warm; i++) {
            simulated(design, optimum, stream.child("warm-up").child(i), precision);
        }
        double exact = RiskFormulas.exact(question).risk();
        double[] seconds = new double[options.positive("repeats")];
        double[] prompts = new double[seconds.length];
        double z = 0;
        for (int i = 0; i < seconds.length; i++) {
            double start = Clock.cpuSeconds();
            SimulatedRisk risk = simulated(design, optimum, stream.child(i), precision);
            seconds[i] = Clock.cpuSeconds() - start;
            prompts[i] = risk.prompts();
            z += (risk.risk() - exact) / risk.standardError() / Math.sqrt(seconds.length);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("cpu_seconds", Clock.median(seconds));
        line.put("spread", Clock.spread(seconds));
        line.put("prompts", Clock.median(prompts));
        line.put("exact", exact);
        line.put("z", z);
        line.put("kernel", Setting.kernel());
        return line;
    }

    private static SimulatedRisk simulated(
            Design design, Predictor.Given optimum, StreamKey stream, Precision precision) {
        return MonteCarlo.risk(design, optimum, Loss.QUERY, stream, precision, CONFIDENCE);
    }
}
