package icl.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreefryTest {
    /** The known answers for threefry4x32 with 20 rounds that come with Random123. */
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000 00000000 00000000,"
                + " 9c6ca96a e17eae66 fc10ecd4 5256a7d8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff ffffffff ffffffff,"
                + " 2a881696 57012287 f6c7446e a16a6732",
        "a4093822 299f31d0 082efa98 ec4e6c89, 243f6a88 85a308d3 13198a2e 03707344,"
                + " 59cd1dbb b8879579 86b5d00c ac8b6d84"
    })
    void knownAnswers(String key, String counter, String expected) {
        int[] words = parsed(counter);
        Threefry.encrypt(parsed(key), words, 0);
        assertThat(IntStream.of(words)
                        .mapToObj(w -> HexFormat.of().toHexDigits(w))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    private static int[] parsed(String words) {
        return IntStream.range(0, 4)
                .map(i -> HexFormat.fromHexDigits(words, 9 * i, 9 * i + 8))
                .toArray();
    }
}
