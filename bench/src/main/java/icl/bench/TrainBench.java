package icl.bench;

import icl.core.design.Design;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.train.BatchLoss;
import icl.core.train.BatchLosses;
import icl.core.train.Optimiser;
import icl.core.train.Sampler;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prompts trained on per CPU second of one thread: drawing new prompts, forward and backward pass, and a step of Adam.
 */
final class TrainBench implements Benchmark {
    private static final double RATE = 1e-3;

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String purpose() {
        return "prompts trained on in a CPU second of one thread";
    }

    @Override
    public Map<String, String> options() {
        return Benchmark.options(
                "architecture", "attention",
                "design", "iid",
                "sampler", "features",
                "dim", "20",
                "length", "40",
                "batch", "256",
                "noise-variance", "0",
                "alpha", "0.3",
                "correlation", "0.9",
                "seconds", "10",
                "warm-up", "3",
                "repeats", "5",
                "seed", "1");
    }

    @Override
    public Map<String, Object> run(Options options) {
        Design design = Setting.design(options);
        Model model = Setting.model(options, design);
        Sampler sampler = options.choice("sampler", Sampler.class);
        int repeats = options.positive("repeats");
        double seconds = options.above0("seconds") / repeats;
        StreamKey stream = StreamKey.of(options.integer("seed"));
        Loop loop = new Loop(model, design, sampler, stream, options.positive("batch"));
        loop.run(options.above0("warm-up"));
        double[] rates = new double[repeats];
        double cpu = Clock.cpuSeconds();
        double process = Clock.processCpuSeconds();
        double wall = Clock.wallSeconds();
        long bytes = Clock.allocatedBytes();
        long steps = loop.steps;
        for (int i = 0; i < repeats; i++) {
            rates[i] = loop.run(seconds);
        }
        steps = loop.steps - steps;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("prompts_per_second", Clock.median(rates));
        line.put("spread", Clock.spread(rates));
        line.put("prompts", steps * loop.batch);
        line.put("bytes_allocated_per_step", (Clock.allocatedBytes() - bytes) / (double) steps);
        line.put("cpu_seconds", Clock.cpuSeconds() - cpu);
        line.put("process_cpu_seconds", Clock.processCpuSeconds() - process);
        line.put("wall_seconds", Clock.wallSeconds() - wall);
        line.put("loss", loop.loss);
        line.put("kernel", Setting.kernel());
        return line;
    }

    /** A training without end. */
    private static final class Loop {
        private static final int STEPS_A_LOOK = 8;

        private final BatchLoss batchLoss;
        private final Optimiser.Descent descent;
        private final double[] parameters;
        private final double[] gradient;
        private final int batch;
        private final long stride;
        private long steps;
        private double loss;

        Loop(Model model, Design design, Sampler sampler, StreamKey stream, int batch) {
            batchLoss = BatchLosses.of(model, design, Loss.QUERY, sampler, stream.child("prompts"));
            descent = new Optimiser.Adam(0.9, 0.999, 1e-8).start(model.size());
            parameters = model.initial(new CounterRandom(stream.child("start"), 0));
            gradient = new double[model.size()];
            this.batch = batch;
            stride = Prompts.stride(batch);
        }

        /** Trains for this many CPU seconds, and returns the prompts per CPU second. */
        double run(double seconds) {
            double start = Clock.cpuSeconds();
            long before = steps;
            double now = start;
            while (now < start + seconds) {
                for (int i = 0; i < STEPS_A_LOOK; i++) {
                    loss = batchLoss.at(parameters, steps++ * stride, batch, gradient);
                    descent.step(parameters, gradient, RATE);
                }
                now = Clock.cpuSeconds();
            }
            return (steps - before) * batch / (now - start);
        }
    }
}
