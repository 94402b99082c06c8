package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend"
            + " --driver-url spark://CoarseGrainedScheduler@host:1 --executor-id 0 --hostname host --cores 3 --app-id app-1";
    private static final int ALL = Runtime.getRuntime().availableProcessors();

    private static int of(String command, Map<String, String> settings) {
        return Slots.of(name -> settings.getOrDefault(name, ""), command);
    }

    @Test
    void anExecutorHasTheCoresThatItWasStartedWith() {
        assertThat(of(EXECUTOR, Map.of("spark.master", "spark://host:7077"))).isEqualTo(3);
        assertThat(of(EXECUTOR, Map.of("spark.master", "spark://host:7077", "spark.executor.cores", "2")))
                .isEqualTo(3);
        assertThat(of(EXECUTOR.replace("CoarseGrained", "Kubernetes").replace("--cores 3", "--cores 1"), Map.of()))
                .isEqualTo(1);
    }

    @Test
    void whereTheCommandIsSilentTheSettingsSayIt() {
        assertThat(of("", Map.of("spark.master", "yarn", "spark.executor.cores", "4")))
                .isEqualTo(4);
        assertThat(of("a.Main --cores 7", Map.of("spark.master", "yarn"))).isEqualTo(ALL);
    }

    @Test
    void aLocalMasterHasItsThreads() {
        assertThat(of("icl.jobs.cli.Main sweep", Map.of("spark.master", "local[5]")))
                .isEqualTo(5);
        assertThat(of("", Map.of("spark.master", "local[*]", "spark.executor.cores", "9")))
                .isEqualTo(ALL);
    }

    @Test
    void aTaskMayTakeSeveralCores() {
        assertThat(of("", Map.of("spark.master", "local[6]", "spark.task.cpus", "2")))
                .isEqualTo(3);
        assertThat(of(EXECUTOR, Map.of("spark.task.cpus", "4"))).isEqualTo(1);
    }

    @Test
    void aTaskCanTell() {
        MapFunction<Long, Integer> slots = number -> Slots.here();
        assertThat(SharedSpark.session().range(1).map(slots, Encoders.INT()).first())
                .isEqualTo(2);
    }
}
