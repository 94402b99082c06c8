package icl.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InParallelTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void whenOneFailsTheOthersHaveEnded() {
        assertThatThrownBy(() -> InParallel.map(List.of("broken", "slow"), this::step))
                .isInstanceOf(IOException.class)
                .hasMessage("no space");
        assertThat(isOver).isTrue();
    }

    private boolean step(String item) throws IOException {
        if (item.equals("slow")) {
            begun.countDown();
            long start = System.nanoTime();
            while (System.nanoTime() - start < 200_000_000) {
                Thread.onSpinWait();
            }
            isOver.set(true);
            return true;
        }
        awaitBegin();
        throw new IOException("no space");
    }

    private void awaitBegin() {
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
