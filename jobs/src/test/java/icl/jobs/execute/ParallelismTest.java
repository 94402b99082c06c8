package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelismTest {
    @ParameterizedTest
    @CsvSource({
        "local, 1",
        "'local[3]', 3",
        "'local[5,2]', 5",
        "'local-cluster[2,3,1024]', 6",
        "'yarn spark.executor.instances=4', 4",
        "'yarn spark.executor.instances=4 spark.executor.cores=8', 32",
        "'k8s://https://host:1 spark.executor.instances=4 spark.executor.cores=2', 8",
        "'spark://host:7077 spark.cores.max=12', 12",
        "'spark://host:7077 spark.executor.instances=3 spark.executor.cores=2 spark.cores.max=12', 6",
        "'yarn spark.dynamicAllocation.enabled=true spark.dynamicAllocation.maxExecutors=50 spark.executor.cores=4', 200",
        "'local[3] spark.default.parallelism=7', 7"
    })
    void settingsSayHowManyTasksRunAtOnce(String settings, int tasks) {
        assertThat(said(settings)).hasValue(tasks);
    }

    @Test
    void allCoresAreThoseOfThisMachine() {
        assertThat(said("local[*]")).hasValue(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void whereSettingsAreSilentSparkIsAsked() {
        assertThat(said("spark://host:7077")).isEmpty();
        assertThat(said("spark://host:7077 spark.executor.instances=3")).isEmpty();
        assertThat(said("yarn spark.dynamicAllocation.enabled=true spark.dynamicAllocation.maxExecutors=2147483647"))
                .isEmpty();
        assertThat(Parallelism.asked(SharedSpark.session())).isEqualTo(2);
    }

    private static OptionalInt said(String settings) {
        return Parallelism.said(name -> setting(settings, name));
    }

    private static String setting(String settings, String name) {
        for (String setting : settings.split(" ", -1)) {
            if (setting.startsWith(name + "=")) {
                return setting.substring(name.length() + 1);
            }
        }
        return name.equals("spark.master") ? settings.split(" ", -1)[0] : "";
    }
}
