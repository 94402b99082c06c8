package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icl.core.check.Invalid;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OverridesTest {
    private static final String GRID = """
            design: [iid, retrieval]
            dim: 5
            length: [10, 20]
            noise_variance: 1
            alpha: [0, 0.5]
            """;

    @Test
    void theyReplaceAnAxisWhereItStands() {
        assertSame(
                Map.of("alpha", "{from: 0, to: 1, step: 0.25}"), GRID.replace("[0, 0.5]", "[0, 0.25, 0.5, 0.75, 1]"));
        assertSame(Map.of("length", "7"), GRID.replace("[10, 20]", "7"));
    }

    @Test
    void theyReplaceAnAxisInEveryPartOfTheGrid() {
        String grid = """
                dim: 5
                length: 10
                union:
                  - {design: iid, noise_variance: [0, 1]}
                  - {design: retrieval, alpha: 1, noise_variance: 2}
                """;
        String expected = grid.replace("[0, 1]", "5").replace("noise_variance: 2", "noise_variance: 5");
        assertThat(Sweeps.ids(Sweeps.grid(grid, Map.of("noise_variance", "5"))))
                .isEqualTo(Sweeps.ids(Sweeps.grid(expected)));
    }

    @Test
    void theyMultiplyTheGridWhereItDoesNotHaveTheAxis() {
        assertSame(Map.of("rank", "[1, 2]", "loss", "positions"), GRID + "loss: positions\nrank: [1, 2]");
    }

    @Test
    void designsCanBeNarrowedWithoutTheAxesThatTheyLeaveBehind() {
        assertThat(Sweeps.cells(Sweeps.grid(GRID, Map.of("design", "iid")))).hasSize(4);
    }

    @Test
    void seedAndWhereCanBeOverridden() {
        String yaml = "name: x\nseed: 1\nwhere: length = 10\nmeasures: {exact: {}}\ngrid:\n" + GRID.indent(2);
        Sweep sweep = Sweep.of(new SweepSource(
                "x.yaml", yaml, Map.of(), Map.of("seed", "42", "where", "alpha = 0.5 and length = 20")));
        assertThat(sweep.seed()).isEqualTo(42);
        assertThat(Sweeps.cells(sweep)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeIsRefusedWithTheOption(String name, String value, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Plan.of(Sweeps.grid(GRID, Map.of(name, value)), DoneKeys.none()))
                .withMessageStartingWith(message);
    }

    static Stream<Arguments> whatCannotBeIsRefusedWithTheOption() {
        return Stream.of(
                Arguments.of("alpa", "1", "--set alpa=1: Unknown axis: 'alpa' (did you mean 'alpha'?"),
                Arguments.of("name", "y", "--set name=y: Unknown axis: 'name'"),
                Arguments.of(
                        "alpha",
                        "1.5",
                        "--set alpha=1.5: Invalid alpha: 1.5 (must be in [0, 1]), in the cell design ="),
                Arguments.of("alpha", "x", "--set alpha=x: Invalid alpha: 'x' (must be a number or a list of numbers)"),
                Arguments.of("alpha", "", "--set alpha=: Nothing here (must be"),
                Arguments.of("alpha", "[", "--set alpha=[: Cannot read this YAML"),
                Arguments.of("alpha", "*x", "--set alpha=*x: Invalid alias"),
                Arguments.of("weights", "[[1]]", "--set weights=[[1]]: Invalid axis: weights (must be one that"),
                Arguments.of("design", "idd", "--set design=idd: Unknown design: 'idd' (did you mean 'iid'?"),
                Arguments.of("seed", "x", "--set seed=x: Invalid seed: 'x' (must be an integer)"),
                Arguments.of("where", "alpha =", "--set where=alpha =: Cannot read where: the end at column 8"),
                Arguments.of(
                        "where", "alpha = 5", "--set where=alpha = 5: Invalid where: it keeps none of the 8 points"));
    }

    private static void assertSame(Map<String, String> overrides, String grid) {
        assertThat(Sweeps.ids(Sweeps.grid(GRID, overrides))).isEqualTo(Sweeps.ids(Sweeps.grid(grid)));
    }
}
