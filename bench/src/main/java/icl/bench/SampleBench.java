package icl.bench;

import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.kinds.Kinds;
import icl.core.linalg.LaneAlgebra;
import icl.core.prompt.PromptBatch;
import icl.core.prompt.PromptSampler;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Prompts drawn per CPU second of one thread, for each design by each sampler that it has, and nanoseconds for a normal
 * number and a chi-square.
 */
final class SampleBench implements Benchmark {
    private static final int NORMAL_ROWS = 4096;
    private static final int CHI_SQUARE_ROWS = 1024;

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String purpose() {
        return "prompts drawn in a CPU second of one thread, by design and law, and nanoseconds of a normal";
    }

    @Override
    public Map<String, String> options() {
        return Benchmark.options(
                "dim", "20",
                "length", "40",
                "noise-variance", "0",
                "alpha", "0.3",
                "correlation", "0.9",
                "prompts", "65536",
                "warm-up", "1",
                "repeats", "5",
                "seed", "1");
    }

    @Override
    public Map<String, Object> run(Options options) {
        int blocks = Math.max(1, options.positive("prompts") / LaneAlgebra.LANES);
        int repeats = options.positive("repeats");
        double warmUp = options.above0("warm-up");
        StreamKey stream = StreamKey.of(options.integer("seed"));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("normal_nanoseconds", normalNanoseconds(stream, warmUp, repeats));
        line.put("chi_square_nanoseconds", chiSquareNanoseconds(stream, warmUp, repeats));
        for (Design design : Setting.designs(options)) {
            for (SufficientStatistic law : SufficientStatistic.values()) {
                Optional<PromptSampler> sampler = law.sampler(design);
                if (sampler.isPresent()) {
                    PromptBatch prompts = sampler.get().open(stream);
                    double seconds = warmMedian(warmUp, repeats, () -> draw(prompts, blocks));
                    line.put(
                            Setting.name(design) + "_" + Kinds.of(law) + "_per_second",
                            blocks * LaneAlgebra.LANES / seconds);
                }
            }
        }
        line.put("kernel", Setting.kernel());
        return line;
    }

    private static double normalNanoseconds(StreamKey stream, double warmUp, int repeats) {
        LaneRandom random = new LaneRandom(stream);
        float[] rows = new float[32 * LaneRandom.LANES]; // stays in the first-level cache
        double seconds = warmMedian(warmUp, repeats, () -> {
            random.start(0);
            for (int i = 0; i < NORMAL_ROWS; i++) {
                random.normals(rows, 32);
            }
        });
        return seconds / NORMAL_ROWS / rows.length * 1e9;
    }

    private static double chiSquareNanoseconds(StreamKey stream, double warmUp, int repeats) {
        LaneRandom random = new LaneRandom(stream);
        float[] rows = new float[16 * LaneRandom.LANES];
        double seconds = warmMedian(warmUp, repeats, () -> {
            random.start(0);
            for (int i = 0; i < CHI_SQUARE_ROWS; i++) {
                random.chiSquares(40, 16, rows, 0);
            }
        });
        return seconds / CHI_SQUARE_ROWS / rows.length * 1e9;
    }

    private static double warmMedian(double warmUp, int repeats, Runnable work) {
        Clock.warmUp(warmUp, work);
        return Clock.medianCpuSeconds(repeats, work);
    }

    private static void draw(PromptBatch prompts, int blocks) {
        for (int block = 0; block < blocks; block++) {
            prompts.start((long) block * LaneAlgebra.LANES);
            while (prompts.next() > 0) {
                // examples lie in the buffers of the source
            }
        }
    }
}
