package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.records.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cell has the question in its canonical form, and beside it what the point of the grid says. */
class AsWrittenTest {
    private static final String IID = "design: iid\ndim: 3\nlength: 2\nnoise_variance: 0.5\n";

    private static Cell only(String grid) {
        List<Cell> cells = Sweeps.cells(Sweeps.grid(grid));
        assertThat(cells).hasSize(1);
        return cells.get(0);
    }

    @Test
    void whatTheCanonicalFormDropsIsKept() {
        List<Double> row = List.of(1.0, 0.0, 0.0);
        Map<String, Object> forms = Map.of(
                "{power_law: 0}", Map.of("power_law", 0.0),
                "{geometric: 1}", Map.of("geometric", 1.0),
                "{exchangeable: 0}", Map.of("exchangeable", 0.0),
                "{spiked: {count: 3, ratio: 7}}", Map.of("spiked", Map.of("count", 3, "ratio", 7.0)),
                "{diagonal: [1, 1, 1]}", Map.of("diagonal", List.of(1.0, 1.0, 1.0)),
                "{matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}",
                        Map.of("matrix", List.of(row, List.of(0.0, 1.0, 0.0), List.of(0.0, 0.0, 1.0))));
        Cell plain = only(IID);
        forms.forEach((text, tree) -> {
            Cell cell = only(IID + "feature_covariance: " + text + "\ntask_covariance: " + text);
            assertThat(cell.question()).isEqualTo(plain.question());
            assertThat(cell.id()).isEqualTo(plain.id());
            assertThat(cell.design().tree())
                    .containsEntry("feature_covariance", tree)
                    .containsEntry("task_covariance", tree);
        });
    }

    @Test
    void aRankEqualToDimIsKept() {
        assertThat(only(IID + "rank: 3").predictor().tree()).isEqualTo(Map.of("kind", "attention", "rank", 3));
        assertThat(only(IID).predictor().tree()).isEqualTo(Map.of("kind", "attention"));
        assertThat(only(IID + "rank: [null]").predictor().tree()).isEqualTo(Map.of("kind", "attention"));
    }

    @Test
    void aListOfEqualNumbersIsKept() {
        Cell cell = only(IID.replace("0.5", "[[0.5, 0.5, 0.5]]"));
        assertThat(cell.design().tree()).containsEntry("noise_variance", List.of(0.5, 0.5, 0.5));
        assertThat(cell.id()).isEqualTo(only(IID).id());
    }

    @Test
    void aBaseIsKeptAsItIsGivenAndWithWhatItTakesFromTheCell() {
        Cell cell = only(IID + "architecture: lora\nrank: 1\nfeature_covariance: {power_law: 0}\n"
                + "base: {kind: retrieval, alpha: 0.25, task_covariance: {geometric: 1}}");
        Object base = cell.predictor().tree().get("base");
        assertThat(base)
                .isEqualTo(Map.of(
                        "kind",
                        "retrieval",
                        "dim",
                        3,
                        "length",
                        2,
                        "noise_variance",
                        0.5,
                        "alpha",
                        0.25,
                        "feature_covariance",
                        Map.of("power_law", 0.0),
                        "task_covariance",
                        Map.of("geometric", 1.0)));
        assertThat(cell.id())
                .isEqualTo(only(IID + "architecture: lora\nrank: 1\nbase: {kind: retrieval, alpha: 0.25}")
                        .id());
    }

    @Test
    void whatADesignDoesNotHaveIsNotWritten() {
        List<Cell> cells = Sweeps.cells(Sweeps.grid(IID.replace("iid", "[iid, retrieval]") + "alpha: [0, 0.5]"));
        assertThat(cells.get(1).design().tree()).doesNotContainKey("alpha");
        assertThat(cells.get(3).design().tree()).containsEntry("alpha", 0.5);
    }

    @Test
    void withoutAGridItIsTheCanonicalForm() {
        Cell cell = only(IID + "rank: 3\nfeature_covariance: {power_law: 0}");
        Cell canonical = Cell.of(cell.question());
        assertThat(canonical.design().tree())
                .isEqualTo(Records.write(cell.question().design()));
        assertThat(canonical.predictor().tree())
                .isEqualTo(Records.write(cell.question().predictor()));
    }

    @Test
    void pointsThatShareTheirDesignShareWhatIsWrittenOfIt() {
        List<Cell> cells = Sweeps.cells(Sweeps.grid(IID + "rank: [1, 2, 3]"));
        assertThat(cells.get(2).design()).isSameAs(cells.get(0).design());
    }
}
