package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.execute.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry$;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** The example of a secure configuration names settings that this Spark has, with values that it takes. */
class SecureConfTest {
    private static final Path FILE = Path.of("secure.conf");

    /** Where Spark registers its settings when they are first used. */
    private static final List<String> REGISTRIES = List.of("package$", "UI$", "Network$", "History$", "Deploy$");

    /** Documented, and read without an entry in a registry. */
    private static final Pattern UNREGISTERED = Pattern.compile(
            "spark\\.network\\.crypto\\.cipher|spark\\.ssl\\.(ui|rpc)\\.(enabled|keyStore(Type|Password)?|protocol)"
                    + "|spark\\.org\\.apache\\.spark\\.ui\\.JWSFilter\\.param\\.secretKey");

    private static Map<String, String> active() throws IOException {
        return new TreeMap<>(CollectionConverters.asJava(Utils.getPropertiesFromFile(FILE.toString())));
    }

    private static List<String> commentedOut() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith("#spark."))
                .map(line -> line.substring(1).split("\\s+", 2)[0])
                .toList();
    }

    private static boolean isKnown(String key) {
        return ConfigEntry$.MODULE$.findEntry(key) != null
                || UNREGISTERED.matcher(key).matches();
    }

    @Test
    void sparkKnowsEverySetting() throws Exception {
        for (String registry : REGISTRIES) {
            Class.forName("org.apache.spark.internal.config." + registry);
        }
        Class.forName("org.apache.spark.sql.internal.SQLConf$");
        assertThat(isKnown("spark.authenticat")).isFalse();
        assertThat(active().keySet()).hasSizeGreaterThan(10).allMatch(SecureConfTest::isKnown);
        assertThat(commentedOut()).hasSizeGreaterThan(10).allMatch(SecureConfTest::isKnown);
    }

    @Test
    void secretsOfOursAndOfStoresAreHidden() throws Exception {
        SparkConf conf = new SparkConf(false);
        active().forEach(conf::set);
        List<String> secret = List.of(
                "spark.authenticate.secret",
                "spark.hadoop.fs.s3a.access.key",
                "spark.hadoop.fs.s3a.secret.key",
                "spark.hadoop.fs.s3a.session.token",
                "spark.hadoop.fs.azure.account.key.mine.dfs.core.windows.net",
                "spark.hadoop.fs.azure.sas.fixed.token.mine",
                "spark.hadoop.fs.azure.sas.container.mine.blob.core.windows.net",
                "spark.ssl.ui.keyStorePassword",
                "spark.ssl.rpc.privateKey",
                "spark.org.apache.spark.ui.JWSFilter.param.secretKey");
        secret.forEach(key -> conf.set(key, "hush"));
        conf.set("spark.icl.tasks", "7");
        var shown = CollectionConverters.asJava(Utils.redact(
                conf, CollectionConverters.asScala(List.of(conf.getAll())).toSeq()));
        assertThat(shown).noneMatch(pair -> pair._2.equals("hush"));
        assertThat(shown).anyMatch(pair -> pair._1.equals("spark.icl.tasks") && pair._2.equals("7"));
    }

    @Test
    void itHidesWhatIsHiddenWithoutIt() throws Exception {
        assertThat(active()).containsEntry("spark.redaction.regex", SparkSessions.SECRET);
    }

    @Test
    void thePlaceholdersAreNoSecrets() throws Exception {
        assertThat(active()).doesNotContainKey("spark.authenticate.secret");
        assertThat(active().values()).noneMatch(value -> value.matches("\\([^?].*"));
    }
}
