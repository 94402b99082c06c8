package icl.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final long HEAP = Runtime.getRuntime().maxMemory();

    @AfterEach
    void tidy() {
        Memory.shareAmong(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void eachCoreHasAShareUnlessSomebodyKnowsBetter() {
        assertThat(Memory.share()).isEqualTo(HEAP / Runtime.getRuntime().availableProcessors());
        Memory.shareAmong(1);
        assertThat(Memory.share()).isEqualTo(HEAP);
    }

    @Test
    void whatIsLargerThanAShareIsRefused() {
        Memory.shareAmong(1);
        assertThatCode(() -> Memory.require("train", 5, 10, 0.9 * HEAP)).doesNotThrowAnyException();
        Memory.shareAmong(2);
        assertThatThrownBy(() -> Memory.require("train", 5, 10, 0.9 * HEAP))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Cannot train at dim 5 and length 10: some ")
                .hasMessageContaining("a core's share of the heap");
    }

    @Test
    void whatIsLargerThanTheHeapIsRefusedWhoeverSharesIt() {
        Memory.shareAmong(2);
        assertThatCode(() -> Memory.requireHeap("find the spectrum", 5, 0.9 * HEAP))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Memory.requireHeap("find the spectrum", 5, 1.1 * HEAP))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Cannot find the spectrum at dim 5: some ")
                .hasMessageContaining(", the heap: choose smaller sizes");
    }

    @Test
    void nobodyIsNoNumberOfComputations() {
        assertThatThrownBy(() -> Memory.shareAmong(0)).isInstanceOf(Invalid.class);
    }
}
