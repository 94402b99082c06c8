package icl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sweep that uses what could depend on the machine: samples, trainings, descents, LAPACK. */
final class Sweeps {
    /** Cells of 12 lengths times 4 of iid, 8 of retrieval; 2 of a large covariance; 4 of drift; each has three measures. */
    static final int ROWS = 3 * (12 * 12 + 2 + 4);

    private Sweeps() {}

    /** @param steps of training: what sets the time it takes */
    static Path write(Path file, long seed, int steps) throws IOException {
        return Files.writeString(file, """
                name: faults
                seed: %d
                grid:
                  union:
                    - design: [iid, retrieval]
                      dim: 5
                      length: {from: 1, to: 34, step: 3}
                      alpha: [0.1, 0.3]
                      noise_variance: [0, 1]
                      rank: [2, 5]
                    - design: iid
                      dim: 130
                      length: [10, 20]
                      noise_variance: 1
                      feature_covariance: {exchangeable: 0.3}
                      task_covariance: {power_law: 1}
                    - design: drift
                      dim: 3
                      length: [12, 40]
                      noise_variance: 1
                      task_correlation: {ar1: 0.8}
                      architecture: [attention, h3]
                measures:
                  exact: {}
                  monte_carlo: {relative_error: 0.03, max_prompts: 65536}
                  trained: {steps: %d, restarts: 2, batch: 64}
                """.formatted(seed, steps));
    }
}
