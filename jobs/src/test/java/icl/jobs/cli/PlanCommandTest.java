package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    @TempDir
    private Path folder;

    private String plan(String grid) throws IOException {
        Path file = Files.writeString(folder.resolve("small.yaml"), "name: small\n" + grid);
        Result plan =
                icl("plan", file.toString(), "--out", folder.resolve("out").toString());
        assertThat(plan.code()).as(plan.err()).isZero();
        return plan.out();
    }

    @Test
    void whatAMeasureDoesNotCoverIsNamedWithTheReason() throws IOException {
        String out = plan("""
                measures: {exact: {}, paper: {}, monte_carlo: {}, trained: {}, population: {}}
                grid:
                  union:
                    - {design: [iid, drift], architecture: [attention, h3_channels], length: [0, 3], task_correlation: linear_drift}
                    - {design: [retrieval, aligned], architecture: [attention, h3_channels], length: 3, alpha: 0.5}
                    - {design: iid, architecture: given, preconditioner: [[[1, 0], [0, 1]]], length: 3}
                    - {design: iid, architecture: lora, rank: 1, base: {kind: mixture, separation: 1}, length: 3}
                    - {design: mixture, separation: 1, architecture: averaging, length: 3}
                  dim: 2
                  noise_variance: 1
                  loss: [query, positions]
                """);
        List<String> rows = out.lines()
                .dropWhile(line -> !line.isEmpty())
                .skip(1)
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
        assertThat(rows)
                .contains(
                        "measure not_covered design architecture why",
                        "exact 1 mixture averaging no closed form is known with loss query",
                        "paper 2 drift attention the paper has no form on this design",
                        "paper 2 iid attention the paper's forms are for loss query, trained and tested on one law",
                        "paper 1 iid given the paper's form is for attention, h3 and diagonal lora, one noise",
                        "monte_carlo 4 drift h3_channels only predictors x'WX'(w o y) are simulated at their optimum",
                        "monte_carlo 1 retrieval attention the examples before a position are no prompt for it",
                        "trained 2 iid attention prompts have no examples",
                        "trained 2 iid given nothing is chosen",
                        "trained 1 aligned h3_channels the examples before a position are no prompt for it",
                        "population 1 retrieval attention no exact risk is known of such parameters (parameters: step may have one)",
                        "population 2 mixture averaging no exact risk is known of this model's parameters");
        assertThat(sum(rows, "exact")).isEqualTo(count(out, "exact"));
        assertThat(sum(rows, "population")).isEqualTo(count(out, "population"));
    }

    private static int sum(List<String> rows, String measure) {
        return rows.stream()
                .filter(row -> row.startsWith(measure + " "))
                .mapToInt(row -> Integer.parseInt(row.split(" ", -1)[1]))
                .sum();
    }

    /** The column {@code not_covered} of the first table. */
    private static int count(String out, String measure) {
        String row = out.lines()
                .filter(line -> line.startsWith(measure + " "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(row.split(" +", -1)[4]);
    }

    @Test
    void nothingIsSaidWhereEverythingIsCovered() throws IOException {
        String out = plan("measures: {exact: {}}\ngrid: {design: iid, dim: 2, length: 3, noise_variance: 1}\n");
        assertThat(out).doesNotContain("why").hasLineCount(3);
    }
}
