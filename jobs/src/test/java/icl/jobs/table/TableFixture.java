package icl.jobs.table;

import icl.core.design.Covariance;
import icl.core.design.Profile;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.risk.Question;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.ExactMeasure;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.PaperMeasure;
import icl.jobs.sweep.SweepSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Small tables for tests. */
public final class TableFixture {
    public static final Instant START = Instant.parse("2024-07-13T10:15:00Z");

    private TableFixture() {}

    public static ResultTable at(Path folder) {
        return ResultTable.at(folder.toString(), new Configuration());
    }

    public static Provenance provenance(String sweep) {
        Run run = new Run(Run.newId(START), sweep, 7, Program.here());
        return new Provenance(
                run,
                START,
                new SweepSource("sweep.yaml", "name: " + sweep, Map.of(), Map.of("dim", "20")),
                Machine.here(),
                "4.2.0",
                "local",
                4,
                0);
    }

    /** Publishes these rows as one batch of a run of its own. */
    public static void publish(ResultTable table, String sweep, ResultRow... rows) throws IOException {
        try (ResultRun run = table.begin(provenance(sweep))) {
            stage(run, "a.parquet", rows);
            run.publishResults(List.of("a.parquet"));
            long ok = Arrays.stream(rows).filter(ResultRow::isOk).count();
            run.finish(new RunEnd(run.provenance().run().id(), START.plusSeconds(60), ok, rows.length - ok, 0.5));
        }
    }

    public static void stage(ResultRun run, String file, ResultRow... rows) throws IOException {
        try (RowWriter<ResultRow> writer = run.staging().results(file)) {
            for (ResultRow row : rows) {
                writer.write(of(run, row));
            }
        }
    }

    private static ResultRow of(ResultRun run, ResultRow row) {
        return new ResultRow(
                run.provenance().run(),
                row.cell(),
                row.measure(),
                row.estimate(),
                row.error(),
                row.machine(),
                row.cpuSeconds());
    }

    /** A row of the exact measure, for a retrieval design of this length. */
    public static ResultRow ok(int length, double risk) {
        return row(length, new ExactMeasure(), Optional.of(estimate(risk)), Optional.empty());
    }

    public static ResultRow paper(int length, double risk) {
        return row(length, new PaperMeasure(), Optional.of(estimate(risk)), Optional.empty());
    }

    public static ResultRow failed(int length, String error) {
        return row(length, new ExactMeasure(), Optional.empty(), Optional.of(error));
    }

    private static ResultRow row(int length, Measure measure, Optional<Estimate> estimate, Optional<String> error) {
        return new ResultRow(
                provenance("small").run(), Cell.of(question(length)), measure, estimate, error, Machine.here(), 0.25);
    }

    private static Question question(int length) {
        Profile noise = new Profile(Vector.from(length + 1, i -> i));
        return new Question(
                new RetrievalDesign(
                        5, length, noise, Profile.common(0.5), Covariance.identity(), new Covariance.PowerLaw(1)),
                new Predictor.Attention(Optional.of(2)),
                Loss.QUERY);
    }

    private static Estimate estimate(double risk) {
        OptionalDouble none = OptionalDouble.empty();
        return new Estimate(
                risk,
                none,
                none,
                none,
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalDouble.of(6),
                OptionalDouble.of(6 - risk),
                none,
                OptionalInt.of(1),
                none,
                "spectrum");
    }

    /** Everything below a folder, as sorted paths relative to it. */
    public static List<String> tree(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(java.nio.file.Files::isRegularFile)
                    .map(p -> folder.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }
}
