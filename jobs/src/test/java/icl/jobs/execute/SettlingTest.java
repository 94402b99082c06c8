package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private final Time time = new Time();

    /** Passes only when somebody waits. */
    private static final class Time implements Settling.Clock {
        private Duration now = Duration.ZERO;

        @Override
        public long nanos() {
            return now.toNanos();
        }

        @Override
        public void pause(Duration pause) {
            now = now.plus(pause);
        }
    }

    /** What comes out when this many cores are there after so many milliseconds. */
    private int settled(IntUnaryOperator cores) {
        return new Settling(() -> cores.applyAsInt((int) time.now.toMillis()), time).settled();
    }

    /** Executors of 4 cores that register at these milliseconds; Spark says 2 as long as there is none. */
    private static IntUnaryOperator registering(int... millis) {
        return now -> Math.max(
                2, 4 * (int) IntStream.of(millis).filter(at -> at <= now).count());
    }

    @Test
    void executorsThatRegisterOneAfterTheOtherAreAllCounted() {
        assertThat(settled(registering(300, 1_200, 1_900, 3_500))).isEqualTo(16);
        assertThat(time.now).isBetween(Duration.ofMillis(5_500), Duration.ofSeconds(6));
    }

    @Test
    void aNumberThatStaysTheSameTakesTwoSeconds() {
        assertThat(settled(registering(0, 0))).isEqualTo(8);
        assertThat(time.now).isEqualTo(Settling.QUIET);
    }

    @Test
    void whatGrowsWithoutEndIsNotWaitedFor() {
        assertThat(settled(now -> 1 + now)).isEqualTo(15_001);
        assertThat(time.now).isEqualTo(Settling.LONGEST);
    }

    @Test
    void whatComesAfterALongSilenceIsLeftOut() {
        assertThat(settled(registering(100, 9_000))).isEqualTo(4);
    }

    @Test
    void anExecutorThatIsLostIsCountedAllTheSame() {
        assertThat(settled(now -> now < 500 ? 8 : 4)).isEqualTo(8);
    }

    @Test
    void theFirstAnswerMayTakeLongerThanTheRest() {
        boolean[] isThere = {false};
        assertThat(settled(now -> {
                    if (!isThere[0]) { // a query waits for the first executor
                        isThere[0] = true;
                        time.pause(Duration.ofMinutes(5));
                        return 2;
                    }
                    return 64;
                }))
                .isEqualTo(64);
        assertThat(time.now).isLessThan(Duration.ofMinutes(5).plusSeconds(3));
    }
}
