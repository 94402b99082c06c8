package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereTest {
    /** 2 x 3 x 2 x 2 points. */
    private static final String GRID = """
            design: [iid, retrieval]
            dim: 5
            length: 10
            noise_variance: 1
            rank: [1, 2, 5]
            alpha: [0, 0.5]
            feature_covariance: [identity, {power_law: 1}]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rank < 2                                          | 8",
                "rank <= 2                                         | 16",
                "rank > 2                                          | 8",
                "rank >= 2                                         | 16",
                "rank = 2.0                                        | 8",
                "rank != 2                                         | 16",
                "2 > rank                                          | 8",
                "design = 'iid'                                    | 12",
                "'iid' = design                                    | 12",
                "design != 'iid' or alpha = 0                      | 18",
                "design != 'iid' and alpha = 0                     | 6",
                "design = 'iid' or design = 'retrieval' and rank=1 | 16",
                "(design = 'iid' or design = 'retrieval') and rank=1 | 8",
                "not rank = 1                                      | 16",
                "not not rank = 1                                  | 8",
                "not (rank = 1 or alpha = 0)                       | 8",
                "rank in (1, 5)                                    | 16",
                "rank in (dim)                                     | 8",
                "rank not in (1, 5)                                | 8",
                "design in ('iid', 'aligned')                      | 12",
                "rank * 2 - 1 = 3                                  | 8",
                "rank + alpha < 1.5                                | 4",
                "2 + 3 * rank = 5                                  | 8",
                "(2 + 3) * rank = 5                                | 8",
                "-rank < -1                                        | 16",
                "10 / rank / 5 = 1                                 | 8",
                "rank <= dim                                       | 24",
                "feature_covariance = 'power_law'                  | 12",
                "feature_covariance = 'identity'                   | 12",
                "((((rank))) = 1)                                  | 8",
                "1 = 1                                             | 24",
                "1e0 = .1e1                                        | 24",
                "rank = null or rank < 2                           | 8",
                "rank / 0 > 1                                      | 24"
            })
    void pointsThatSatisfyItAreKept(String where, int kept) {
        assertThat(cells(where)).hasSize(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rank <              | the end at column 7 (must be the name of an axis, a number, a 'text' or ()",
                "rank                | the end at column 5 (must be a comparison: one of = != < <= > >= in)",
                "rank < 2 and        | the end at column 13 (must be the name of an axis, a number, a 'text' or ()",
                "rank < 2 3          | '3' at column 10 (must be the end, 'and' or 'or')",
                "(rank < 2           | the end at column 10 (must be ')')",
                "rank < 2)           | ')' at column 9 (must be the end, 'and' or 'or')",
                "rnak < 2            | Unknown axis of the grid: 'rnak' (did you mean 'rank'? known: design, dim,",
                "base = 'iid'        | Unknown axis of the grid: 'base' (known: design, dim,",
                "design = 'idd'      | Unknown design: 'idd' (did you mean 'iid'? known: aligned, coin_noise, drift, faulty, iid, mixture, retrieval, sequence) at",
                "design in ('iid', 'x') | Unknown design: 'x' (known: aligned, coin_noise, drift, faulty, iid, mixture, retrieval, sequence) at column 19",
                "'idd' = design      | Unknown design: 'idd' (did you mean 'iid'?",
                "feature_covariance = 'powerlaw' | Unknown feature_covariance: 'powerlaw' (did you mean 'power_law'?",
                "design = iid        | Unknown axis of the grid: 'iid' (known:",
                "design < 3          | 'iid' beside < (must be a number)",
                "design + 1 = 2      | 'iid' beside + (must be a number)",
                "rank == 2           | '=' at column 7 (must be the name of an axis,",
                "rank <> 2           | '>' at column 7 (must be the name of an axis,",
                "rank < 2 && 1 = 1   | '&& 1 = 1' at column 10 (must be a name, a number,",
                "not rank            | the end at column 9 (must be a comparison:",
                "rank in             | the end at column 8 (must be '(')",
                "rank in ()          | ')' at column 10 (must be the name of an axis,",
                "rank in (1, 2       | the end at column 14 (must be ')')",
                "rank not 5          | '5' at column 10 (must be 'in')",
                "design = 'iid       | ''iid' at column 10 (must be a name,",
                "(rank < 2) + 1 = 2  | '+' at column 12 (must be 'and', 'or' or the end: what stands before is already",
                "rank = 2 = 3        | '=' at column 10 (must be the end,",
                "and                 | 'and' at column 1 (must be the name of an axis,",
                "rank ; 2            | '; 2' at column 6 (must be a name,"
            })
    void whatCannotBeReadIsRefusedWithItsColumn(String where, String message) {
        assertRefused(where, "x.yaml:1: Cannot read where: " + message);
    }

    @Test
    void nothingIsRefused() {
        assertRefused("", "x.yaml:1: Cannot read where: the end at column 1 (must be the name of an axis,");
    }

    @Test
    void nestingIsBounded() {
        assertRefused("(".repeat(5000), "nested deeper than 50 at column 51");
        assertRefused("not ".repeat(2000), "nested deeper than 50");
        assertRefused("-".repeat(5000) + "1 = 1", "nested deeper than 50");
        assertRefused("rank = 1 or ".repeat(1000), "12000 characters (must be at most 10000)");
        assertThat(cells("rank = 1 or ".repeat(800) + "rank = 2")).hasSize(16);
    }

    @Test
    void anAxisThatAPointLeavesOpenIsNull() {
        String grid = "union: [{design: iid, rank: [1, 2]}, {design: iid}]\ndim: 5\nlength: 10\nnoise_variance: 1";
        Map<String, Integer> kept = Map.of(
                "rank = 1",
                1,
                "rank != 1",
                2,
                "rank < 5",
                2,
                "not rank < 5",
                1,
                "rank = null",
                1,
                "rank != null",
                2,
                "rank in (1, null)",
                2,
                "rank + 1 > 0",
                2);
        kept.forEach((where, size) -> assertThat(cells(grid, where)).as(where).hasSize(size));
    }

    @Test
    void itKeepsPointsThatWouldNotBeQuestionsOut() {
        String grid = "design: iid\ndim: [2, 5]\nlength: 10\nnoise_variance: 1\nrank: [1, 3, 7]";
        assertThat(cells(grid, "rank <= dim")).hasSize(3);
    }

    private static List<Cell> cells(String where) {
        return cells(GRID, where);
    }

    private static List<Cell> cells(String grid, String where) {
        String yaml = "where: \"" + where + "\"\nname: x\nmeasures: {exact: {}}\ngrid:\n" + grid.indent(2);
        return Sweeps.cells(Sweeps.of(yaml));
    }

    private static void assertRefused(String where, String message) {
        assertThatThrownBy(() -> cells(where)).isInstanceOf(Invalid.class).hasMessageContaining(message);
    }
}
