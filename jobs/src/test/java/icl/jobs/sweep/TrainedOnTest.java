package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icl.core.check.Invalid;
import icl.core.design.IidDesign;
import org.junit.jupiter.api.Test;

/** Laws of training and bases in sweep files: what they mention, what they leave out, and what they take back. */
class TrainedOnTest {
    private static final String BANK = """
            design: iid
            dim: 2
            length: 3
            noise_variance: 1
            task_pool: {size: 4}
            """;

    @Test
    void nullTakesNothingFromTheDesign() {
        for (String given : new String[] {
            "trained_on: [{task_pool: null, noise_variance: 2}]",
            "trained_on: [{kind: iid, task_pool: null, noise_variance: 2}]"
        }) {
            Cell cell = Sweeps.cells(Sweeps.grid(BANK + given)).get(0);
            IidDesign law = (IidDesign) cell.question().trainedOn().orElseThrow();
            assertThat(law.taskPool()).isEmpty();
            assertThat(law.noiseVariance().at(0)).isEqualTo(2);
            assertThat(((IidDesign) cell.question().design()).taskPool()).isPresent();
        }
        Cell inherited = Sweeps.cells(Sweeps.grid(BANK + "trained_on: [{noise_variance: 2}]"))
                .get(0);
        assertThat(((IidDesign) inherited.question().trainedOn().orElseThrow()).taskPool())
                .isPresent();
    }

    @Test
    void nullWhereAValueIsNeededIsRefused() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Sweeps.cells(Sweeps.grid(BANK + "trained_on: [{noise_variance: null}]")))
                .withMessageStartingWith(
                        "x.yaml:9: trained_on.noise_variance: Missing key 'noise_variance' (iid has: dim, ");
    }

    @Test
    void aLawThatCannotBeIsSaidOnceWithItsPlace() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Sweeps.cells(
                        Sweeps.grid(BANK + "trained_on: [{task_mean: 1, task_groups: [{mean: 2}, {mean: 3}]}]")))
                .withMessageStartingWith(
                        "x.yaml:9: trained_on: Invalid task_mean: 1.0 (must be left out where task_groups")
                .satisfies(e ->
                        assertThat(e.getMessage()).containsOnlyOnce("x.yaml").containsOnlyOnce("in the cell"));
    }
}
