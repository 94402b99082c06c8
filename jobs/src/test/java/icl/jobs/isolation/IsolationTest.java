package icl.jobs.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Interrupted;
import icl.jobs.plan.Pair;
import icl.jobs.schema.ErrorKind;
import icl.jobs.schema.Machine;
import icl.jobs.schema.Program;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cell with code of the user's own does to its process. */
class IsolationTest {
    private static final Limits SECONDS = new Limits(Duration.ofSeconds(60));
    private static final Limits SHORT = new Limits(Duration.ofMillis(500));

    private final String temporary = System.getProperty("java.io.tmpdir");

    @TempDir
    Path logs;

    @BeforeEach
    void keepWorkersSmall() {
        System.setProperty(WorkerCommand.HEAP, "48m");
    }

    @AfterEach
    void tidy() {
        System.clearProperty(WorkerCommand.HEAP);
        System.setProperty("java.io.tmpdir", temporary);
        Thread.interrupted();
    }

    private static CellTask task(Limits limits) {
        return new CellTask(new Run("run", "pairs", 3, 1, Program.here()), Machine.here(), limits, () -> false);
    }

    private static List<ResultRow> rows(Limits limits, List<Pair> pairs) {
        try (CellTask task = task(limits)) {
            return pairs.stream().map(task::row).toList();
        }
    }

    private static List<Optional<ErrorKind>> kinds(List<ResultRow> rows) {
        return rows.stream().map(ResultRow::errorKind).toList();
    }

    private static void costsItsRow(String poison, ErrorKind kind, String error) {
        List<ResultRow> rows = rows(poison.equals("endless") ? SHORT : SECONDS, PoisonedPairs.poisoned(3, poison));
        assertThat(kinds(rows)).as(poison).containsExactly(Optional.empty(), Optional.of(kind), Optional.empty());
        assertThat(rows.get(1).error().orElseThrow()).as(poison).startsWith(error);
        List<ResultRow> healthy = rows(SECONDS, PoisonedPairs.of(3, "exact: {}"));
        assertThat(rows.get(0).estimate().orElseThrow().risk())
                .isEqualTo(healthy.get(0).estimate().orElseThrow().risk());
        assertThat(rows.get(2).estimate().orElseThrow().risk())
                .isEqualTo(healthy.get(2).estimate().orElseThrow().risk());
    }

    @Test
    void whatIsThrownCostsItsRow() {
        costsItsRow("throws", ErrorKind.EXCEPTION, "java.lang.IllegalStateException: poison at icl.jobs.fault.Poison$");
        costsItsRow("nothing", ErrorKind.EXCEPTION, "java.lang.NullPointerException");
        costsItsRow("stack", ErrorKind.STACK, "java.lang.StackOverflowError at icl.jobs.fault.Poison$");
        costsItsRow("nan", ErrorKind.NOT_FINITE, "Invalid risk: NaN (must be a finite number)");
        costsItsRow("infinite", ErrorKind.NOT_FINITE, "Invalid standard_error: Infinity (must be a finite number)");
    }

    @Test
    void theEndOfItsProcessCostsItsRow() {
        costsItsRow("exit", ErrorKind.CRASH, "The process that computed the cell ended with exit code 7");
        System.setProperty("java.io.tmpdir", logs.toString());
        costsItsRow("native", ErrorKind.CRASH, "The process that computed the cell ");
    }

    @Test
    void allMemoryCostsItsRow() {
        costsItsRow("memory", ErrorKind.MEMORY, "java.lang.OutOfMemoryError");
    }

    @Test
    void anEndlessCellCostsItsRow() {
        costsItsRow("endless", ErrorKind.TIMEOUT, "Stopped after 0.5s (the --timeout of a cell)");
    }

    @Test
    void whatIsNoAnswerCostsItsRow() {
        String error = "The process that computed the cell wrote something else than an answer to its standard output";
        costsItsRow("garbage", ErrorKind.CRASH, error);
    }

    @Test
    void whatACellPrintsCostsNothing() {
        assertThat(kinds(rows(SECONDS, PoisonedPairs.poisoned(3, "prints")))).containsOnly(Optional.empty());
    }

    @Test
    void estimatesComeBackToTheBitWithTheirRestarts() {
        Pair pair = PoisonedPairs.of(1, "training: {restarts: 3, steps: 2}").get(0);
        ResultRow row = rows(SECONDS, List.of(pair)).get(0);
        assertThat(row.estimate()).contains(pair.measure().estimate(pair.cell(), 3));
        assertThat(row.restarts()).hasSize(3);
        assertThat(row.cpuSeconds()).isBetween(0.0, 10.0);
    }

    @Test
    void theRestartsOfAFailedTrainingComeBack() {
        Pair pair = PoisonedPairs.of(13, "training: {restarts: 2, steps: 2}").get(12);
        ResultRow row = rows(SECONDS, List.of(pair)).get(0);
        assertThat(row.errorKind()).contains(ErrorKind.DIVERGED);
        assertThat(row.error()).contains("every restart diverged");
        assertThat(row.restarts()).hasSize(2).allMatch(restart -> !restart.isOk());
    }

    @Test
    void aWorkerKilledFromOutsideCostsNothing() throws Exception {
        List<Pair> pairs = PoisonedPairs.poisoned(2, "sleeps");
        List<ProcessHandle> others = workers();
        assertThat(kinds(rows(SECONDS, pairs))).containsOnly(Optional.empty());
        ProcessHandle worker = workers().stream()
                .filter(process -> !others.contains(process))
                .findFirst()
                .orElseThrow(); // it waits for more of this sweep
        CompletableFuture<Boolean> kill = CompletableFuture.supplyAsync(
                worker::destroyForcibly, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        assertThat(kinds(rows(SECONDS, List.of(pairs.get(1))))).containsExactly(Optional.empty());
        assertThat(kill.get()).isTrue();
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void whenNobodyWaitsTheWorkerIsKilled() {
        Pair endless = PoisonedPairs.poisoned(2, "endless").get(1);
        Run run = new Run("run", "pairs", 3, 1, Program.here());
        AtomicBoolean isAbandoned = new AtomicBoolean();
        CompletableFuture<Void> abandon = CompletableFuture.runAsync(
                () -> isAbandoned.set(true), CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
        try (CellTask task = new CellTask(run, Machine.here(), Limits.NONE, isAbandoned::get)) {
            assertThatThrownBy(() -> task.row(endless)).isInstanceOf(Interrupted.class);
        }
        assertThat(abandon).isDone();
    }

    @Test
    void workersAreUsedAgain() {
        List<Pair> pairs = PoisonedPairs.poisoned(4, "prints");
        rows(SECONDS, pairs);
        List<ProcessHandle> before = workers();
        rows(SECONDS, pairs);
        assertThat(before).containsAll(workers());
    }

    @Test
    void whatCannotBeStartedIsSaid() {
        System.setProperty(WorkerCommand.HEAP, "much");
        Pair pair = PoisonedPairs.of(3, "poison: {every: 0}").get(2);
        assertThatThrownBy(() -> rows(SECONDS, List.of(pair)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot start a process for cells: it ended with exit code 1");
    }

    @Test
    void aCellThatSharedItsMemoryIsComputedOnceMore() {
        Pair pair = PoisonedPairs.of(1, "exact: {}").get(0);
        Outcome full = Outcome.failed(ErrorKind.MEMORY, "java.lang.OutOfMemoryError", 0);
        try (CellTask task = task(SECONDS)) {
            assertThat(task.withMemoryOfItsOwn(pair, full).estimate())
                    .contains(pair.measure().estimate(pair.cell(), 3));
        }
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }
}
