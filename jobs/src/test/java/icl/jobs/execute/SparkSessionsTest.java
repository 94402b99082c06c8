package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.SharedSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

class SparkSessionsTest {
    private static SparkConf conf(String master, String... settings) {
        SparkConf conf = new SparkConf(false).set("spark.master", master);
        for (int i = 0; i < settings.length; i += 2) {
            conf.set(settings[i], settings[i + 1]);
        }
        return conf;
    }

    @Test
    void sparkConnectIsRefused() {
        SparkSessions.requireNoConnect(conf("local[2]"), null);
        assertThatThrownBy(() -> SparkSessions.requireNoConnect(conf("local[2]", "spark.remote", "sc://h"), null))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Cannot use Spark Connect (--remote, spark.remote, SPARK_REMOTE): ");
        assertThatThrownBy(() -> SparkSessions.requireNoConnect(conf("local[2]", "spark.api.mode", "connect"), null))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> SparkSessions.requireNoConnect(conf("local[2]"), "sc://host;token=x"))
                .hasMessageNotContaining("token");
    }

    @Test
    void locallyNothingListensBeyondTheMachineWhateverTheUserSays() {
        Map<String, String> settings = SparkSessions.settings(
                conf("local[2]", "spark.driver.bindAddress", "0.0.0.0", "spark.driver.host", "192.0.2.1"));
        assertThat(settings)
                .containsEntry("spark.driver.bindAddress", "127.0.0.1")
                .containsEntry("spark.driver.host", "127.0.0.1")
                .containsEntry("spark.ui.enabled", "false");
    }

    @Test
    void onAClusterTheUserDecides() {
        assertThat(SparkSessions.settings(conf("spark://host:7077", "spark.driver.host", "192.0.2.1")))
                .doesNotContainKeys("spark.driver.bindAddress", "spark.driver.host", "spark.ui.enabled");
    }

    @Test
    void whatTheUserSetsStays() {
        assertThat(SparkSessions.settings(conf("local[2]", "spark.redaction.regex", "x", "spark.app.name", "y")))
                .doesNotContainKeys("spark.redaction.regex", "spark.app.name");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0.0.0.0", "192.0.2.1", "host.example.org", "127.0.0.1.example.org"})
    void pagesForOthersAreRefused(String address) {
        assertThatThrownBy(() -> SparkSessions.requireLoopback(address))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid spark.ui.enabled: true (must be false, or SPARK_LOCAL_IP=127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void pagesForThisMachineAreServed(String address) {
        assertThatCode(() -> SparkSessions.requireLoopback(address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.hadoop.fs.s3a.secret.key=x",
                "spark.hadoop.fs.s3a.access.key=x",
                "spark.hadoop.fs.s3a.session.token=x",
                "spark.ssl.keyPassword=x",
                "spark.hadoop.fs.azure.account.key.a.dfs.core.windows.net=x",
                "spark.hadoop.fs.azure.sas.c.a=x",
                "spark.icl.credentials=x",
                "spark.icl.folder=s3a://user:x@bucket",
                "sun.java.command=icl.jobs.cli.Main sweep a.yaml -- --conf spark.a.password=x"
            })
    void sparkShowsStarsForSecrets(String setting) {
        assertThat(redacted(setting)).isEqualTo("*********(redacted)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spark.master=local[2]", "spark.sql.shuffle.partitions=2", "spark.icl.folder=hdfs://host:8020/x"
            })
    void sparkShowsTheRest(String setting) {
        assertThat(redacted(setting)).isEqualTo(setting.split("=", 2)[1]);
    }

    /** As the event log and Spark's pages write it. */
    private static String redacted(String setting) {
        SparkConf conf = conf("local[2]");
        SparkSessions.settings(conf).forEach(conf::set);
        String[] entry = setting.split("=", 2);
        List<Tuple2<String, String>> shown = CollectionConverters.asJava(Utils.redact(
                conf,
                CollectionConverters.asScala(List.of(Tuple2.apply(entry[0], entry[1])))
                        .toSeq()));
        return shown.get(0)._2();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSessionOfTheTestsListensOnLoopbackOnly() throws IOException {
        SharedSpark.session();
        Set<String> ours = sockets();
        List<String> listening = Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .flatMap(SparkSessionsTest::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(field -> field[3].equals("0A") && ours.contains("socket:[" + field[9] + "]"))
                .map(field -> field[1].replaceFirst(":.*", ""))
                .toList();
        assertThat(listening)
                .isNotEmpty()
                .allMatch(address -> address.matches("[0-9A-F]{6}7F|0{16}FFFF0000[0-9A-F]{6}7F|0{24}01000000"));
    }

    private static Set<String> sockets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(SparkSessionsTest::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
