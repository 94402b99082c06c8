package icl.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.sweep.CellId;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoneKeysTest {
    private static final String ID = "00112233445566778899aabbccddeeff";

    @Test
    void aKeyIsCellAndMeasureAndMeasureId() {
        DoneKeys done = new DoneKeys();
        done.add(ID, "exact", "a", true);
        assertThat(status(done, ID, "exact", "a")).isEqualTo(CellStatus.DONE);
        assertThat(status(done, ID, "exact", "b")).isEqualTo(CellStatus.NEW);
        assertThat(status(done, ID, "paper", "a")).isEqualTo(CellStatus.NEW);
        assertThat(status(done, ID.replace('0', '1'), "exact", "a")).isEqualTo(CellStatus.NEW);
    }

    @Test
    void whatSucceededOnceIsDone() {
        DoneKeys done = new DoneKeys();
        done.add(ID, "exact", "a", false);
        assertThat(status(done, ID, "exact", "a")).isEqualTo(CellStatus.FAILED);
        done.add(ID, "exact", "a", true);
        done.add(ID, "exact", "a", false);
        assertThat(status(done, ID, "exact", "a")).isEqualTo(CellStatus.DONE);
        assertThat(done.size()).isEqualTo(1);
    }

    @Test
    void manyKeysAreAllFoundAgain() {
        SplittableRandom random = new SplittableRandom(1);
        DoneKeys done = new DoneKeys();
        Map<CellId, Boolean> expected = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            CellId id = new CellId(random.nextLong(1000), random.nextLong(1000));
            boolean ok = random.nextBoolean();
            done.add(id, "exact", "a", ok);
            expected.merge(id, ok, Boolean::logicalOr);
        }
        assertThat(done.size()).isEqualTo(expected.size());
        DoneKeys.Lookup lookup = done.of("exact", "a");
        expected.forEach((id, ok) ->
                assertThat(lookup.status(id.high(), id.low())).isEqualTo(ok ? CellStatus.DONE : CellStatus.FAILED));
        assertThat(lookup.status(1000, 0)).isEqualTo(CellStatus.NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "0011223344556677889 aabbccddeeff", "g0112233445566778899aabbccddeeff"})
    void whatIsNoIdentityIsRefused(String id) {
        assertThatThrownBy(() -> new DoneKeys().add(id, "exact", "a", true))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid cell_id: '" + id + "' (must be 32 hexadecimal digits)");
    }

    private static CellStatus status(DoneKeys done, String id, String measure, String measureId) {
        CellId cell = CellId.parse(id);
        return done.of(measure, measureId).status(cell.high(), cell.low());
    }
}
