package icl.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import icl.core.simulation.Normal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tasks of drifting prompts, seen as label over feature where there is one feature and no noise.
 *
 * <p>H0: E beta_i beta_j = K_ij, for all pairs of positions. A comparison alarms falsely with probability {@value #FALSE_ALARM}, all
 * of the class with less than 4e-4; an error of 0.05 sqrt(K_ii K_jj) is found with probability 0.999.
 */
class DriftPromptsTest {
    private static final double FALSE_ALARM = 1e-6;
    private static final double BOUND = Normal.quantile(FALSE_ALARM / 2);
    private static final int LENGTH = 6;
    private static final int PROMPTS = 1 << 16;

    static List<TaskCorrelation> correlations() {
        return SomeDesigns.correlations(LENGTH);
    }

    @ParameterizedTest
    @MethodSource("correlations")
    void tasksHaveTheirSecondMoments(TaskCorrelation k) {
        double[][] sums = sums(Ask.drift(1, LENGTH, k).noise(0).design());
        for (int i = 0; i <= LENGTH; i++) {
            for (int j = 0; j <= i; j++) {
                double expected = k.at(i, j, LENGTH);
                double variance = k.at(i, i, LENGTH) * k.at(j, j, LENGTH) + expected * expected;
                assertThat(Math.abs(sums[i][j] / PROMPTS - expected))
                        .as("K of %d and %d", i, j)
                        .isLessThan(BOUND * Math.sqrt(variance / PROMPTS) + 1e-6);
            }
        }
    }

    private static double[][] sums(Design design) {
        PromptBatch prompts =
                design.whole().open(StreamKey.of(20261130).child("drift").child(design.toString()));
        double[][] sums = new double[LENGTH + 1][LENGTH + 1];
        for (int p = 0; p < PROMPTS; p += PromptBatch.LANES) {
            for (Seen seen : Seen.of(prompts, p)) {
                double[] tasks = tasks(seen);
                for (int i = 0; i <= LENGTH; i++) {
                    for (int j = 0; j <= i; j++) {
                        sums[i][j] += tasks[i] * tasks[j];
                    }
                }
            }
        }
        return sums;
    }

    private static double[] tasks(Seen seen) {
        double[] tasks = new double[LENGTH + 1];
        for (int i = 0; i < LENGTH; i++) {
            tasks[i] = seen.labels.get(i) / seen.features.get(i)[0];
        }
        tasks[LENGTH] = seen.target / seen.query[0];
        assertThat(seen.task[0]).isCloseTo(tasks[LENGTH], withinPercentage(1e-4));
        return tasks;
    }
}
