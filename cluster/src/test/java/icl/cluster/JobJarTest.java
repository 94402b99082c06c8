package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is sent to a cluster, and what is expected there. */
class JobJarTest {
    private static final Path JAR = Path.of("target/icl-job.jar");

    private static List<String> names() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .toList();
        }
    }

    /** Commons Numbers keeps its name: its double-double numbers are in the signatures of formulas of the user's own. */
    @Test
    void everythingIsOursOrRelocated() throws IOException {
        assertThat(names())
                .hasSizeGreaterThan(5000)
                .allMatch(name -> name.matches("(icl|META-INF|org/apache/commons/numbers)/.*"));
    }

    @Test
    void theProgramIsWhole() throws IOException {
        assertThat(names())
                .contains(
                        "icl/jobs/cli/Main.class",
                        "icl/build.properties",
                        "icl/jobs/query/sql/gap.sql",
                        "icl/shaded/picocli/CommandLine.class",
                        "icl/shaded/breeze/linalg/DenseMatrix.class",
                        "icl/shaded/dev/ludovic/netlib/lapack/F2jLAPACK.class",
                        "META-INF/LICENSE");
        assertThat(names().stream().filter(name -> name.matches("icl/core/\\w+/VectorLane\\w+\\.class")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whatDrawsStaysBehind() throws IOException {
        assertThat(names()).noneMatch(name -> name.matches("(?i).*(webjars|vega[^/]*\\.min\\.js|graal|jsvg|pdfbox).*"));
    }

    @Test
    void noSignatureOfAnotherJarIsLeft() throws IOException {
        assertThat(names()).noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA|EC)"));
        assertThat(names()).noneMatch(name -> name.endsWith("module-info.class"));
    }

    @Test
    void nothingOfSparksIsRepeated() throws IOException {
        assertThat(names())
                .noneMatch(name ->
                        name.matches("icl/shaded/(org/apache/(spark|hadoop|parquet)|com/fasterxml|org/slf4j)/.*")
                                || name.matches("icl/shaded/scala/(?!(collection|util/control)/compat/).*"));
    }

    @Test
    void theSparkHomeHoldsNothingOfOurs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/spark-home/jars"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("spark-sql_2.13-"))
                    .anyMatch(name -> name.startsWith("hadoop-client-runtime-"))
                    .noneMatch(name -> name.matches("(icl|picocli|snakeyaml-engine|breeze|spire|junit|assertj).*"));
        }
    }
}
