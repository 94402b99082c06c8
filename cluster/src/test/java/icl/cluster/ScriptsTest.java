package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts say, and what they leave, when something is not as it should be. */
class ScriptsTest {
    @TempDir
    private Path temporary;

    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        installation = Installation.in(temporary.resolve("i cl"));
    }

    private void isRefused(int code, String words, String... command) throws Exception {
        Installation.Result result = installation.run(command);
        assertThat(result.said()).contains(words);
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void wrongArgumentsAreNamed() throws Exception {
        isRefused(2, "Usage: cluster/standalone", "cluster/standalone");
        isRefused(2, "Unknown option --worker", "cluster/standalone", "up", "--worker", "2");
        isRefused(
                2, "Invalid --workers: '0' (must be a whole number in 1..", "cluster/standalone", "up", "--workers=0");
        isRefused(2, "Invalid --memory: 'much'", "cluster/standalone", "up", "--memory", "much");
        isRefused(2, "Missing value of --cores", "cluster/standalone", "up", "--cores");
        isRefused(2, "Unknown argument 'now'", "cluster/standalone", "down", "now");
        isRefused(2, "Usage: cluster/submit", "cluster/submit");
        isRefused(2, "Missing command of icl", "cluster/submit", "--master", "local");
        isRefused(2, "Missing command of icl", "cluster/submit", "--master", "local", "--");
    }

    @Test
    void withoutAClusterItIsSaidWhatToDo() throws Exception {
        isRefused(1, "no --master is given and cluster/standalone is down", "cluster/submit", "sweep", "x.yaml");
        String example = Path.of("secure.conf").toAbsolutePath().toString();
        isRefused(1, "no --master is given", "cluster/submit", "--properties-file", example, "--", "sweep", "x.yaml");
        isRefused(1, "down", "cluster/standalone", "status");
        assertThat(installation.run("cluster/standalone", "down"))
                .isEqualTo(new Installation.Result(0, "nothing was running\n"));
    }

    @Test
    void aWrongSparkHomeIsRefused() throws Exception {
        installation = installation.with("SPARK_HOME", temporary.toString());
        isRefused(1, "holds no jars/", "cluster/submit", "--master", "local", "--", "sweep", "x.yaml");
    }

    @Test
    void foldersCannotBeSent() throws Exception {
        installation = installation.with("ICL_CLASSPATH", temporary.toString());
        isRefused(1, "must be jars", "cluster/submit", "--master", "local", "--", "sweep", "x.yaml");
    }

    @Test
    void aPortThatIsTakenIsSaidAndNothingIsLeft() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            isRefused(1, "its port is taken", "cluster/standalone", "up", "--port", port);
        }
        isRefused(1, "down\n", "cluster/standalone", "status");
    }

    @Test
    void whatACrashLeftIsStoppedAndTheClusterStartsAgain() throws Exception {
        try (StandaloneCluster cluster = StandaloneCluster.up(installation, "--workers", "1")) {
            isRefused(1, "the cluster is up at " + cluster.master(), "cluster/standalone", "up");
            assertThat(installation.run("cluster/standalone", "status").said()).contains("worker-1: process");
            Path pid = installation.home().resolve("cluster/target/standalone/master.pid");
            ProcessHandle master = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            master.destroyForcibly();
            master.onExit().join();
            isRefused(1, "down, but 1 workers are left", "cluster/standalone", "status");
        }
        isRefused(1, "down\n", "cluster/standalone", "status");
    }

    @Test
    void aFailureOfTheProgramIsOneOfSubmit() throws Exception {
        isRefused(1, "Cannot read 'none.yaml'", "cluster/submit", "--master", "local", "--", "sweep", "none.yaml");
        assertThat(installation
                        .run("cluster/submit", "--master=local", "--", "risk", "iid", "--dim=1", "--length=1")
                        .code())
                .isZero();
    }
}
