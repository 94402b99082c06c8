package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icl.core.check.Invalid;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be is refused in one line that says where, what and why. */
class BadSweepTest {
    private static final String IID = """
            name: x
            grid:
              design: iid
              dim: 5
              length: 10
              noise_variance: 1
            """;

    @ParameterizedTest
    @MethodSource
    void aFileThatIsNoSweepIsRefused(String yaml, String message) {
        assertRefused(yaml, message);
    }

    static Stream<Arguments> aFileThatIsNoSweepIsRefused() {
        return Stream.of(
                Arguments.of("", "x.yaml:1: Nothing here (must be a mapping)"),
                Arguments.of("# nothing", "x.yaml:1: Nothing here (must be a mapping)"),
                Arguments.of("[1, 2]", "x.yaml:1: Invalid sweep: a list of 2 (must be a mapping)"),
                Arguments.of("text", "x.yaml:1: Invalid sweep: 'text' (must be a mapping)"),
                Arguments.of(
                        "name: x\nnmae: y", "x.yaml:2: Unknown key: 'nmae' (did you mean 'name'? known: name, seed,"),
                Arguments.of("name: x\nname: y", "x.yaml:2: Duplicate key: 'name' (already at line 1)"),
                Arguments.of(
                        "name: x", "x.yaml:1: Missing key 'grid' (a sweep has: name, seed, grid, where, measures)"),
                Arguments.of("name: x\ngrid:\n", "x.yaml:2: Missing value of 'grid'"),
                Arguments.of("name: 5", "x.yaml:1: Invalid name: 5 (must be text)"),
                Arguments.of("name: ../x", "x.yaml:1: Invalid name: '../x' (must be 1 to 80 letters, digits, - and _"),
                Arguments.of("name: x\nseed: 1.5", "x.yaml:2: Invalid seed: 1.5 (must be an integer)"),
                Arguments.of(
                        "name: x\nseed: 99999999999999999999", "x.yaml:2: Invalid seed: 99999999999999999999 (must be"),
                Arguments.of("name: x\ngrid: 7", "x.yaml:2: Invalid grid: 7 (must be a mapping)"),
                Arguments.of("name: x\ngrid: {}", "x.yaml:2: Invalid grid: no axes (must have at least a design)"),
                Arguments.of(IID + "measures: {}", "x.yaml:7: Invalid measures: none (must be at least one"),
                Arguments.of(IID + "measures: [exact]", "x.yaml:7: Invalid measures: a list of 1 (must be a mapping)"),
                Arguments.of(IID + "measures: {exact: null}", "x.yaml:7: Invalid exact: nothing (must be its settings"),
                Arguments.of(
                        IID + "measures:\n  exat: {}", "x.yaml:8: Unknown measure kind: 'exat' (did you mean 'exact'?"),
                Arguments.of(IID + "measures: {exact: {steps: 5}}", "x.yaml:7: exact.steps: Unknown key: 'steps'"),
                Arguments.of(IID + "measures: {exact: 5}", "x.yaml:7: Invalid exact: 5 (must be a mapping"));
    }

    @ParameterizedTest
    @MethodSource
    void whatStrictYamlDoesNotHaveIsRefused(String yaml, String message) {
        assertRefused(yaml, message);
    }

    static Stream<Arguments> whatStrictYamlDoesNotHaveIsRefused() {
        return Stream.of(
                Arguments.of(
                        "a: 1\nb: &x [1]", "x.yaml:2: Invalid anchor: '&x' (must be a plain value; anchors are not"),
                Arguments.of("a: 1\nb: *x", "x.yaml:2: Invalid alias: a value that begins with * (must be written out"),
                Arguments.of("a: !!int 5", "x.yaml:1: Invalid tag: '!!int' (must be a plain value; tags are not read)"),
                Arguments.of("a: !<tag:x> {b: 1}", "x.yaml:1: Invalid tag: 'tag:x' (must be"),
                Arguments.of("a: ! 5", "x.yaml:1: Invalid tag: '!' (must be"),
                Arguments.of("!!javax.script.ScriptEngineManager [x]", "x.yaml:1: Invalid tag: '!!javax.script"),
                Arguments.of("%YAML 1.1\n---\na: 1", "x.yaml:1: Invalid directive: a line that begins with %"),
                Arguments.of("a: 1\n---\nb: 2", "x.yaml:2: Invalid document: a second one (must be one document"),
                Arguments.of("a: [1, 2", "x.yaml:1: Cannot read this YAML: expected ',' or ']', but got <stream end>"),
                Arguments.of(
                        "a:\n\t- b", "x.yaml:2: Cannot read this YAML: found character '\\t(TAB)' that cannot start"),
                Arguments.of("a: 1\n b: 2", "x.yaml:2: Cannot read this YAML: mapping values are not allowed here"),
                Arguments.of("name: \u0007", "x.yaml:1: Cannot read this YAML: special characters are not allowed"),
                Arguments.of("? [a]\n: 1", "x.yaml:1: Invalid key: a list, a mapping or an alias (must be text)"),
                Arguments.of("5: 1", "x.yaml:1: Invalid key: 5 (must be text)"),
                Arguments.of("true: 1", "x.yaml:1: Invalid key: true (must be text)"),
                Arguments.of("a: 1e999", "x.yaml:1: Invalid number: '1e999' (must be at most 1.7976931348623157E308)"),
                Arguments.of("a: 1e-999", "x.yaml:1: Invalid number: '1e-999' (must be at least 4.9E-324, or 0)"),
                Arguments.of("a: " + "9".repeat(1000), "x.yaml:1: Invalid number: '99999"),
                Arguments.of(
                        "a: " + "[".repeat(100_000), "x.yaml:1: Invalid nesting: deeper than 32 (must be at most 32)"),
                Arguments.of("a: " + "{b: ".repeat(100_000), "x.yaml:1: Invalid nesting: deeper than 32"),
                Arguments.of(
                        "a: " + "x".repeat(3_000_000), "x.yaml:1: Invalid text: 3000003 characters (must be at most"));
    }

    @Test
    void anAliasBombIsRefusedAtItsFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }
        assertRefused(bomb.toString(), "x.yaml:1: Invalid anchor: '&a0'");
    }

    @ParameterizedTest
    @MethodSource
    void anAxisThatCannotBeIsRefused(String axis, String message) {
        assertRefused(IID + "  " + axis + "\nmeasures: {exact: {}}", message);
    }

    static Stream<Arguments> anAxisThatCannotBeIsRefused() {
        return Stream.of(
                Arguments.of(
                        "lenght: 5", "x.yaml:7: Unknown axis: 'lenght' (did you mean 'length'? known: design, dim,"),
                Arguments.of("length: 5", "x.yaml:7: Duplicate key: 'length' (already at line 5)"),
                Arguments.of(
                        "alpha: 0.5",
                        "x.yaml:7: Invalid axis: alpha (must be one that a design or architecture of the"
                                + " grid has: dim, feature_covariance, feature_law, length, loss, noise_variance, normalisation, rank, task_covariance, task_groups, task_mean, task_pool, trained_on)"),
                Arguments.of("base: iid", "x.yaml:7: Invalid axis: base (must be"),
                Arguments.of(
                        "architecture: atention",
                        "x.yaml:7: Unknown architecture: 'atention' (did you mean 'attention'?"),
                Arguments.of("architecture: 5", "x.yaml:7: Invalid architecture: 5 (must be text)"),
                Arguments.of(
                        "architecture: lora", "x.yaml:2: Missing axis 'rank' (lora has: rank, base, normalisation)"),
                Arguments.of("loss: [query, qery]", "x.yaml:7: Unknown loss: 'qery' (did you mean 'query'? known:"),
                Arguments.of("rank: []", "x.yaml:7: Invalid rank: an empty list (must have a value)"),
                Arguments.of("rank: 2.5", "x.yaml:7: Invalid rank: 2.5 (must be an integer)"),
                Arguments.of(
                        "rank: -1",
                        "x.yaml:7: Invalid rank: -1 (must be in 0..dim = 0..5), in the cell design = iid,"
                                + " dim = 5, length = 10, noise_variance = 1, rank = -1"),
                Arguments.of(
                        "rank:\n    - 1\n    - 6", "x.yaml:9: Invalid rank: 6 (must be in 0..dim = 0..5), in the cell"),
                Arguments.of(
                        "architecture: weighted\n  weights: [1, 2]",
                        "x.yaml:8: Invalid weights: 1 (must be a list of"
                                + " numbers); a list that is one value stands inside the list of values: [[1, 2]]"),
                Arguments.of(
                        "architecture: weighted\n  weights: [[1, 2]]",
                        "x.yaml:8: Invalid weights: 2 numbers (must be" + " length = 10 numbers), in the cell"),
                Arguments.of(
                        "architecture: given\n  preconditioner: [[1, 2], [3, 4]]",
                        "must be a row of the matrix: a list" + " of numbers); a list that is one value"));
    }

    @ParameterizedTest
    @MethodSource
    void aValueThatCannotBeIsRefused(String axis, String value, String message) {
        String grid =
                IID.replaceAll("(?m)^  " + axis + ": .*\n", "").replace("iid", "[iid, retrieval, aligned, drift]");
        String filled = grid
                + (axis.equals("alpha") ? "" : "  alpha: 0.5\n")
                + (axis.equals("task_correlation") ? "" : "  task_correlation: {ar1: 0.5}\n");
        long line = filled.lines().count() + 1;
        assertRefused(
                filled + "  " + axis + ": " + value + "\nmeasures: {exact: {}}", "x.yaml:" + line + ": " + message);
    }

    static Stream<Arguments> aValueThatCannotBeIsRefused() {
        return Stream.of(
                Arguments.of("dim", "five", "Invalid dim: 'five' (must be an integer)"),
                Arguments.of("dim", "'5'", "Invalid dim: '5' (must be an integer)"),
                Arguments.of("dim", "true", "Invalid dim: true (must be an integer)"),
                Arguments.of("dim", "0", "Invalid dim: 0 (must be at least 1), in the cell"),
                Arguments.of("dim", "3000000000", "Invalid dim: 3000000000 (must be at most 2147483647)"),
                Arguments.of("dim", "[5, [6, 7]]", "Invalid dim: a list of 2 (must be an integer)"),
                Arguments.of("length", "-1", "Invalid length: -1 (must be at least 0), in the cell"),
                Arguments.of(
                        "noise_variance", "-0.1", "Invalid noise_variance: -0.1 (must be a finite number, at least 0)"),
                Arguments.of("noise_variance", ".nan", "Invalid noise_variance: NaN (must be a finite number)"),
                Arguments.of(
                        "noise_variance", "[1, -.inf]", "Invalid noise_variance: -Infinity (must be a finite number)"),
                Arguments.of(
                        "noise_variance",
                        "one",
                        "Invalid noise_variance: 'one' (must be a number or a list of numbers)"),
                Arguments.of(
                        "noise_variance",
                        "[[1, 2]]",
                        "Invalid noise_variance: a list of 2 (must be one number or 11"
                                + " numbers, one for each position), in the cell"),
                Arguments.of("alpha", "1.5", "Invalid alpha: 1.5 (must be in [0, 1]), in the cell design = retrieval"),
                Arguments.of(
                        "alpha",
                        "[0, -0.1]",
                        "Invalid alpha: -0.1 (must be in [0, 1]), in the cell design = retrieval"),
                Arguments.of(
                        "alpha", "{power_law: 1}", "Invalid alpha: a mapping of 1 key (must be a number or a list"),
                Arguments.of(
                        "feature_covariance",
                        "idenity",
                        "Unknown covariance kind: 'idenity' (did you mean 'identity'?"),
                Arguments.of(
                        "feature_covariance",
                        "{powerlaw: 1}",
                        "feature_covariance.powerlaw: Unknown covariance kind:"
                                + " 'powerlaw' (did you mean 'power_law'?"),
                Arguments.of(
                        "feature_covariance",
                        "{power_law: -1}",
                        "feature_covariance.power_law: Invalid power_law: -1.0"),
                Arguments.of(
                        "feature_covariance",
                        "{power_law: 1, spiked: 2}",
                        "Missing key 'kind' (a covariance is one of:"),
                Arguments.of(
                        "feature_covariance", "{spiked: {count: 2}}", "feature_covariance.spiked.ratio: Missing key"),
                Arguments.of(
                        "feature_covariance",
                        "{spiked: {count: 9, ratio: 2}}",
                        "Invalid feature_covariance spiked count:" + " 9 (must be at most dim = 5), in the cell"),
                Arguments.of(
                        "feature_covariance",
                        "{diagonal: [1, 2]}",
                        "Invalid feature_covariance: a diagonal of 2 (must be" + " of size dim = 5), in the cell"),
                Arguments.of(
                        "feature_covariance",
                        "{diagonal: [1, -2]}",
                        "feature_covariance.diagonal: Invalid diagonal[1]:"),
                Arguments.of(
                        "task_covariance",
                        "{matrix: [[1, 2], [3, 4]]}",
                        "task_covariance.matrix: Invalid matrix: entry"
                                + " [1][0] is 3.0 but [0][1] is 2.0 (must be symmetric)"),
                Arguments.of(
                        "task_covariance",
                        "{matrix: [[1, 2], [2, 1]]}",
                        "task_covariance.matrix: Invalid matrix: its" + " least eigenvalue is -1.0"),
                Arguments.of(
                        "task_covariance", "{matrix: [[1, 2], [2]]}", "task_covariance.matrix: Invalid row length: 1"),
                Arguments.of(
                        "task_covariance",
                        "{matrix: [[1, 0], [0, 1]]}",
                        "Invalid task_covariance: a 2x2 matrix (must be" + " of size dim = 5), in the cell"),
                Arguments.of(
                        "task_covariance",
                        "5",
                        "Invalid task_covariance: 5 (must be a kind of covariance or a mapping"),
                Arguments.of(
                        "task_correlation",
                        "{ar1: 1.5}",
                        "task_correlation.ar1: Invalid ar1: 1.5 (must be in [-1, 1])"),
                Arguments.of(
                        "task_correlation",
                        "{change_point: {after: 30, correlation: 0}}",
                        "Invalid change_point after:"
                                + " 30 (must be at most length = 10), in the cell design = drift"),
                Arguments.of(
                        "task_correlation",
                        "{matrix: [[1, 2], [2, 1]]}",
                        "task_correlation.matrix: Invalid matrix: its"));
    }

    @ParameterizedTest
    @MethodSource
    void aRangeThatCannotBeIsRefused(String range, String message) {
        assertRefused(IID + "  rank: " + range + "\nmeasures: {exact: {}}", "x.yaml:7: " + message);
    }

    static Stream<Arguments> aRangeThatCannotBeIsRefused() {
        return Stream.of(
                Arguments.of("{from: 1, to: 5}", "Missing key 'step' in the range of rank"),
                Arguments.of(
                        "{from: 1, to: 5, stpe: 1}", "Unknown key of a range of rank: 'stpe' (did you mean 'step'?"),
                Arguments.of("{from: 1, to: 5, step: 0}", "Invalid step of rank: 0 (must be above 0)"),
                Arguments.of("{from: 5, to: 1, step: 1}", "Invalid range of rank: from 5 to 1 (must not fall)"),
                Arguments.of("{from: 1, to: 5, step: 0.5}", "Invalid rank: 1.5 (must be an integer)"),
                Arguments.of("{from: 1, to: 1e9, step: 1}", "Invalid range of rank: more than 100000 values"),
                Arguments.of("{from: 1, to: .inf, step: 1}", "Invalid to of rank: Infinity (must be a finite number)"),
                Arguments.of("{from: a, to: 5, step: 1}", "Invalid from of rank: 'a' (must be a finite number)"),
                Arguments.of("{log: [1, 5]}", "Missing key 'points' in the range of rank"),
                Arguments.of("{log: 5, points: 3}", "Invalid log of rank: 5 (must be a list)"),
                Arguments.of("{log: [1, 2, 5], points: 3}", "Invalid log of rank: a list of 3 (must be two numbers"),
                Arguments.of(
                        "{log: [0, 5], points: 3}", "Invalid log of rank: 0 to 5 (must rise from a number above 0)"),
                Arguments.of(
                        "{log: [5, 5], points: 3}", "Invalid log of rank: 5 to 5 (must rise from a number above 0)"),
                Arguments.of("{log: [1, 5], points: 1}", "Invalid points of rank: 1 (must be an integer, at least 2)"),
                Arguments.of(
                        "{log: [1, 5], points: 2.5}", "Invalid points of rank: 2.5 (must be an integer, at least 2)"),
                Arguments.of("{log: [1, 5], points: 1e9}", "Invalid range of rank: more than 100000 values"),
                Arguments.of("{log: [1, 1e300], points: 3}", "Invalid rank: 1.0E150 (must be at most 2147483647)"));
    }

    @ParameterizedTest
    @MethodSource
    void aGridThatCannotBeIsRefused(String part, String message) {
        assertRefused(IID + "  " + part + "\nmeasures: {exact: {}}", message);
    }

    static Stream<Arguments> aGridThatCannotBeIsRefused() {
        return Stream.of(
                Arguments.of("zip: {rank: [1, 2]}", "x.yaml:7: Invalid zip: a mapping of 1 key (must be a list)"),
                Arguments.of("zip: [{rank: [1, 2]}]", "x.yaml:7: Invalid zip: one grid (must be at least two, as in"),
                Arguments.of(
                        "zip: [{rank: [1, 2]}, {loss: query}]",
                        "x.yaml:7: Invalid zip: 1 points of loss beside 2 points"
                                + " of rank (must have equally many points, since they advance together)"),
                Arguments.of(
                        "zip: [{rank: [1, 2]}, {rank: [1, 2]}]", "x.yaml:7: Duplicate axis: rank (must occur once"),
                Arguments.of("zip: []", "x.yaml:7: Invalid zip: an empty list (must have a grid)"),
                Arguments.of("union: []", "x.yaml:7: Invalid union: an empty list (must have a grid)"),
                Arguments.of("union: [{}]", "x.yaml:7: Invalid grid: no axes (must have at least a design)"),
                Arguments.of("union: [5]", "x.yaml:7: Invalid grid: 5 (must be a mapping)"),
                Arguments.of("union: [{dim: 3}]", "x.yaml:4: Duplicate axis: dim (must occur once"),
                Arguments.of(
                        "table: cells.csv", "x.yaml:7: Cannot read table 'cells.csv': it is not part of this sweep"),
                Arguments.of("table: [a]", "x.yaml:7: Invalid table: a list of 1 (must be text)"),
                Arguments.of("union: [{design: retrieval}]", "x.yaml:3: Duplicate axis: design"));
    }

    @Test
    void aGridWithoutDesignIsRefused() {
        String design =
                "Missing axis 'design' (must be some of: aligned, coin_noise, drift, faulty, iid, mixture, retrieval, sequence)";
        assertRefused("name: x\ngrid: {dim: 5}\nmeasures: {exact: {}}", "x.yaml:2: " + design);
        assertRefused(
                "name: x\ngrid:\n  union: [{design: iid}, {dim: 5}]\nmeasures: {exact: {}}", "x.yaml:2: " + design);
    }

    @Test
    void aPointWithoutLengthIsRefused() {
        assertRefused(
                "name: x\ngrid: {design: iid, dim: 5, noise_variance: 1}\nmeasures: {exact: {}}",
                "x.yaml:2: Missing axis 'length' (iid has: dim, length, noise_variance, feature_covariance,");
    }

    @Test
    void escapesThatAreNoCharactersAreRefused() {
        assertRefused("name: x\ngrid: {design: \"\\U86284655\"}", "x.yaml:2: Cannot read this YAML: ");
        assertRefused("name: x\ngrid: {design: \"\\U00110000\"}", "x.yaml:2: Cannot read this YAML: ");
    }

    @Test
    void moreThanTwoBillionPointsAreRefusedBeforeTheyAreCounted() {
        String range = "{from: 1, to: 49000, step: 1}";
        assertRefused(
                "name: x\ngrid:\n  design: iid\n  dim: " + range + "\n  length: " + range + "\nmeasures: {exact: {}}",
                "x.yaml:3: Invalid grid: more than 2147483647 points (must be at most so many; split the sweep)");
    }

    @ParameterizedTest
    @MethodSource
    void aBaseThatCannotBeIsRefused(String base, String message) {
        assertRefused(
                IID + "  architecture: lora\n  rank: 1\n  base: " + base + "\nmeasures: {exact: {}}",
                "x.yaml:9: " + message);
    }

    static Stream<Arguments> aBaseThatCannotBeIsRefused() {
        return Stream.of(
                Arguments.of(
                        "5",
                        "Missing key 'kind' (a design is one of: aligned, coin_noise, drift, faulty, iid, mixture, retrieval, sequence)"),
                Arguments.of("{dim: 5}", "Missing key 'kind' (a design is one of"),
                Arguments.of("[null]", "Missing key 'kind' (a design is one of"),
                Arguments.of("[[iid]]", "Missing key 'kind' (a design is one of"),
                Arguments.of("idd", "Unknown design kind: 'idd' (did you mean 'iid'?"),
                Arguments.of("{kind: iid, lenght: 3}", "base.lenght: Unknown key: 'lenght' (did you mean 'length'?"),
                Arguments.of(
                        "{kind: iid, dim: 3}", "Invalid base dim: 3 (must be the dim of the design, 5), in the cell"),
                Arguments.of("{kind: retrieval}", "base.alpha: Missing key 'alpha' (retrieval has:"),
                Arguments.of(
                        "{kind: retrieval, alpha: 2}", "base: Invalid alpha: 2.0 (must be in [0, 1]), in the cell"),
                Arguments.of("{kind: retrieval, alpha: x}", "base.alpha: Invalid alpha: 'x' (must be a number"),
                Arguments.of(
                        "{kind: iid, feature_covariance: {ar1: 1}}",
                        "base.feature_covariance.ar1: Unknown covariance"));
    }

    private static void assertRefused(String yaml, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Plan.of(Sweeps.of(yaml), DoneKeys.none()))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).startsWith("x.yaml:").doesNotContain("\n"));
    }
}
