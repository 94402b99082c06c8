package icl.jobs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.watch.Curves.Curve;
import icl.jobs.watch.Curves.Point;
import icl.jobs.watch.Curves.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveFinderTest {
    private final List<Object[]> rows = new ArrayList<>();

    /** A row of these values over those of a plain cell. */
    private void row(Object... columnsAndValues) {
        Object[] row = new Object[RowValues.ALL.size()];
        Map.of(
                        "cell_id", "c" + rows.size(),
                        "measure", "exact",
                        "measure_id", "e0",
                        "architecture", "attention",
                        "status", "ok",
                        "risk", 1.5,
                        "design", "iid",
                        "dim", 20,
                        "loss", "query")
                .forEach((column, value) -> row[RowValues.ALL.indexOf(column)] = value);
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row[RowValues.ALL.indexOf((String) columnsAndValues[i])] = columnsAndValues[i + 1];
        }
        rows.add(row);
    }

    private Curves found() {
        return CurveFinder.find(rows);
    }

    @Test
    void withoutResultsThereIsNoCurve() {
        assertThat(found().settings()).isEmpty();
        row("length", 10, "status", "failed", "risk", null);
        assertThat(found()).isEqualTo(new Curves("length", "", List.of(), 0, 0));
    }

    @Test
    void aCurveIsInTheOrderOfItsAxis() {
        row("length", 40, "risk", 2.0);
        row("length", 10, "risk", 4.0, "lower", 3.0, "upper", 5.0);
        assertThat(found())
                .isEqualTo(new Curves(
                        "length",
                        "design iid, loss query, full rank, dim 20",
                        List.of(new Setting(
                                "",
                                List.of(new Curve(
                                        "attention",
                                        "exact",
                                        "",
                                        List.of(new Point(10, 4, 3.0, 5.0), new Point(40, 2, null, null)))))),
                        0,
                        0));
    }

    @Test
    void theAxisIsTheOneThatVariesMost() {
        for (double alpha : new double[] {0, 0.2, 0.4}) {
            row("length", 10, "alpha", alpha);
            row("length", 20, "alpha", alpha);
        }
        assertThat(found().axis()).isEqualTo("alpha");
        row("length", 30, "alpha", 0.4);
        assertThat(found().axis()).as("of equal ones the length").isEqualTo("length");
    }

    @Test
    void whatElseVariesIsASettingAndTheFullestIsTheFirst() {
        row("length", 10, "alpha", 0.5, "rank", 2);
        for (int length : new int[] {10, 20, 30}) {
            row("length", length, "alpha", 0.25);
        }
        assertThat(found().settings())
                .extracting(Setting::name)
                .containsExactly("full rank, alpha 0.25", "rank 2, alpha 0.5");
    }

    @Test
    void architecturesAndMeasuresAreCurvesOfOneSetting() {
        for (int length : new int[] {10, 20}) {
            row("length", length);
            row("length", length, "architecture", "h3");
            row("length", length, "measure", "monte_carlo", "measure_id", "m" + length);
        }
        assertThat(found().settings()).hasSize(1);
        assertThat(found().settings().get(0).curves())
                .extracting(curve -> curve.architecture() + " " + curve.measure() + " " + curve.measureId())
                .containsExactly(
                        "attention exact ", "attention monte_carlo m10", "attention monte_carlo m20", "h3 exact ");
    }

    @Test
    void noLimitOnTheRankIsThatOfAllFeatures() {
        row("length", 10, "rank", 5);
        row("length", 10, "rank", 10);
        row("length", 10);
        assertThat(found().axis()).isEqualTo("rank");
        assertThat(found().settings().get(0).curves().get(0).points())
                .extracting(Point::x)
                .containsExactly(5.0, 10.0, 20.0);
    }

    @Test
    void whatIsNotDrawnIsCounted() {
        row("length", 10, "alpha", 0.5);
        row("length", 10, "alpha", 0.25);
        row("length", 10);
        assertThat(found().axis()).isEqualTo("alpha");
        assertThat(found().withoutAxis()).isEqualTo(1);
        for (int i = 0; i < 150; i++) {
            row("length", 10 + i, "task_covariance", "{\"power_law\":" + i + "}");
        }
        assertThat(found().settings()).hasSize(100);
        assertThat(found().moreSettings()).isEqualTo(53);
    }

    @Test
    void failuresAreCountedByKindUntilTheyAreMended() {
        row("status", "failed", "error_kind", "timeout", "error", "Took 31 s");
        row("status", "failed", "error_kind", "timeout", "error", "Took 32 s");
        row("status", "failed", "error_kind", "crash", "error", "Ended");
        assertThat(Failures.of(rows))
                .containsExactly(new Failures.Kind("timeout", 2, "Took 31 s"), new Failures.Kind("crash", 1, "Ended"));
        row("cell_id", "c0");
        row("cell_id", "c2", "status", "failed", "error_kind", "crash", "error", "Ended again");
        assertThat(Failures.of(rows))
                .containsExactly(new Failures.Kind("crash", 1, "Ended"), new Failures.Kind("timeout", 1, "Took 32 s"));
    }
}
