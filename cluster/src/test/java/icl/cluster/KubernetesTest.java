package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifest is what it says of itself, as far as that shows without a cluster. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("kubernetes");

    private static Object read() throws IOException {
        LoadSettings strict =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return new Load(strict).loadFromString(Files.readString(FOLDER.resolve("spark-application.yaml")));
    }

    /** What stands at a place, as {@code spec.driver.cores}. */
    private static Object at(String place) throws IOException {
        Object found = read();
        for (String key : place.split("\\.", -1)) {
            found = ((Map<?, ?>) found).get(key);
        }
        return found;
    }

    @Test
    void itRunsTheJobJarOfTheImage() throws IOException {
        assertThat(at("apiVersion")).isEqualTo("sparkoperator.k8s.io/v1beta2");
        assertThat(at("kind")).isEqualTo("SparkApplication");
        assertThat(at("spec.mainClass")).isEqualTo("icl.jobs.cli.Main");
        String jar = ((String) at("spec.mainApplicationFile")).replace("local://", "");
        assertThat(Files.readString(FOLDER.resolve("Dockerfile"))).contains("icl-job.jar " + jar);
    }

    @Test
    void imageAndManifestAreOfTheSparkThatIsBuiltAgainst() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target/spark-home/jars"))) {
            String version = (String) at("spec.sparkVersion");
            assertThat(jars.map(jar -> jar.getFileName().toString())).contains("spark-core_2.13-" + version + ".jar");
            assertThat(Files.readString(FOLDER.resolve("Dockerfile")))
                    .contains("apache/spark:" + version + "-scala2.13-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec.driver", "spec.executor"})
    void podsHaveNoMoreRightsThanTheyNeed(String pod) throws IOException {
        for (String context : List.of(".podSecurityContext", ".securityContext")) {
            assertThat(at(pod + context + ".runAsNonRoot")).isEqualTo(true);
            assertThat((Integer) at(pod + context + ".runAsUser")).isPositive();
            assertThat(at(pod + context + ".seccompProfile.type")).isEqualTo("RuntimeDefault");
        }
        assertThat(at(pod + ".securityContext.allowPrivilegeEscalation")).isEqualTo(false);
        assertThat(at(pod + ".securityContext.privileged")).isEqualTo(false);
        assertThat(at(pod + ".securityContext.readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(pod + ".securityContext.capabilities")).isEqualTo(Map.of("drop", List.of("ALL")));
        assertThat(((Map<?, ?>) at(pod)).keySet().stream().map(Object::toString))
                .contains("coreLimit", "memory", "memoryOverhead");
    }

    @Test
    void everyMountHasItsVolume() throws IOException {
        List<Object> volumes = names("spec.volumes");
        assertThat(names("spec.driver.volumeMounts")).isSubsetOf(volumes).containsAll(volumes);
        assertThat(names("spec.executor.volumeMounts")).isSubsetOf(volumes);
    }

    private static List<Object> names(String place) throws IOException {
        return ((List<?>) at(place))
                .stream().<Object>map(entry -> ((Map<?, ?>) entry).get("name")).toList();
    }
}
