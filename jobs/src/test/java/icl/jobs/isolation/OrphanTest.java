package icl.jobs.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.plan.Pair;
import icl.jobs.schema.Machine;
import icl.jobs.schema.Program;
import icl.jobs.schema.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A worker does not outlive the process that asks it, however that ends. */
class OrphanTest {
    /** A process with a worker that computes an endless cell. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) {
            Pair endless = PoisonedPairs.poisoned(2, "endless").get(1);
            Run run = new Run("run", "pairs", 3, 1, Program.here());
            try (CellTask task = new CellTask(run, Machine.here(), Limits.NONE, () -> false)) {
                task.row(endless);
            }
        }
    }

    @Test
    void anEndlessCellEndsWithItsParent() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        ProcessHandle worker = busy(parent);
        parent.destroyForcibly().waitFor();
        assertThat(worker.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    /** The worker of a process, once it has computed for a second. */
    private static ProcessHandle busy(Process parent) throws InterruptedException {
        while (parent.isAlive()) {
            List<ProcessHandle> workers = parent.children().toList();
            if (!workers.isEmpty() && cpuMillis(workers.get(0)) > 3000) {
                return workers.get(0);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("the parent ended with exit code " + parent.exitValue());
    }

    private static long cpuMillis(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }
}
