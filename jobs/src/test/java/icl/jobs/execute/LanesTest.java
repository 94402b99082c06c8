package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private static Lanes lanes(Duration patience) {
        return new Lanes(SharedSpark.session(), 2, "lanes", patience);
    }

    /** Goes on until it is released, whoever interrupts it. */
    private String work() {
        started.countDown();
        while (true) {
            try {
                released.await();
                return "written";
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }

    @Test
    void whatIsStoppedHasEndedWhenTheyAreClosed() throws Exception {
        Lanes lanes = lanes(Duration.ofMinutes(1));
        Future<String> work = lanes.submit(spark -> work());
        started.await();
        CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> {
            lanes.close();
            return work.isDone();
        });
        interrupted.await();
        assertThat(closed).isNotDone();
        released.countDown();
        assertThat(closed.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(work.get()).isEqualTo("written");
    }

    @Test
    void whatDoesNotEndIsNotWaitedForWithoutEnd() throws Exception {
        Lanes lanes = lanes(Duration.ofMillis(50));
        Future<String> work = lanes.submit(spark -> work());
        started.await();
        lanes.close();
        assertThat(work).isNotDone();
        released.countDown();
        assertThat(work.get(1, TimeUnit.MINUTES)).isEqualTo("written");
    }

    @Test
    void withNothingToStopTheyCloseAtOnce() throws Exception {
        try (Lanes lanes = lanes(Duration.ofDays(1))) {
            assertThat(lanes.submit(spark -> spark.range(3).count()).get()).isEqualTo(3);
        }
    }
}
