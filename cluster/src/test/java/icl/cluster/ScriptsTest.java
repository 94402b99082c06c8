package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        installation = Installation.in(temporary.resolve("i cl a[b]+"));
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

    /** A program that prints its arguments, one a line, and then says this. */
    private void fake(Path program, String says) throws Exception {
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\necho '" + says + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private String submitted(String... options) throws Exception {
        Path spark = temporary.resolve("spark");
        Files.createDirectories(spark.resolve("jars"));
        fake(spark.resolve("bin/spark-submit"), "");
        installation = installation.with("SPARK_HOME", spark.toString());
        List<String> command = new ArrayList<>(List.of("cluster/submit"));
        command.addAll(List.of(options));
        command.addAll(List.of("--", "status", "x"));
        return installation.run(command.toArray(String[]::new)).said();
    }

    @Test
    void aMasterIsFoundWhereverItIsSet() throws Exception {
        Path file = Files.writeString(temporary.resolve("my.conf"), " spark.master = yarn \nspark.masterly other\n");
        for (String set : List.of(
                "--master yarn",
                "--master=yarn",
                "--conf spark.master=yarn",
                "--conf=spark.master=yarn",
                "-c spark.master=yarn",
                "--properties-file " + file)) {
            assertThat(submitted(set.split(" ", 2)))
                    .as(set)
                    .contains("icl.jobs.cli.Main")
                    .doesNotContain("Cannot");
        }
        assertThat(submitted("-c", "spark.masterly=yarn")).contains("no --master is given");
    }

    @Test
    void jarsOfOnesOwnGoWithThoseThatAreSet() throws Exception {
        Path own = Files.createFile(temporary.resolve("own.jar"));
        Path file = Files.writeString(temporary.resolve("my.conf"), "spark.master yarn\nspark.jars  a.jar,b.jar\n");
        installation = installation.with("ICL_CLASSPATH", own.toString());
        assertThat(submitted("--master", "yarn")).contains("--jars\n" + own + "\n");
        assertThat(submitted("--properties-file", file.toString())).contains("--jars\na.jar,b.jar," + own + "\n");
        String[] both = {"--properties-file", file.toString(), "-c", "spark.jars=c.jar"};
        assertThat(submitted(both)).contains("--jars\nc.jar," + own + "\n");
        String[] all = {"--properties-file", file.toString(), "--jars", "d.jar", "--conf", "spark.jars=c.jar"};
        assertThat(submitted(all)).contains("--jars\nd.jar," + own + "\n");
    }

    @Test
    void faultTestsThatDoNotExistAreAFailure() throws Exception {
        Path bin = temporary.resolve("bin");
        installation = installation.with("PATH", bin + File.pathSeparator + System.getenv("PATH"));
        fake(bin.resolve("mvn"), "[INFO] BUILD SUCCESS");
        isRefused(1, "No test ran: --tests 'Typo' names none", "cluster/faults", "--tests", "Typo");
        fake(bin.resolve("mvn"), "[INFO] BUILD FAILURE");
        isRefused(1, "No test ran: the build failed", "cluster/faults", "--tests", "Typo");
        fake(bin.resolve("mvn"), "[INFO] Tests run: 1, Failures: 0 -- in icl.OneTest\n[INFO] BUILD SUCCESS");
        isRefused(0, "Tests run: 1, Failures: 0 -- in icl.OneTest", "cluster/faults", "--tests", "OneTest");
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
    void theExitCodeOfTheProgramIsThatOfSubmit() throws Exception {
        isRefused(2, "Cannot read 'none.yaml'", "cluster/submit", "--master", "local", "--", "sweep", "none.yaml");
        assertThat(installation
                        .run("cluster/submit", "--master=local", "--", "risk", "iid", "--dim=1", "--length=1")
                        .code())
                .isZero();
    }
}
