package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Master, number of tasks, adaptive execution, JDK and packaging change no bit of a table. */
class SameBitsTest {
    private static final int STEPS = 30;

    /** Where and how a sweep runs. */
    private record Setting(String master, int tasks, boolean adaptive) {}

    @TempDir
    private Path temporary;

    private int runs;

    @Test
    void everySettingGivesTheSameTable() throws Exception {
        Installation installation = Installation.in(temporary.resolve("icl"));
        Path file = Sweeps.write(temporary.resolve("faults.yaml"), 7, STEPS);
        TableDigest expected = reference(installation, file);
        assertThat(expected.rows()).isEqualTo(Sweeps.ROWS).isEqualTo(expected.keys());
        assertThat(expected.trained()).isGreaterThan(expected.rows());
        Map<Integer, Path> jdks = jdks();
        assertThat(jdks).hasSizeGreaterThanOrEqualTo(Faults.size(1, 2));
        for (Path jdk : jdks.values()) {
            Installation other = installation.with("JAVA_HOME", jdk.toString());
            try (StandaloneCluster cluster = StandaloneCluster.up(other)) {
                for (Setting setting : settings(cluster.master())) {
                    assertThat(digest(other, file, setting))
                            .as("%s on %s", setting, jdk)
                            .isEqualTo(expected);
                }
            }
        }
        Faults.report(
                "same bits",
                runs + " runs on JDK " + jdks.keySet() + " and one by ./icl, one SHA-256: " + expected.sha256());
    }

    /** The plain launcher on this machine, with the jars that are not relocated. */
    private TableDigest reference(Installation installation, Path file) throws Exception {
        Path table = temporary.resolve("reference");
        Installation.Result sweep = installation
                .with("ICL_CLASSPATH", "none.jar") // so that no archive for faster starts is written
                .run("./icl", "sweep", file.toString(), "--out", table.toString(), "--", "--master", "local[2]");
        assertThat(sweep.code()).as(sweep.said()).isZero();
        return TableDigest.of(table);
    }

    private static List<Setting> settings(String standalone) {
        if (!Faults.areLong()) {
            return List.of(new Setting(standalone, 7, false));
        }
        List<Setting> settings = new ArrayList<>();
        for (String master : List.of("local[1]", "local[2]", standalone)) {
            for (int tasks : List.of(1, 2, 7, 64)) {
                settings.add(new Setting(master, tasks, true));
                settings.add(new Setting(master, tasks, false));
            }
        }
        return settings;
    }

    private TableDigest digest(Installation installation, Path file, Setting setting) throws Exception {
        Path table = temporary.resolve("run-" + runs++);
        Installation.Result sweep = installation.run(
                "cluster/submit",
                "--master",
                setting.master(),
                "--conf",
                "spark.icl.tasks=" + setting.tasks(),
                "--conf=spark.sql.adaptive.enabled=" + setting.adaptive(),
                "--",
                "sweep",
                file.toString(),
                "--out",
                table.toString());
        assertThat(sweep.code()).as(sweep.said()).isZero();
        assertThat(parts(table)).isBetween((setting.tasks() + 3L) / 4, (long) setting.tasks());
        return TableDigest.of(table);
    }

    private static long parts(Path table) throws IOException {
        try (Stream<Path> files = Files.walk(table.resolve("results"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    /** In the short form the newest alone. */
    private static Map<Integer, Path> jdks() throws IOException {
        SortedMap<Integer, Path> jdks = found();
        return Faults.areLong() ? jdks : jdks.tailMap(jdks.lastKey());
    }

    /** The JDK of this test and what lies beside it, one for each version; or those of {@code -Dicl.jdks=path:path}. */
    private static SortedMap<Integer, Path> found() throws IOException {
        SortedMap<Integer, Path> jdks = new TreeMap<>();
        Path here = Path.of(System.getProperty("java.home"));
        for (String given : System.getProperty("icl.jdks", "").split(":", -1)) {
            add(Path.of(given), jdks);
        }
        if (jdks.isEmpty()) {
            try (Stream<Path> others = Files.list(here.getParent())) {
                others.forEach(other -> add(other, jdks));
            }
            jdks.keySet().retainAll(List.of(17, 25));
            add(here, jdks);
        }
        return jdks;
    }

    private static void add(Path jdk, Map<Integer, Path> jdks) {
        Properties release = new Properties();
        try (var text = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(text);
            String version = release.getProperty("JAVA_VERSION").replace("\"", "");
            jdks.put(Runtime.Version.parse(version).feature(), jdk);
        } catch (IOException e) {
            // not a JDK
        }
    }
}
