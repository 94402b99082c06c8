package icl.bench;

import icl.jobs.execute.CellTask;
import icl.jobs.execute.Progress;
import icl.jobs.execute.SparkSessions;
import icl.jobs.execute.SweepJob;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.sweep.SweepFile;
import icl.jobs.table.Machine;
import icl.jobs.table.Program;
import icl.jobs.table.Provenance;
import icl.jobs.table.ResultRow;
import icl.jobs.table.ResultRun;
import icl.jobs.table.ResultTable;
import icl.jobs.table.RowFiles;
import icl.jobs.table.Run;
import icl.jobs.table.Staged;
import icl.jobs.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * A sweep through Spark beside the plain loop: two threads that compute the same cells and write the same rows through
 * parquet-hadoop. The two take turns in one process; the first pair warms up and does not count.
 */
final class SweepBench implements Benchmark {
    private static final int THREADS = 2;

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public String purpose() {
        return "a sweep through Spark in local[2] beside a plain loop on two threads [--sweep sweeps/million.yaml] [--runs 5]";
    }

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        Path file = Path.of(options.text("sweep", "sweeps/million.yaml"));
        int runs = options.integer("runs", 5);
        Plan plan = Plan.of(SweepFile.load(file, Map.of()), DoneKeys.none());
        Path folder = Files.createTempDirectory("icl-bench");
        double[] spark = new double[runs + 1];
        double[] plain = new double[runs + 1];
        int files = 0;
        try (SparkSession session = session()) {
            for (int i = 0; i <= runs; i++) {
                ResultTable table = table(folder, "spark" + i);
                spark[i] = seconds(() -> throughSpark(session, plan, table));
                files = table.files(Table.RESULTS).size();
                plain[i] = seconds(() -> plainly(plan, table(folder, "plain")));
                delete(folder);
            }
        }
        double[] ratios = IntStream.rangeClosed(1, runs)
                .mapToDouble(i -> spark[i] / plain[i])
                .toArray();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sweep", file.toString());
        line.put("rows", plan.todo());
        line.put("files", files);
        line.put("spark_first_seconds", spark[0]);
        line.put("spark_seconds", warm(spark));
        line.put("plain_seconds", warm(plain));
        line.put("ratio", Clock.median(ratios));
        return line;
    }

    private static SparkSession session() {
        System.setProperty("spark.master", System.getProperty("spark.master", "local[" + THREADS + "]"));
        return SparkSessions.getOrCreate();
    }

    private static ResultTable table(Path folder, String name) {
        return ResultTable.at(folder.resolve(name).toString(), new Configuration());
    }

    private static void throughSpark(SparkSession session, Plan plan, ResultTable table) {
        new SweepJob(session, InstantSource.system(), Progress.SILENT).run(plan, table);
    }

    private static void plainly(Plan plan, ResultTable table) {
        Instant now = Instant.now();
        Run run = new Run(Run.newId(now), plan.sweep().name(), plan.sweep().seed(), Program.here());
        Provenance provenance =
                new Provenance(run, now, plan.sweep().source(), Machine.here(), "none", "none", plan.todo(), 0);
        try (ResultRun results = table.begin(provenance)) {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<Staged>> running = new ArrayList<>();
            for (Shard shard : plan.shards(THREADS)) {
                running.add(threads.submit(() -> write(shard, results)));
            }
            List<Staged> staged = new ArrayList<>();
            for (Future<Staged> one : running) {
                staged.add(one.get());
            }
            threads.shutdown();
            results.publish(staged);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Staged write(Shard shard, ResultRun results) {
        CellTask task = new CellTask(results.provenance().run(), Machine.here());
        RowFiles files = results.staging().rows();
        try (files) {
            shard.forEach((cell, measure) -> write(task.row(cell, measure), files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.staged();
    }

    private static void write(ResultRow row, RowFiles files) {
        try {
            files.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(Runnable work) {
        long before = System.nanoTime();
        work.run();
        return (System.nanoTime() - before) * 1e-9;
    }

    private static double warm(double[] seconds) {
        return Clock.median(
                IntStream.range(1, seconds.length).mapToDouble(i -> seconds[i]).toArray());
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            List<Path> inside = all.sorted((a, b) -> b.compareTo(a))
                    .filter(p -> !p.equals(folder))
                    .toList();
            for (Path path : inside) {
                Files.delete(path);
            }
        }
    }
}
