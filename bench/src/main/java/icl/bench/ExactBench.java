package icl.bench;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.Spectrum;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.RiskFormulas;
import icl.core.risk.aligned.AlignedRisk;
import icl.core.risk.linear.IidRisk;
import icl.core.risk.retrieval.RetrievalRisk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * Exact risks per second of one core: formulas alone with a shared spectrum, and whole questions with their optimum
 * (gain, half rank, scales).
 */
final class ExactBench implements Benchmark {
    private static final Covariance IDENTITY = Covariance.identity();

    @Override
    public String name() {
        return "exact";
    }

    @Override
    public String purpose() {
        return "exact cells per second of one core, the spectrum shared";
    }

    @Override
    public Map<String, String> options() {
        return Benchmark.options("dim", "20", "cells", "1000000", "runs", "7");
    }

    @Override
    public Map<String, Object> run(Options options) {
        int dim = options.positive("dim");
        int cells = options.positive("cells");
        int runs = options.positive("runs");
        Covariance decaying = new Covariance.PowerLaw(1);
        Spectrum spectrum = new IidDesign(dim, 1, Profile.common(0), decaying, IDENTITY).spectrum();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(
                "formula_iid_per_second",
                rate(cells, runs, i -> IidRisk.risk(spectrum, noise(i), length(i), rank(i, dim))));
        line.put(
                "formula_retrieval_per_second",
                rate(cells, runs, i -> RetrievalRisk.risk(dim, length(i), noise(i), alpha(i), rank(i, dim))));
        line.put(
                "formula_aligned_per_second",
                rate(cells, runs, i -> AlignedRisk.risk(dim, length(i), noise(i), alpha(i), rank(i, dim))));
        line.put(
                "question_iid_per_second",
                questions(
                        cells,
                        runs,
                        dim,
                        i -> new IidDesign(dim, length(i), Profile.common(noise(i)), decaying, IDENTITY)));
        line.put(
                "question_retrieval_per_second",
                questions(
                        cells,
                        runs,
                        dim,
                        i -> new RetrievalDesign(
                                dim,
                                length(i),
                                Profile.common(noise(i)),
                                Profile.common(alpha(i)),
                                IDENTITY,
                                IDENTITY)));
        line.put(
                "question_aligned_per_second",
                questions(
                        cells,
                        runs,
                        dim,
                        i -> new AlignedDesign(
                                dim, length(i), Profile.common(noise(i)), alpha(i), IDENTITY, IDENTITY)));
        return line;
    }

    private static double questions(int cells, int runs, int dim, IntFunction<Design> design) {
        return rate(
                cells,
                runs,
                i -> RiskFormulas.exact(new Question(
                                design.apply(i), new Predictor.Attention(Optional.of(rank(i, dim))), Loss.QUERY))
                        .risk());
    }

    private static double rate(int cells, int runs, IntToDoubleFunction risk) {
        double seconds = Clock.medianCpuSeconds(runs, () -> {
            double sum = 0;
            for (int i = 0; i < cells; i++) {
                sum += risk.applyAsDouble(i);
            }
            if (!Double.isFinite(sum)) {
                throw new IllegalStateException("a risk is not finite");
            }
        });
        return cells / seconds;
    }

    private static int length(int i) {
        return 1 + i % 1000;
    }

    private static int rank(int i, int dim) {
        return 1 + i % dim;
    }

    private static double noise(int i) {
        return i % 7;
    }

    private static double alpha(int i) {
        return i % 11 * 0.1;
    }
}
