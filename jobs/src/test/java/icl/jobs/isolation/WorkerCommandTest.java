package icl.jobs.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.check.Memory;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCommandTest {
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path folder;

    @AfterEach
    void tidy() {
        Thread.currentThread().setContextClassLoader(loader);
        System.clearProperty(WorkerCommand.HEAP);
    }

    private static String classPath() {
        List<String> command = WorkerCommand.here();
        return command.get(command.indexOf("-cp") + 1);
    }

    @Test
    void jarsThatSparkAddsAreOnTheClassPath() throws Exception {
        Path jar = Files.createFile(folder.resolve("mine and yours.jar"));
        Path other = Files.createDirectory(folder.resolve("classes"));
        try (URLClassLoader outer = new URLClassLoader(new URL[] {jar.toUri().toURL()}, loader);
                URLClassLoader inner =
                        new URLClassLoader(new URL[] {other.toUri().toURL()}, outer)) {
            Thread.currentThread().setContextClassLoader(inner);
            assertThat(classPath())
                    .startsWith(System.getProperty("java.class.path"))
                    .contains(File.pathSeparator + jar, File.pathSeparator + other);
        }
    }

    @Test
    void aWorkerHasTheSharesOfOneCore() {
        assertThat(WorkerCommand.here())
                .contains("-XX:ActiveProcessorCount=1")
                .contains("-Xmx" + Math.max(64 << 20, Memory.share()));
        System.setProperty(WorkerCommand.HEAP, "123m");
        assertThat(WorkerCommand.here()).contains("-Xmx123m");
    }

    @Test
    void aSmallShareIsEnoughToStartWith() {
        assertThat(WorkerCommand.heap(16 << 20)).isEqualTo(64 << 20);
        assertThat(WorkerCommand.heap(1L << 32)).isEqualTo(1L << 32);
    }

    @Test
    void theVectorApiIsWhereItIsHere() {
        assertThat(WorkerCommand.here()).contains("--add-modules=jdk.incubator.vector", "-Dicl.vector=on");
        System.setProperty("icl.vector", "off");
        try {
            assertThat(WorkerCommand.here())
                    .doesNotContain("--add-modules=jdk.incubator.vector")
                    .contains("-Dicl.vector=off");
        } finally {
            System.clearProperty("icl.vector");
        }
    }
}
