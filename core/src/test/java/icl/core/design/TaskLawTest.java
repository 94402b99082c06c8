package icl.core.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskGroup;
import icl.core.covariance.TaskGroups;
import icl.core.json.CanonicalJson;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.records.Records;
import icl.core.simulation.Ask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks with a mean, mixtures and banks of tasks, as {@code iid} has them. */
class TaskLawTest {
    private static final Covariance TWICE = new Covariance.Diagonal(Vector.of(2, 2));
    private static final Matrix SKEW = Matrix.of(new double[][] {{2, 0.5}, {0.5, 1}});

    private static TaskGroup group(double weight, double mean, Covariance covariance) {
        return new TaskGroup(weight, Profile.common(mean), covariance);
    }

    @Test
    void equalLawsAreEqual() {
        Ask plain = Ask.iid(2, 3);
        assertThat(plain.mean(0, 0)).isEqualTo(plain);
        assertThat(plain.groups(group(0.2, 0, Covariance.identity()))).isEqualTo(plain);
        assertThat(plain.mean(0.5, 0.5)).isEqualTo(plain.mean(0.5));
        assertThat(plain.groups(group(3, 0.5, TWICE)))
                .isEqualTo(plain.tasks(TWICE).mean(0.5));
        assertThat(plain.groups(group(3, 1, TWICE), group(1, 2, TWICE)))
                .isEqualTo(plain.groups(group(0.75, 1, TWICE), group(0.25, 2, TWICE)));
    }

    @Test
    void anEarlierLawIsWrittenAsBefore() {
        assertThat(CanonicalJson.text(Ask.iid(2, 3).design()))
                .isEqualTo("{\"dim\":2,\"feature_covariance\":\"identity\",\"kind\":\"iid\",\"length\":3,"
                        + "\"noise_variance\":1,\"task_covariance\":\"identity\"}");
        assertThat(CanonicalJson.text(Ask.iid(2, 3)
                        .groups(group(1, 0.5, TWICE), group(3, -1, Covariance.identity()))
                        .pool(7, 2)
                        .design()))
                .contains(
                        "\"task_groups\":[{\"covariance\":{\"diagonal\":[2,2]},\"mean\":0.5,\"weight\":0.25},"
                                + "{\"covariance\":\"identity\",\"mean\":-1,\"weight\":0.75}],\"task_pool\":{\"seed\":2,\"size\":7}");
    }

    @Test
    void whatCannotBeIsRefused() {
        Optional<TaskGroups> groups = Optional.of(new TaskGroups(List.of(group(1, 1, TWICE), group(1, 2, TWICE))));
        assertThatThrownBy(() -> new IidDesign(
                        2,
                        3,
                        Profile.common(0),
                        Covariance.identity(),
                        Covariance.identity(),
                        Profile.common(1),
                        groups,
                        Optional.empty()))
                .isInstanceOf(Invalid.class)
                .hasMessage(
                        "Invalid task_mean: 1.0 (must be left out where task_groups is given: each group has its own)");
        assertThatThrownBy(() -> new IidDesign(
                        2,
                        3,
                        Profile.common(0),
                        Covariance.identity(),
                        TWICE,
                        Profile.common(0),
                        groups,
                        Optional.empty()))
                .hasMessage(
                        "Invalid task_covariance: one for all (must be left out where task_groups is given: each group"
                                + " has its own)");
        assertThatThrownBy(() -> Ask.iid(2, 3).mean(1, 2, 3))
                .hasMessage(
                        "Invalid task_mean: a list of 3 (must be one number or 2 numbers, one for each coordinate)");
        assertThatThrownBy(() -> Ask.iid(2, 3).groups(group(0, 1, TWICE), group(0, 2, TWICE)))
                .hasMessageStartingWith("Invalid task_groups: weights that add up to 0.0 (must be above 0");
        assertThatThrownBy(() -> Ask.iid(2, 3).pool(0, 1)).hasMessage("Invalid size: 0 (must be in 1..1000000)");
        assertThatThrownBy(() -> Records.read(
                        Design.class,
                        Map.of(
                                "kind",
                                "iid",
                                "dim",
                                2,
                                "length",
                                3,
                                "noise_variance",
                                0,
                                "task_groups",
                                List.of(Map.of("mean", 1), Map.of("mean", List.of(1, 2, 3))))))
                .hasMessageContaining("task_groups[1]")
                .hasMessageContaining("Invalid mean: a list of 3");
    }

    @Test
    void theSecondMomentAddsSquaresOfMeansToCovariances() {
        Design design = Ask.iid(2, 3)
                .groups(
                        new TaskGroup(0.25, new Profile(Vector.of(2, -4)), new Covariance.Full(SKEW)),
                        group(0.75, 1, TWICE))
                .design();
        assertThat(design.taskSecondMoment().matrix(2)).isEqualTo(Matrix.of(new double[][] {
            {3.75, -1.125}, {-1.125, 6.5}
        }));
        assertThat(Ask.iid(2, 3).tasks(TWICE).design().taskSecondMoment()).isEqualTo(TWICE);
    }

    @Test
    void aLawSaysWhatItIs() {
        Design plain = Ask.iid(2, 3).design();
        Design mean = Ask.iid(2, 3).mean(1).design();
        Design centred = Ask.iid(2, 3)
                .groups(group(1, 0, TWICE), group(1, 0, Covariance.identity()))
                .design();
        Design bank = Ask.iid(2, 3).pool(5, 1).design();
        assertThat(List.of(plain, mean, centred, bank))
                .extracting(design -> design.gaussianTasks().isPresent())
                .containsExactly(true, false, false, false);
        assertThat(List.of(plain, mean, centred, bank))
                .extracting(Design::oddAndEvenPartsAreUncorrelated)
                .containsExactly(true, false, true, false);
        assertThat(List.of(plain, mean, centred, bank))
                .extracting(Design::isIsotropic)
                .containsExactly(true, false, false, false);
        assertThat(List.of(plain, mean, centred, bank))
                .extracting(design -> design.taskMixture().orElseThrow().size())
                .containsExactly(1, 1, 2, 5);
    }

    @Test
    void aBankIsTheSameEverywhereAndBeginsWithEverySmallerOne() {
        Ask law = Ask.iid(2, 3).tasks(new Covariance.Full(SKEW)).mean(1, -1);
        List<TaskGroup> small = law.pool(3, 7).design().taskMixture().orElseThrow();
        List<TaskGroup> large = law.pool(50, 7).design().taskMixture().orElseThrow();
        assertThat(large.subList(0, 3)).isEqualTo(small);
        assertThat(law.pool(3, 8).design().taskMixture().orElseThrow()).isNotEqualTo(small);
        assertThat(small.get(0).mean().values().toArray()).containsExactly(FIRST);
    }

    /** The first task when banks were added: it may not change, since results name banks by their seeds. */
    private static final double[] FIRST = {2.382637631313533, -2.2481129929545123};

    /** H0: the second moment of a bank has that of the law as its mean. 200,000 tasks: six standard errors are 2 %. */
    @Test
    void aLargeBankIsTheLaw() {
        Ask law = Ask.iid(2, 3)
                .groups(
                        new TaskGroup(0.25, new Profile(Vector.of(2, -1)), new Covariance.Full(SKEW)),
                        group(0.75, 0.5, TWICE));
        Matrix bank = law.pool(200_000, 3).design().taskSecondMoment().matrix(2);
        Matrix second = law.design().taskSecondMoment().matrix(2);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(bank.get(i, j)).isCloseTo(second.get(i, j), within(0.02 * second.get(i, i)));
            }
        }
    }

    @Test
    void inOtherUnitsABankIsTheSame() {
        double huge = 0x1p120;
        Covariance large = new Covariance.Diagonal(Vector.of(2 * huge, huge));
        Ask law = Ask.iid(2, 3).tasks(large).mean(0x1p60, 0);
        for (Ask ask : List.of(law, law.pool(4, 1))) {
            Units units = ask.design().units().orElseThrow();
            Design inside = ask.design().inUnits(units);
            int exponent = units.labels() - units.features();
            Matrix there = inside.taskSecondMoment().matrix(2);
            assertThat(ask.design().taskSecondMoment().matrix(2))
                    .isEqualTo(Matrix.from(2, 2, (i, j) -> Math.scalb(there.get(i, j), exponent)));
            assertThat(there.largest()).isBetween(0.25, 100.0);
        }
    }
}
