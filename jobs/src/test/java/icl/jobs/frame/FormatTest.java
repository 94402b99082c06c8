package icl.jobs.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final Frame FRAME = new Frame(
            List.of("name", "risk", "n", "list"),
            List.of("string", "double", "int", "array<int>"),
            List.of(
                    Arrays.asList("a,b", 1.0 / 3, 20, List.of(1, 2)),
                    Arrays.asList("say \"hi\"\nnow", 123456789.0, null, null),
                    Arrays.asList("", 1e-12, 3, List.of())),
            true);

    private static String text(Format format, Frame frame) throws IOException {
        StringBuilder out = new StringBuilder();
        format.write(frame, out);
        return out.toString();
    }

    @Test
    void tablesAlignNumbersAtTheRight() throws IOException {
        assertThat(text(Format.TABLE, FRAME)).isEqualTo("""
                        name                     risk     n  list
                        a,b                  0.333333    20  [1,2]
                        say "hi"\\u000anow  1.23457E+8  NULL  NULL
                                                1E-12     3  []
                        """);
    }

    @Test
    void csvQuotesOnlyWhereItMust() throws IOException {
        assertThat(text(Format.CSV, FRAME)).isEqualTo("""
                        name,risk,n,list
                        "a,b",0.3333333333333333,20,"[1,2]"
                        "say ""hi""
                        now",1.23456789E8,,
                        "",1.0E-12,3,[]
                        """);
    }

    @Test
    void jsonIsOneArrayOfObjects() throws IOException {
        assertThat(text(Format.JSON, FRAME)).isEqualTo("""
                        [
                        {"name":"a,b","risk":0.3333333333333333,"n":20,"list":[1,2]},
                        {"name":"say \\"hi\\"\\nnow","risk":1.23456789E8,"n":null,"list":null},
                        {"name":"","risk":1.0E-12,"n":3,"list":[]}
                        ]
                        """);
    }

    @Test
    void whatJsonHasNoFormForIsText() throws IOException {
        Frame frame = new Frame(
                List.of("t", "x", "m"),
                List.of("timestamp", "double", "map<string,double>"),
                List.of(List.of(Instant.EPOCH, Double.NaN, Map.of("k", Double.POSITIVE_INFINITY))),
                true);
        assertThat(text(Format.JSON, frame))
                .isEqualTo("[\n{\"t\":\"1970-01-01T00:00:00Z\",\"x\":\"NaN\",\"m\":{\"k\":\"Infinity\"}}\n]\n");
    }

    @Test
    void terminalsAreNotSpokenTo() throws IOException {
        Frame frame = new Frame(List.of("a\u001b[31m"), List.of("string"), List.of(List.of("\u202ered\u0007")), true);
        assertThat(text(Format.TABLE, frame)).isEqualTo("a\\u001b[31m\n\\u202ered\\u0007\n");
    }

    @Test
    void jsonSaysTheSameInVisibleCharacters() throws IOException {
        Frame frame = new Frame(List.of("a"), List.of("string"), List.of(List.of("\u202e\u009b\udb40\udc41\n")), true);
        assertThat(text(Format.JSON, frame)).isEqualTo("[\n{\"a\":\"\\u202e\\u009b\\udb40\\udc41\\n\"}\n]\n");
    }

    @Test
    void csvIsNoFormulaAndDoesNotTalkToTerminals() throws IOException {
        List<List<Object>> rows = Stream.<Object>of(
                        "=cmd|' /C calc'!A0",
                        "@SUM(1)",
                        "+1+2",
                        "-1+2",
                        "\t=1",
                        "-",
                        "-1.5",
                        "+1E-3",
                        -1.5,
                        -7,
                        "\u001b[31m\u202e\tx")
                .map(List::of)
                .toList();
        assertThat(text(Format.CSV, new Frame(List.of("=a"), List.of("string"), rows, true)))
                .isEqualTo("""
                        '=a
                        '=cmd|' /C calc'!A0
                        '@SUM(1)
                        '+1+2
                        '-1+2
                        '\t=1
                        -
                        -1.5
                        +1E-3
                        -1.5
                        -7
                        \\u001b[31m\\u202e\tx
                        """);
    }

    @Test
    void columnsOfOneNameAreAllWritten() throws IOException {
        Frame frame = new Frame(List.of("a", "a"), List.of("int", "int"), List.of(List.of(1, 2)), true);
        assertThat(text(Format.JSON, frame)).isEqualTo("[\n{\"a\":1,\"a\":2}\n]\n");
    }

    @Test
    void anEmptyFrameIsAHeader() throws IOException {
        Frame frame = new Frame(List.of("a"), List.of("int"), List.of(), true);
        assertThat(text(Format.TABLE, frame)).isEqualTo("a\n");
        assertThat(text(Format.CSV, frame)).isEqualTo("a\n");
        assertThat(text(Format.JSON, frame)).isEqualTo("[\n]\n");
    }
}
