package icl.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureLimitTest {
    @Test
    void aNumberIsOfRows() {
        FailureLimit limit = FailureLimit.parse("20");
        assertThat(limit.isExceeded(20, 20)).isFalse();
        assertThat(limit.isExceeded(21, 1_000_000)).isTrue();
        assertThat(FailureLimit.parse("0").isExceeded(1, 100)).isTrue();
    }

    @Test
    void aPercentageIsOfTheRowsDone() {
        FailureLimit limit = FailureLimit.parse("2.5%");
        assertThat(limit.isExceeded(1, 40)).isFalse();
        assertThat(limit.isExceeded(2, 40)).isTrue();
        assertThat(FailureLimit.parse("100 %").isExceeded(40, 40)).isFalse();
    }

    @Test
    void withoutALimitEverythingMayFail() {
        assertThat(FailureLimit.NONE.isSet()).isFalse();
        assertThat(FailureLimit.NONE.isExceeded(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "5 cells", "101%", "1e3", "%", "0x5", "٣"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> FailureLimit.parse(text))
                .isInstanceOf(Invalid.class)
                .hasMessage(
                        "Invalid --max-failures: '" + text + "' (must be a number of risks, or a percentage like 5%)");
    }
}
