package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project of empty sources, with a Maven that counts its builds and a Java that prints its arguments. */
class LauncherTest {
    private static final String MAVEN = """
            #!/bin/bash
            echo build >>builds
            mkdir -p {core,jobs,bench}/target jobs/target/lib core/target/lib
            for module in core jobs bench; do touch $module/target/icl-$module.jar; done
            touch jobs/target/lib/{spark,picocli-1,jackson-core-1,snakeyaml-engine-1,icl-core}.jar core/target/lib/breeze.jar
            """;

    private static final String JAVA = """
            #!/bin/bash
            printf '%s\\n' "$@" "ip=${SPARK_LOCAL_IP:-}"
            """;

    /** What the launcher may use. */
    private static final List<String> TOOLS =
            List.of("cat", "cp", "date", "find", "flock", "mkdir", "mv", "readlink", "rm", "sed", "sleep", "touch");

    private record Result(int code, String out, String err) {}

    @TempDir
    private Path temp;

    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        project = temp.resolve("pro ject");
        for (String module : List.of("core", "jobs", "bench")) {
            Files.createDirectories(project.resolve(module).resolve("src/main"));
            Files.createFile(project.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(project.resolve("pom.xml"));
        Files.copy(Path.of("../icl"), project.resolve("icl"));
        script("bin/mvn", MAVEN);
        jdk("17.0.1");
        for (String tool : TOOLS) {
            script("bin/" + tool, "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }
        script("bin/bash", "#!/bin/sh\nexec /bin/bash \"$@\"\n"); // which hands on this PATH
    }

    private void jdk(String version) throws IOException {
        script("jdk/bin/java", JAVA);
        Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    @Test
    void buildsOnFirstUseAndAfterAChange() throws Exception {
        assertThat(icl("risk", "iid").err()).startsWith("icl: building").hasLineCount(1);
        assertThat(icl("risk", "iid").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
        Path source = Files.createFile(project.resolve("core/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(icl("risk", "iid").err()).startsWith("icl: building");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void firstUsesAtOnceBuildOnce() throws Exception {
        List<Process> first = List.of(start(project, "plan"), start(project, "plan"), start(project, "plan"));
        for (Process icl : first) {
            assertThat(finish(icl).code()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void runsFromAnywhereAndThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("pro ject/icl"));
        Path second = Files.createSymbolicLink(temp.resolve("second"), link);
        Process icl = process(temp, second.toString(), "risk", "an argument").start();
        assertThat(finish(icl).out()).contains("icl.jobs.cli.Main\nrisk\nan argument\n");
    }

    @Test
    void questionsRunWithoutSparkOnTheClassPath() throws Exception {
        assertThat(classPath(icl("risk", "iid")))
                .contains("icl-", "picocli", "breeze")
                .doesNotContain("spark");
        assertThat(classPath(icl("sweep", "x.yaml")))
                .contains("icl-", "picocli", "spark")
                .doesNotContain("lib/icl-");
    }

    @Test
    void sparkRunsOnThisMachineUnlessToldOtherwise() throws Exception {
        assertThat(icl("sweep", "x").out()).contains("-Dspark.master=local[*]", "ip=127.0.0.1", "-Xmx1g");
        assertThat(icl("sweep", "x", "--", "--master=local[3]").out()).contains("ip=127.0.0.1");
        String cluster = icl("sweep", "x", "--", "--master", "spark://host:7077", "--driver-memory", "3000")
                .out();
        assertThat(cluster).contains("ip=\n", "-Dspark.jars=", "-Xmx3000m");
        assertThat(icl("sweep", "x", "--", "--conf", "spark.driver.memory=2g").out())
                .contains("-Xmx2g");
    }

    @Test
    void figuresAreDrawnBesideSpark() throws Exception {
        String figure = icl("figure", "map", "results/map").out();
        assertThat(figure).contains("-Dspark.master=local[*]", "-XX:TieredStopAtLevel=1");
        assertThat(figure).doesNotContain("jdk.incubator.vector");
        String report = icl("report", "results/map").out();
        assertThat(report)
                .contains("-Dspark.master=local[*]", "report-17.0.1.jsa")
                .doesNotContain("jdk.incubator.vector");
    }

    @Test
    void foldersAreWatchedWithoutSpark() throws Exception {
        assertThat(icl("watch", "results/map").out())
                .contains("icl.jobs.cli.Main\nwatch\n")
                .doesNotContain("-Dspark.");
    }

    @Test
    void kindsOfTheUsersOwnAreOnTheClassPathAndGoToTheCluster() throws Exception {
        icl("risk");
        ProcessBuilder risk = process(project, "./icl", "risk");
        risk.environment().put("ICL_CLASSPATH", "/my/a.jar:/my/b.jar");
        Result local = finish(risk.start());
        assertThat(classPath(local)).endsWith(":/my/a.jar:/my/b.jar");
        assertThat(local.out()).doesNotContain("-Dicl.archive");
        ProcessBuilder sweep = process(project, "./icl", "sweep", "x", "--", "--master=spark://host:7077");
        sweep.environment().put("ICL_CLASSPATH", "/my/a.jar:/my/b.jar");
        assertThat(finish(sweep.start()).out()).containsPattern("-Dspark.jars=.*,/my/a.jar,/my/b.jar\n");
    }

    @Test
    void hadoopsSettingsAreOnTheClassPathWhereFoldersAreOpened() throws Exception {
        icl("risk");
        for (String command : List.of("status", "sweep", "query")) {
            ProcessBuilder icl = process(project, "./icl", command, "hdfs:///results");
            icl.environment().put("HADOOP_CONF_DIR", "/etc/hadoop/conf");
            assertThat(classPath(finish(icl.start()))).endsWith(":/etc/hadoop/conf");
        }
        ProcessBuilder risk = process(project, "./icl", "risk");
        risk.environment().put("HADOOP_CONF_DIR", "/etc/hadoop/conf");
        assertThat(classPath(finish(risk.start()))).doesNotContain("hadoop");
    }

    @Test
    void aJavaThatIsTooOldIsRefused() throws Exception {
        jdk("11.0.2");
        assertThat(icl("risk").err())
                .contains("is version 11.0.2 (must be 17 or later")
                .hasLineCount(1);
        assertThat(builds()).isZero();
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        Files.delete(temp.resolve("bin/mvn"));
        assertThat(icl("risk").err()).contains("Cannot build: mvn is not on the PATH");
        Files.delete(temp.resolve("jdk/bin/java"));
        assertThat(icl("risk").err()).contains("Cannot find java: JAVA_HOME is");
    }

    @Test
    void aBuildThatFailsShowsWhyAndIsTriedAgain() throws Exception {
        script("bin/mvn", "#!/bin/bash\necho 'no semicolon'; exit 1\n");
        Result result = icl("risk");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("no semicolon", "Cannot build: mvn package failed");
        script("bin/mvn", MAVEN);
        assertThat(icl("risk").code()).isZero();
    }

    @Test
    void arrangementsForNewerJavasAreMade() throws Exception {
        assertThat(icl("sweep").out()).doesNotContain("--sun-misc-unsafe");
        jdk("25.0.3+9-LTS");
        assertThat(icl("sweep").out()).contains("--sun-misc-unsafe-memory-access=allow");
    }

    private static String classPath(Result result) {
        List<String> lines = result.out().lines().toList();
        return lines.get(lines.indexOf("-cp") + 1);
    }

    private long builds() throws IOException {
        Path builds = project.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    private Result icl(String... arguments) throws Exception {
        return finish(start(project, arguments));
    }

    private Process start(Path folder, String... arguments) throws IOException {
        String[] command =
                Stream.concat(Stream.of("./icl"), Stream.of(arguments)).toArray(String[]::new);
        return process(folder, command).start();
    }

    private ProcessBuilder process(Path folder, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("PATH", temp.resolve("bin").toString());
        builder.environment().put("JAVA_HOME", temp.resolve("jdk").toString());
        builder.environment().remove("SPARK_LOCAL_IP");
        builder.environment().remove("ICL_CLASSPATH");
        return builder;
    }

    private static Result finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    private void script(String name, String text) throws IOException {
        Path script = temp.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
