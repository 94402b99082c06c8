package icl.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.kinds.Kinds;
import icl.jobs.SharedSpark;
import icl.jobs.cli.Main;
import icl.jobs.commit.ResultTable;
import icl.jobs.query.Query;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever one cell in a hundred does, every other one is done, and it costs its own row. */
class PoisonTest {
    private static final int CELLS = Faults.size(1000, 100_000);
    private static final int EVERY = 100;

    private static final String YAML = """
            name: poison
            grid: {design: iid, dim: 5, noise_variance: 0.5, length: {from: 1, to: %d, step: 1}}
            measures:
              exact: {}
              poison: {every: %d}
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() {
        SharedSpark.session();
        System.setProperty("icl.worker.heap", "64m");
    }

    @AfterAll
    static void tidy() {
        System.clearProperty("icl.worker.heap");
    }

    private void sweep(String name, int every) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), YAML.formatted(CELLS, every));
        Main.main(new String[] {"sweep", file.toString(), "--out", out(name), "--timeout", "3s"});
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    private List<List<Object>> rows(String name, String sql) {
        ResultTable table = ResultTable.at(out(name), new Configuration());
        return Query.of(sql).run(SharedSpark.session(), table, 3 * CELLS).rows();
    }

    @Test
    void onePercentOfPoisonCostsItsRowsAndNothingElse() throws Exception {
        sweep("clean", 0);
        long start = System.nanoTime();
        assertThatThrownBy(() -> sweep("poisoned", EVERY))
                .isInstanceOfSatisfying(
                        SparkUserAppException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(3));
        double seconds = (System.nanoTime() - start) / 1e9;

        String done = "SELECT length, measure, risk FROM results WHERE status = 'ok' AND NOT (measure = 'poison' AND"
                + " length % " + EVERY + " = 0) ORDER BY 1, 2";
        assertThat(rows("poisoned", done)).hasSize(2 * CELLS - CELLS / EVERY).isEqualTo(rows("clean", done));
        assertThat(rows("clean", "SELECT count(*) FROM results WHERE status = 'ok'"))
                .containsExactly(List.of(2L * CELLS));

        String failed = "SELECT length, error_kind FROM errors WHERE measure = 'poison' ORDER BY 1";
        assertThat(rows("poisoned", failed)).isEqualTo(expected());
        assertThat(rows("poisoned", "SELECT count(*), count(DISTINCT cell_id, measure) FROM results"))
                .containsExactly(List.of(2L * CELLS, 2L * CELLS));
        Faults.report(
                "poison", CELLS + " cells, " + counts() + ", all others as without; " + Math.round(seconds) + " s");
    }

    private static List<List<Object>> expected() {
        return IntStream.rangeClosed(1, CELLS)
                .filter(length -> poison(length).isPresent())
                .mapToObj(length -> List.<Object>of(
                        length, Kinds.of(poison(length).orElseThrow().kind())))
                .toList();
    }

    private static Optional<Poison> poison(int length) {
        return new PoisonMeasure(EVERY, Optional.empty()).at(length);
    }

    private static Map<Object, Long> counts() {
        return expected().stream()
                .collect(Collectors.groupingBy(row -> row.get(1), TreeMap::new, Collectors.counting()));
    }
}
