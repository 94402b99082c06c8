package icl.jobs.commit;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.design.RetrievalDesign;
import icl.core.kinds.Kind;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.Tensor;
import icl.jobs.parquet.Column;
import icl.jobs.plan.Pair;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.schema.ErrorKind;
import icl.jobs.schema.Machine;
import icl.jobs.schema.Program;
import icl.jobs.schema.Provenance;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.Run;
import icl.jobs.schema.RunEnd;
import icl.jobs.schema.Table;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.CurvePoint;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.ExactMeasure;
import icl.jobs.sweep.Explanation;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.PaperMeasure;
import icl.jobs.sweep.Parameters;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.Sampling;
import icl.jobs.sweep.SweepSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Small tables for tests. */
public final class TableFixture {
    public static final Instant START = Instant.parse("2024-07-13T10:15:00Z");

    /** What {@code trained} rows are made by. */
    @Kind("trained")
    private record Trained(int steps) implements Measure {
        @Override
        public boolean covers(Question question) {
            return true;
        }

        @Override
        public Estimate estimate(Cell cell, long seed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double cost(Question question) {
            return 1;
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public boolean usesChance() {
            return true;
        }
    }

    /** Doubles that are easily lost: of 17 digits, minus zero, and those at the ends of the range. */
    public static final Parameters PARAMETERS = new Parameters(
            List.of(new Tensor("w", 2, 2), new Tensor("empty", 0, 3), new Tensor("scale", 1, 3)),
            new double[] {0.1 + 0.2, -0.0, 1.0 / 3, 1e300, Double.MIN_VALUE, -Double.MAX_VALUE, 3});

    private static final Configuration HADOOP = new Configuration(); // read once, which takes some 10 ms

    private TableFixture() {}

    public static ResultTable at(Path folder) {
        return ResultTable.at(folder.toString(), HADOOP);
    }

    public static Provenance provenance(String sweep) {
        Run run = new Run(Run.newId(START), sweep, 7, 1, Program.here());
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
            run.publish(List.of(stage(run, rows)));
            long ok = Arrays.stream(rows).filter(ResultRow::isOk).count();
            run.finish(new RunEnd(run.run().id(), START.plusSeconds(60), ok, rows.length - ok, 0.5));
        }
    }

    /** Publishes all that a plan has to do as failed, in a run of its sweep. */
    public static void publishFailed(ResultTable table, Plan plan) throws IOException {
        publishFailed(table, plan, 1);
    }

    /** The same, as that attempt. */
    public static void publishFailed(ResultTable table, Plan plan, int attempt) throws IOException {
        Run made = new Run(Run.newId(START), plan.sweep().name(), plan.sweep().seed(), attempt, Program.here());
        List<ResultRow> rows = new ArrayList<>();
        for (Shard shard : plan.shards(1)) {
            shard.forEachPair(pair -> rows.add(failed(made, pair)));
        }
        try (ResultRun run = table.begin(
                new Provenance(made, START, plan.sweep().source(), Machine.here(), "4.2.0", "local", plan.todo(), 0))) {
            run.publish(List.of(stage(run, rows.toArray(ResultRow[]::new))));
        }
    }

    private static ResultRow failed(Run run, Pair pair) {
        return new ResultRow(
                run,
                pair.cell(),
                pair.measure(),
                Optional.empty(),
                Optional.of("No luck"),
                Optional.of(ErrorKind.EXCEPTION),
                List.of(),
                Machine.here(),
                0.25);
    }

    /** What a task of the run leaves that made these rows. */
    public static Staged stage(ResultRun run, ResultRow... rows) throws IOException {
        RowFiles files = run.staging().rows();
        try (files) {
            for (ResultRow row : rows) {
                files.write(of(run, row));
            }
        }
        return files.staged(TaskCost.NONE);
    }

    private static ResultRow of(ResultRun run, ResultRow row) {
        return new ResultRow(
                run.run(),
                row.cell(),
                row.measure(),
                row.estimate(),
                row.error(),
                row.errorKind(),
                row.restarts(),
                row.machine(),
                row.cpuSeconds());
    }

    /** A row of the exact measure, for a retrieval design of this length. */
    public static ResultRow ok(int length, double risk) {
        return row(length, new ExactMeasure(), Optional.of(estimate(risk)), Optional.empty());
    }

    /** A row of the exact measure, for this question. */
    public static ResultRow ok(Question question, double risk) {
        return row(question, new ExactMeasure(), Optional.of(estimate(risk)), Optional.empty(), List.of());
    }

    /** A failed row of the exact measure, for this question. */
    public static ResultRow failed(Question question, String error) {
        return row(question, new ExactMeasure(), Optional.empty(), Optional.of(error), List.of());
    }

    public static ResultRow paper(int length, double risk) {
        return row(length, new PaperMeasure(), Optional.of(estimate(risk)), Optional.empty());
    }

    public static ResultRow failed(int length, String error) {
        return row(length, new ExactMeasure(), Optional.empty(), Optional.of(error));
    }

    /** A row of the measure {@code trained}: of three restarts one failed. */
    public static ResultRow trained(int length, double risk, double standardError) {
        List<Restart> restarts = restarts(risk);
        Sampling sampling = Sampling.of(standardError, risk - 1, risk + 1, 1000, 3);
        return row(
                length,
                new Trained(20),
                Optional.of(estimate(risk)
                        .withSampling(sampling)
                        .withStopped("target")
                        .withRestarts(restarts)),
                Optional.empty(),
                restarts);
    }

    /** A row of the measure {@code trained} whose only restart failed. */
    public static ResultRow untrained(int length) {
        Restart diverged = Restart.diverged(0, 7, "loss is NaN at step 7")
                .withCurve(List.of(CurvePoint.of(0, 6), CurvePoint.of(7, Double.NaN)));
        return row(length, new Trained(20), Optional.empty(), Optional.of("every restart diverged"), List.of(diverged));
    }

    private static List<Restart> restarts(double risk) {
        List<CurvePoint> curve =
                List.of(CurvePoint.of(0, 6), CurvePoint.of(10, risk + 0.125).withRisk(risk));
        return List.of(
                Restart.ok(0, 10, "converged", risk)
                        .withCurve(curve)
                        .withParameters(PARAMETERS)
                        .withStandardError(0.125)
                        .withCpuSeconds(0.5),
                Restart.ok(1, 20, "steps", 2 * risk),
                Restart.diverged(2, 3, "loss is infinite at step 3"));
    }

    private static ResultRow row(int length, Measure measure, Optional<Estimate> estimate, Optional<String> error) {
        return row(length, measure, estimate, error, List.of());
    }

    private static ResultRow row(
            int length, Measure measure, Optional<Estimate> estimate, Optional<String> error, List<Restart> restarts) {
        return row(question(length), measure, estimate, error, restarts);
    }

    private static ResultRow row(
            Question question,
            Measure measure,
            Optional<Estimate> estimate,
            Optional<String> error,
            List<Restart> restarts) {
        Run run = provenance("small").run();
        return new ResultRow(
                run,
                Cell.of(question),
                measure,
                estimate,
                error,
                error.map(text -> ErrorKind.EXCEPTION),
                restarts,
                Machine.here(),
                0.25);
    }

    public static Question question(int length) {
        Profile noise = new Profile(Vector.from(length + 1, i -> i));
        return new Question(
                new RetrievalDesign(
                        5, length, noise, Profile.common(0.5), Covariance.identity(), new Covariance.PowerLaw(1)),
                new Predictor.Attention(Optional.of(2)),
                Loss.QUERY);
    }

    private static Estimate estimate(double risk) {
        OptionalDouble none = OptionalDouble.empty();
        return Estimate.of(risk, "spectrum")
                .withExplanation(new Explanation(
                        OptionalDouble.of(6), OptionalDouble.of(6 - risk), none, OptionalInt.of(1), none));
    }

    /** All rows of a table's files as texts, sorted, each with its columns but for those that time and chance have made. */
    public static List<String> rows(ResultTable table, Table of) throws IOException {
        List<Column<?>> columns = of.columns().stream()
                .filter(column ->
                        !List.of("run_id", "started_at", "finished_at").contains(column.name()))
                .toList();
        List<String> rows = new ArrayList<>();
        for (DataFile file : table.dataFiles(of)) {
            Merge.read(file, columns, row -> rows.add(Arrays.toString(row)));
        }
        return rows.stream().sorted().toList();
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
