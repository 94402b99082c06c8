package icl.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.TaskCost;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.LearnedCosts;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {
    /** 160 cells whose costs differ by a factor of some ten; both measures are predicted to take about as long. */
    private static final String YAML = """
            name: simulated
            grid:
              design: retrieval
              dim: [10, 20]
              length: {from: 20, to: 200, step: 20}
              alpha: [0.1, 0.2, 0.3, 0.4]
              noise_variance: [0.5, 1]
            measures:
              monte_carlo: {relative_error: 0.0002}
              trained: {steps: 40000, batch: 64, restarts: 1}
            """;

    private static final Plan PLAN = Plan.of(Sweep.of(SweepSource.of("simulated.yaml", YAML)), DoneKeys.none());

    /** A run on a simulated clock, whose tasks tell after each pair how far they are. */
    private static final class Run {
        private final List<List<Shard>> batches = new ArrayList<>();
        private final List<Simulated> tasks = new ArrayList<>();
        private final int cores;
        private double end;

        Run(Map<String, Double> factors, int cores, long seed) {
            this.cores = cores;
            List<Shard> shards = PLAN.shards(8 * 4 * cores);
            Random random = new Random(seed);
            double[] free = new double[cores];
            for (int i = 0; i < shards.size(); i += 4 * cores) {
                batches.add(shards.subList(i, Math.min(i + 4 * cores, shards.size())));
            }
            for (Shard shard : shards) {
                int core = first(free);
                Simulated task = new Simulated(shard, free[core], factors, random);
                tasks.add(task);
                free[core] = task.end();
                end = Math.max(end, free[core]);
            }
        }

        private static int first(double[] free) {
            int first = 0;
            for (int core = 1; core < free.length; core++) {
                first = free[core] < free[first] ? core : first;
            }
            return first;
        }

        /** What is predicted at this time, after heartbeats every {@code end / 100}. */
        double secondsLeft(double now) {
            ProgressTracker tracker = new ProgressTracker(batches, LearnedCosts.NONE, cores);
            for (int batch = 0; batch < batches.size(); batch++) {
                tracker.begin(batch);
            }
            for (double time = 0; time < now; time += end / 100) {
                hear(tracker, time);
            }
            hear(tracker, now);
            return tracker.secondsLeft(now);
        }

        private void hear(ProgressTracker tracker, double now) {
            for (int i = 0; i < tasks.size(); i++) {
                if (tasks.get(i).start < now) {
                    TaskHeartbeat heartbeat = tasks.get(i).at(now);
                    double since = tasks.get(i).start + heartbeat.cost().wallSeconds();
                    tracker.update(i / (4 * cores), Map.of(i % (4 * cores), heartbeat), since);
                }
            }
        }
    }

    /** A task: when each of its pairs ends. */
    private static final class Simulated {
        private final double start;
        private final List<MeasureCost> pairs = new ArrayList<>();

        Simulated(Shard shard, double start, Map<String, Double> factors, Random random) {
            this.start = start;
            shard.forEach((cell, measure) -> {
                double predicted = measure.cost(cell.question());
                double noise = Math.exp(0.3 * random.nextGaussian());
                pairs.add(
                        new MeasureCost(measure.kind(), 1, predicted, predicted * factors.get(measure.kind()) * noise));
            });
        }

        double end() {
            return start + pairs.stream().mapToDouble(MeasureCost::cpuSeconds).sum();
        }

        TaskHeartbeat at(double now) {
            Map<String, MeasureCost> costs = new LinkedHashMap<>();
            double seconds = 0;
            long done = 0;
            for (MeasureCost pair : pairs) {
                if (start + seconds + pair.cpuSeconds() > now) {
                    break;
                }
                seconds += pair.cpuSeconds();
                done++;
                costs.merge(pair.measure(), pair, TimeLeftTest::sum);
            }
            return new TaskHeartbeat(done, 0, new TaskCost(seconds, List.copyOf(costs.values())));
        }
    }

    private static MeasureCost sum(MeasureCost a, MeasureCost b) {
        return new MeasureCost(
                a.measure(),
                a.rows() + b.rows(),
                a.predictedSeconds() + b.predictedSeconds(),
                a.cpuSeconds() + b.cpuSeconds());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "10, 1, 1", "10, 1, 4", "1, 10, 4", "0.1, 1, 4", "1, 0.1, 2", "10, 0.1, 8", "0.1, 10, 3"})
    void afterAThirdOfTheWorkTheTimeLeftIsRight(double monteCarlo, double trained, int cores) {
        for (int seed = 0; seed < 20; seed++) {
            Run run = new Run(Map.of("monte_carlo", monteCarlo, "trained", trained), cores, seed);
            double left = run.end * 2 / 3;
            assertThat(run.secondsLeft(run.end / 3)).as("seed %d", seed).isCloseTo(left, within(0.25 * left));
        }
    }

    @Test
    void beforeAnythingRanItIsThePrediction() {
        Run run = new Run(Map.of("monte_carlo", 1.0, "trained", 1.0), 1, 1);
        assertThat(run.secondsLeft(0)).isCloseTo(PLAN.seconds() + TimeLeft.ROW * PLAN.todo(), within(1e-9));
    }

    @Test
    void theTimeLeftIsThatOfTheLongestTaskWhereCoresAreIdle() {
        TimeLeft.Rest task = new TimeLeft.Rest(Map.of("exact", 10.0), 5, 0);
        TimeLeft fresh = TimeLeft.after(TaskCost.NONE, LearnedCosts.NONE, 4);
        assertThat(fresh.seconds(List.of(task, task))).isCloseTo(10, within(0.001));
        assertThat(fresh.seconds(List.of(task, task, task, task, task))).isCloseTo(20, within(0.001));
    }

    @Test
    void aCellThatTakesTooLongSaysThatTheOthersWillToo() {
        TimeLeft fresh = TimeLeft.after(TaskCost.NONE, LearnedCosts.NONE, 1);
        TimeLeft.Rest overdue = new TimeLeft.Rest(Map.of("trained", 20.0), 2, 100);
        assertThat(fresh.seconds(List.of(overdue))).isBetween(90.0, 100.0);
    }

    @Test
    void theStartOfAJvmIsForgotten() {
        WeightedCostAverage trail = new WeightedCostAverage();
        for (int i = 0; i < 30; i++) {
            double slowness = i < 3 ? 6 : 1;
            trail.add(new TaskCost(slowness, List.of(new MeasureCost("exact", 1, 1, slowness))));
        }
        MeasureCost lately = trail.average().measures().get(0);
        assertThat(lately.cpuSeconds() / lately.predictedSeconds()).isBetween(1.0, 1.2);
        assertThat(trail.average().wallSeconds()).isCloseTo(45, within(1e-9));
    }

    @Test
    void timeGoesOnWithinACell() {
        TimeLeft fresh = TimeLeft.after(TaskCost.NONE, LearnedCosts.NONE, 1);
        assertThat(fresh.seconds(List.of(new TimeLeft.Rest(Map.of("trained", 60.0), 2, 10))))
                .isCloseTo(50, within(0.001));
    }
}
