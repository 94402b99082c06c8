package icl.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkOptionsTest {
    @Test
    void optionsAreThePropertiesThatSparkSubmitMakesOfThem() {
        assertThat(properties("--master", "local[4]", "--conf", "spark.a=b=c", "--executor-memory=2g"))
                .isEqualTo(Map.of("spark.master", "local[4]", "spark.a", "b=c", "spark.executor.memory", "2g"));
    }

    @Test
    void theCommandLineWinsOverTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.conf"), "spark.master  local[7]\nspark.a 1\nother 2\n");
        assertThat(properties("--master", "local[4]", "--properties-file", file.toString()))
                .isEqualTo(Map.of("spark.master", "local[4]", "spark.a", "1"));
    }

    @Test
    void anythingElseIsRefusedWithTheList() {
        assertThatThrownBy(() -> properties("--clas", "x"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("'--clas'")
                .hasMessageContaining("--properties-file");
        assertThatThrownBy(() -> properties("--master")).hasMessage("Missing value of Spark option --master");
        assertThatThrownBy(() -> properties("--conf", "a=b")).hasMessageContaining("must be spark.some.key=value");
        assertThatThrownBy(() -> properties("--remote", "sc://host"))
                .hasMessageStartingWith("Cannot use Spark Connect");
        assertThatThrownBy(() -> properties("--properties-file", "no.conf")).hasMessageContaining("no.conf");
    }

    private static Map<String, String> properties(String... options) {
        return SparkOptions.properties(List.of(options));
    }
}
