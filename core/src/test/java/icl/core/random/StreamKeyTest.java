package icl.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamKeyTest {
    @Test
    void everyPathIsAStreamOfItsOwn() {
        Set<StreamKey> keys = new HashSet<>();
        int paths = 0;
        for (long seed = -50; seed < 50; seed++) {
            StreamKey root = StreamKey.of(seed);
            for (long number = -50; number < 50; number++) {
                StreamKey child = root.child(number);
                keys.add(child);
                keys.add(root.child(Long.toString(number)));
                keys.add(root.child(number, 0));
                keys.add(root.child(number << 32));
                keys.add(child.child(seed));
                paths += number == 0 ? 4 : 5; // 0 << 32 is 0
            }
        }
        assertThat(keys).hasSize(paths);
    }

    @Test
    void aNameIsTheSameStreamEverywhere() {
        assertThat(StreamKey.of(7).child("train").child(3))
                .isEqualTo(StreamKey.of(7).child("train").child(3));
        assertThat(StreamKey.of(7).child("a").child("b"))
                .isNotEqualTo(StreamKey.of(7).child("b").child("a"));
        assertThat(StreamKey.of(7).child("ab"))
                .isNotEqualTo(StreamKey.of(7).child("a").child("b"));
    }
}
