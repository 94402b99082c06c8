package icl.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import icl.core.design.Design;
import icl.core.jvm.ChildJvm;
import icl.core.linalg.VectorApi;
import icl.core.model.BilinearModel;
import icl.core.model.Loss;
import icl.core.model.SmallModels;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Training without the Vector API. */
class ScalarCodeTest {
    private static final int LENGTH = 5;
    private static final StreamKey STREAM = StreamKey.of(29);

    /** Prints what was trained. */
    static final class Bits {
        private Bits() {}

        public static void main(String[] args) {
            System.out.println(VectorApi.isOn());
            trained().forEach(System.out::println);
        }
    }

    @Test
    void trainsToTheSameBits() {
        List<String> off = ChildJvm.lines(Bits.class, "--add-modules=jdk.incubator.vector", "-Dicl.vector=off");
        List<String> without = ChildJvm.lines(Bits.class);
        assertThat(VectorApi.isOn()).isTrue();
        assertThat(off.get(0)).isEqualTo("false");
        assertThat(without.get(0)).isEqualTo("false");
        List<String> here = trained();
        assertThat(off.subList(1, off.size())).isEqualTo(here);
        assertThat(without.subList(1, without.size())).isEqualTo(here);
    }

    private static List<String> trained() {
        List<String> lines = new ArrayList<>();
        for (Design design : TrainingDesigns.all(LENGTH)) {
            SmallModels.all(3, LENGTH)
                    .forEach((name, model) -> lines.add(name + " on " + design + ": " + trained(model, design)));
        }
        return lines;
    }

    private static String trained(BilinearModel model, Design design) {
        double[] at = run(model, design, Loss.QUERY, Schedule.COSINE, 20);
        double[] over = run(model, design, Loss.POSITIONS, Schedule.COSINE, 5);
        return Arrays.stream(at).mapToObj(Double::toHexString).toList() + ", " + Arrays.hashCode(over);
    }

    private static double[] run(BilinearModel model, Design design, Loss loss, Schedule schedule, long steps) {
        TrainingSettings settings = new TrainingSettings(
                steps,
                100,
                0.01,
                new Optimiser.Adam(0.9, 0.999, 1e-8),
                schedule,
                3,
                Optional.empty(),
                Optional.empty());
        BatchLoss batches = BatchLosses.of(model, design, loss, Sampler.SUFFICIENT, STREAM.child("prompts"));
        double[] start = model.initial(new CounterRandom(STREAM.child("start"), 0));
        return new Trainer(settings, 4).run(batches, start).parameters().toArray();
    }

    /** Prints whether steps allocate nothing, once they are compiled. */
    static final class Allocation {
        /** Attempts until the compiler is done. */
        private static final int ATTEMPTS = 20;

        private Allocation() {}

        public static void main(String[] args) {
            for (Loss loss : Loss.values()) {
                for (String name : List.of("attention", "h3", "lora", "weighted factors")) {
                    for (Design design : List.of(
                            TrainingDesigns.reduced(LENGTH).get(4),
                            TrainingDesigns.all(LENGTH).get(9))) {
                        System.out.println(name + ", " + loss + ": "
                                + isSpare(SmallModels.all(3, LENGTH).get(name), design, loss));
                    }
                }
            }
        }

        /** Less than a byte a step is not a step's. */
        private static boolean isSpare(BilinearModel model, Design design, Loss loss) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (allocated(model, design, loss, 300) - allocated(model, design, loss, 100) < 200) {
                    return true;
                }
            }
            return false;
        }

        private static long allocated(BilinearModel model, Design design, Loss loss, long steps) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            run(model, design, loss, Schedule.CONSTANT, steps); // StrictMath.cos of Java 21 and later takes 32 bytes
            return threads.getThreadAllocatedBytes(thread) - before;
        }
    }

    /** In plain Java, so that it is our doing and not that of the compiler, which may leave vectors on the heap. */
    @Test
    void stepsAllocateNothing() {
        assertThat(ChildJvm.lines(Allocation.class))
                .hasSize(16)
                .allSatisfy(line -> assertThat(line).endsWith(": true"));
    }
}
