package icl.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCharactersTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "rank-correlation", "Größe, ελληνικά, 漢字", "\uD83D\uDE00", "e\u0301", "\\u001b"})
    void ordinaryTextStays(String text) {
        assertThat(ControlCharacters.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mred', '\\u001b[31mred'",
        "'a\nb\r\tc', 'a\\u000ab\\u000d\\u0009c'",
        "'\u0000\u0007\u007f', '\\u0000\\u0007\\u007f'",
        "'\u009b31m', '\\u009b31m'",
        "'\u202egpj.exe', '\\u202egpj.exe'",
        "'\u2066x\u2069', '\\u2066x\\u2069'",
        "'a\u200bb\ufeff', 'a\\u200bb\\ufeff'",
        "'a\u2028b\u2029', 'a\\u2028b\\u2029'",
        "'\ud800', '\\ud800'",
        "'\udb40\udc41', '\\udb40\\udc41'"
    })
    void whatActsIsWrittenOut(String text, String shown) {
        assertThat(ControlCharacters.of(text)).isEqualTo(shown);
    }

    @Test
    void nothingThatActsIsLeftOfAnyCharacter() {
        String all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String shown = ControlCharacters.of(all);
        assertThat(ControlCharacters.of(shown)).isEqualTo(shown);
        assertThat(shown.chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(shown.codePoints().noneMatch(c -> Character.getType(c) == Character.FORMAT))
                .isTrue();
    }
}
