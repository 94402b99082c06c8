package icl.bench;

import icl.core.check.Require;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.RowFiles;
import icl.jobs.commit.Staged;
import icl.jobs.commit.TaskCost;
import icl.jobs.execute.SparkSessions;
import icl.jobs.execute.SweepJob;
import icl.jobs.isolation.CellTask;
import icl.jobs.isolation.Limits;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.progress.ProgressListener;
import icl.jobs.schema.Machine;
import icl.jobs.schema.Program;
import icl.jobs.schema.Provenance;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.Run;
import icl.jobs.schema.Table;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepFile;
import icl.jobs.sweep.SweepSource;
import icl.jobs.sweep.TrainedMeasure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
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
 * A sweep through Spark compared with a plain loop, in which two threads compute the same cells and write the same rows
 * through parquet-hadoop. The two alternate in one process; the first pair of runs is a warm-up and is not counted.
 */
final class SweepBench implements Benchmark {
    private static final int THREADS = 2;
    private static final String AS_IN_THE_FILE = "file";
    private static final List<String> SAMPLERS = List.of("features", AS_IN_THE_FILE, "sufficient");

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public String purpose() {
        return "a sweep through Spark in local[2] beside a plain loop on two threads";
    }

    @Override
    public Map<String, String> options() {
        return Benchmark.options("sweep", "sweeps/million.yaml", "sampler", AS_IN_THE_FILE, "runs", "5");
    }

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int runs = options.positive("runs");
        Plan plan = Plan.of(sweep(options), DoneKeys.none());
        Path folder = Files.createTempDirectory("icl-bench");
        Seconds spark = new Seconds(runs);
        Seconds plain = new Seconds(runs);
        Gaps gaps = new Gaps(plan.sweep().measures().stream().anyMatch(TrainedMeasure.class::isInstance));
        List<Double> publishing = new ArrayList<>();
        int files = 0;
        try (SparkSession session = session()) {
            for (int i = 0; i <= runs; i++) {
                ResultTable table = table(folder, "spark" + i);
                spark.time(i, () -> throughSpark(session, plan, table));
                files = table.files(Table.RESULTS).size();
                gaps.clear();
                plain.time(i, () -> plainly(plan, table(folder, "plain"), gaps, publishing));
                delete(folder);
            }
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("rows", plan.todo());
        line.put("files", files);
        line.put("spark_first_seconds", spark.wall[0]);
        line.put("spark_first_cpu_seconds", spark.cpu[0]);
        line.put("spark_seconds", Seconds.warm(spark.wall));
        line.put("plain_seconds", Seconds.warm(plain.wall));
        line.put("ratio", Seconds.ratio(spark.wall, plain.wall));
        line.put("spark_cpu_seconds", Seconds.warm(spark.cpu));
        line.put("plain_cpu_seconds", Seconds.warm(plain.cpu));
        line.put("cpu_ratio", Seconds.ratio(spark.cpu, plain.cpu));
        line.put(
                "publish_milliseconds",
                1000 * Seconds.warm(publishing.stream().mapToDouble(d -> d).toArray()));
        line.putAll(gaps.figures());
        line.put("kernel", Setting.kernel());
        return line;
    }

    /** The sweep of a file, with the sampler of the options for training. */
    private static Sweep sweep(Options options) throws IOException {
        String sampler = options.choice("sampler", SAMPLERS);
        Path file = Path.of(options.text("sweep"));
        Sweep sweep = SweepFile.load(file, Map.of());
        if (sampler.equals(AS_IN_THE_FILE)) {
            return sweep;
        }
        String yaml = sweep.source().yaml();
        String changed = yaml.replaceAll("sampler: \\w+", "sampler: " + sampler);
        Require.that(changed.contains("sampler: "), "sampler", sampler, "left out: " + file + " names none");
        return Sweep.of(SweepSource.of(file.toString(), changed));
    }

    private static SparkSession session() {
        System.setProperty("spark.master", System.getProperty("spark.master", "local[" + THREADS + "]"));
        return SparkSessions.getOrCreate();
    }

    private static ResultTable table(Path folder, String name) {
        return ResultTable.at(folder.resolve(name).toString(), new Configuration());
    }

    private static void throughSpark(SparkSession session, Plan plan, ResultTable table) {
        new SweepJob(session, InstantSource.system(), ProgressListener.SILENT).run(plan, table);
    }

    private static void plainly(Plan plan, ResultTable table, Gaps gaps, List<Double> publishing) {
        Instant now = Instant.now();
        Run run = new Run(Run.newId(now), plan.sweep().name(), plan.sweep().seed(), 1, Program.here());
        Provenance provenance =
                new Provenance(run, now, plan.sweep().source(), Machine.here(), "none", "none", plan.todo(), 0);
        try (ResultRun results = table.begin(provenance)) {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<Staged>> running = new ArrayList<>();
            for (Shard shard : plan.shards(THREADS)) {
                running.add(threads.submit(() -> write(shard, results, gaps)));
            }
            List<Staged> staged = new ArrayList<>();
            for (Future<Staged> one : running) {
                staged.add(one.get());
            }
            threads.shutdown();
            double before = Clock.wallSeconds();
            results.publish(staged);
            publishing.add(Clock.wallSeconds() - before);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Staged write(Shard shard, ResultRun results, Gaps gaps) {
        CellTask task = new CellTask(results.run(), Machine.here(), Limits.NONE, () -> false);
        RowFiles files = results.staging().rows();
        try (task;
                files) {
            shard.forEachPair(pair -> write(task.row(pair), files, gaps));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.staged(TaskCost.NONE);
    }

    private static void write(ResultRow row, RowFiles files, Gaps gaps) {
        gaps.add(row);
        try {
            files.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Wall and CPU seconds of the whole process for each run; the first run is a warm-up. */
    private static final class Seconds {
        private final double[] wall;
        private final double[] cpu;

        Seconds(int runs) {
            wall = new double[runs + 1];
            cpu = new double[runs + 1];
        }

        void time(int run, Runnable work) {
            double wallBefore = Clock.wallSeconds();
            double cpuBefore = Clock.processCpuSeconds();
            work.run();
            wall[run] = Clock.wallSeconds() - wallBefore;
            cpu[run] = Clock.processCpuSeconds() - cpuBefore;
        }

        static double warm(double[] seconds) {
            return Clock.median(Arrays.copyOfRange(seconds, 1, seconds.length));
        }

        static double ratio(double[] a, double[] b) {
            return Clock.median(
                    IntStream.range(1, a.length).mapToDouble(i -> a[i] / b[i]).toArray());
        }
    }
}
