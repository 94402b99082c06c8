package icl.bench;

import icl.core.design.Design;
import icl.core.evaluate.Parameterisation;
import icl.core.evaluate.TrainedRisk;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Question;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.train.BatchLoss;
import icl.core.train.BatchLosses;
import icl.core.train.Optimiser;
import icl.core.train.Sampler;
import icl.core.train.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * CPU seconds of one thread until a model trained from scratch is within a tolerance of the exact optimum. A run stops
 * by the exact risk of its parameters, which is evaluated every few steps; the time of these evaluations is reported
 * separately.
 */
final class ConvergeBench implements Benchmark {
    /** Offset of the seeds of warm-up runs. */
    private static final long OTHER_SEEDS = 1_000_000;

    @Override
    public String name() {
        return "converge";
    }

    @Override
    public String purpose() {
        return "CPU seconds until a model trained from scratch is near the exact optimum";
    }

    @Override
    public Map<String, String> options() {
        return Benchmark.options(
                "architecture", "attention",
                "design", "iid",
                "sampler", "sufficient",
                "dim", "20",
                "length", "40",
                "batch", "256",
                "noise-variance", "0",
                "alpha", "0.3",
                "correlation", "0.9",
                "learning-rate", "0.01",
                "steps", "1000",
                "every", "25",
                "tolerance", "0.01",
                "warm-up", "3",
                "repeats", "7",
                "seed", "1");
    }

    @Override
    public Map<String, Object> run(Options options) {
        Training training = new Training(options);
        double warm = Clock.cpuSeconds() + options.above0("warm-up");
        long seed = options.integer("seed");
        TrainedRun first = training.run(seed + OTHER_SEEDS);
        for (long i = 1; Clock.cpuSeconds() < warm; i++) {
            training.run(seed + OTHER_SEEDS + i);
        }
        double process = Clock.processCpuSeconds();
        List<TrainedRun> runs = LongStream.range(seed, seed + options.positive("repeats"))
                .mapToObj(training::run)
                .toList();
        process = Clock.processCpuSeconds() - process;
        Map<String, Object> line = new LinkedHashMap<>();
        double[] seconds = values(runs, TrainedRun::seconds);
        line.put("cpu_seconds", Clock.median(seconds));
        line.put("spread", Clock.spread(seconds));
        line.put("check_cpu_seconds", Clock.median(values(runs, TrainedRun::checkSeconds)));
        line.put("first_cpu_seconds", first.seconds);
        line.put("process_cpu_seconds_per_run", process / runs.size());
        line.put("steps_taken", Clock.median(values(runs, TrainedRun::steps)));
        line.put("relative_gap", Clock.median(values(runs, TrainedRun::gap)));
        line.put("runs", runs.size());
        line.put("runs_within", runs.stream().filter(TrainedRun::isWithin).count());
        line.put("exact", training.exact);
        line.put("kernel", Setting.kernel());
        return line;
    }

    private static double[] values(List<TrainedRun> runs, ToDoubleFunction<TrainedRun> value) {
        return runs.stream().mapToDouble(value).toArray();
    }

    /**
     * One run: CPU seconds of training and of the evaluations, steps, and the gap to the optimum, relative to it, at
     * the last evaluation.
     */
    private record TrainedRun(double seconds, double checkSeconds, long steps, double gap, boolean isWithin) {}

    private static final class Training {
        private final Design design;
        private final Model model;
        private final Question question;
        private final Sampler sampler;
        private final int batch;
        private final double rate;
        private final int steps;
        private final int every;
        private final double tolerance;
        private final double exact;

        Training(Options options) {
            design = Setting.design(options);
            model = Setting.model(options, design);
            question = Setting.question(options, design);
            sampler = options.choice("sampler", Sampler.class);
            batch = options.positive("batch");
            rate = options.above0("learning-rate");
            steps = options.positive("steps");
            every = options.positive("every");
            tolerance = options.above0("tolerance");
            exact = RiskFormulas.exact(question).risk();
        }

        TrainedRun run(long seed) {
            double start = Clock.cpuSeconds();
            double checks = 0;
            StreamKey stream = StreamKey.of(seed);
            BatchLoss loss = BatchLosses.of(model, design, Loss.QUERY, sampler, stream.child("prompts"));
            double[] parameters = model.initial(new CounterRandom(stream.child("start"), 0));
            double[] gradient = new double[parameters.length];
            Optimiser.Descent descent = new Optimiser.Adam(0.9, 0.999, 1e-8).start(parameters.length);
            double gap = Double.POSITIVE_INFINITY;
            int step = 0;
            while (step < steps && gap > tolerance) {
                loss.at(parameters, step * Prompts.stride(batch), batch, gradient);
                descent.step(parameters, gradient, rate * Schedule.COSINE.factor(step, 0, steps));
                step++;
                if (step % every == 0 || step == steps) {
                    double before = Clock.cpuSeconds();
                    gap = gap(parameters, stream);
                    checks += Clock.cpuSeconds() - before;
                }
            }
            return new TrainedRun(Clock.cpuSeconds() - start - checks, checks, step, gap, gap <= tolerance);
        }

        private double gap(double[] parameters, StreamKey stream) {
            return TrainedRisk.of(question, Parameterisation.FULL, model, parameters, stream.child("evaluation"))
                                    .risk()
                            / exact
                    - 1;
        }
    }
}
