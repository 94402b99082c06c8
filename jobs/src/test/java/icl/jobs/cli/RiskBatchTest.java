package icl.jobs.cli;

import static icl.jobs.cli.Cli.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.cli.Cli.Result;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskBatchTest {
    private static final String IID = "{\"kind\":\"iid\",\"dim\":5,\"length\":20,\"noise_variance\":0.25}";

    @Test
    void answersComeInTheOrderOfTheQuestions() {
        String questions = IntStream.range(0, 5000)
                .mapToObj(i -> "{\"id\":" + i + ",\"design\":" + IID.replace("20", Integer.toString(i)) + "}\n")
                .collect(Collectors.joining());
        Result result = batch(questions);
        assertThat(result.code()).isZero();
        assertThat(result.out().lines().map(line -> json(line).get("id")))
                .isEqualTo(IntStream.range(0, 5000).boxed().collect(Collectors.toList()));
        List<Double> risks = result.out()
                .lines()
                .map(line -> (Double) json(line).get("risk"))
                .collect(Collectors.toList());
        assertThat(risks).isSortedAccordingTo((a, b) -> Double.compare(b, a)).doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeAnsweredCostsItsLineOnly() {
        Result result = batch("""
                {"id": "a", "design": %1$s}
                {"id": "b", "design": {"kind": "idd"}}

                {"id": "c", "design": %1$s, "predictor": {"kind": "attention", "rank": 6}}
                {"id": 4, "design": %1$s}
                """.formatted(IID));
        assertThat(result.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"id\":\"a\",\"risk\":1.44"),
                        line -> assertThat(line)
                                .startsWith("{\"id\":\"b\",\"error\":\"")
                                .contains("did you mean 'iid'"),
                        line -> assertThat(line)
                                .startsWith("{\"id\":\"c\",\"error\":\"")
                                .contains("rank: 6"),
                        line -> assertThat(line).startsWith("{\"id\":4,\"risk\":1.44"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": 1                                                         | line 1: Invalid JSON
            {"id": 1, "design": 2} 3                                         | line 1: Invalid JSON: something follows
            [1]                                                              | line 1: Invalid question: a list of 1
            null                                                             | line 1: Invalid question: nothing
            {"id": [1], "design": "iid"}                                     | {"id":[1],"error":"design.dim: Missing key 'dim'
            {"id": {"a": 1, "a": 2}, "design": 3}                            | line 1: Invalid JSON: Duplicate field 'a'
            {"id": 1, "id": 2}                                               | line 1: Invalid JSON: Duplicate field 'id'
            {"id": 1, "design": {"kind": "iid", "dim": NaN}}                 | line 1: Invalid JSON
            {"id": 1}                                                        | Missing key 'design'
            {"id": 1, "design": {"kind": "iid", "dim": "5"}}                 | design.dim: Invalid dim: '5' (must be an integer)
            {"id": 1, "design": {"kind": "iid", "dim": 1e400}}               | design.dim: Invalid
            {"id": 1, "design": {"kind": "iid", "dim": 99999999999999999999}} | design.dim: Invalid
            {"id": 1, "design": {"kind": "iid", "dim": 5, "length": 20}}     | design.noise_variance: Missing key
            {"id": 1, "design": {"kind": "iid", "dim": 5, "lenght": 20}}     | did you mean 'length'
            """)
    void aBadLineGetsAnErrorThatSaysWhere(String question, String problem) {
        Result result = batch(question + "\n");
        assertThat(result.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(result.out()).contains("\"error\":", problem).hasLineCount(1);
        assertThat(json(result.out())).containsOnlyKeys("id", "error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1E-400",
                "1.0",
                "0.1234567890123456789012345678901234567890",
                "123456789012345678901234567890",
                "-0",
                "true",
                "null",
                "\"\"",
                "\"\\u0000\\ud800\\n\"",
                "[1,[2e999,\"x\"],null]",
                "{\"a\":1e400,\"b\":{\"c\":[]}}"
            })
    void theIdComesBackAsItWasWritten(String id) {
        String answered =
                batch("{\"id\": " + id + ", \"design\": " + IID + "}\n").out();
        assertThat(answered).startsWith("{\"id\":" + id + ",\"risk\":1.44");
        String refused = batch("{\"design\": 3, \"id\": " + id + "}\n").out();
        assertThat(refused).startsWith("{\"id\":" + id + ",\"error\":\"");
        assertThat(refused.contains("line 1: ")).isEqualTo(id.equals("null"));
    }

    /** In order: a spectrum of 50 GB, dense moments of 8 EB, a matrix of 80 GB, bytes that a parser takes for UTF-32, no UTF-8. */
    @Test
    void everyLineIsAnsweredWhateverTheOthersAre() {
        String iid = "{\"id\":\"%s\",\"design\":" + IID + "}";
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        line(text, iid.formatted("first"));
        line(text, iid.formatted("dim").replace(":5,", ":500000000,"));
        line(
                text,
                "{\"id\":\"drift\",\"design\":{\"kind\":\"drift\",\"dim\":5,\"length\":1000000000,\"noise_variance\":0,"
                        + "\"task_correlation\":{\"ar1\":0.5}}}");
        line(
                text,
                "{\"id\":\"same\",\"design\":{\"kind\":\"drift\",\"dim\":5,\"length\":20,\"noise_variance\":0.25,"
                        + "\"task_correlation\":{\"ar1\":1}}}");
        line(
                text,
                "{\"id\":\"matrix\",\"design\":{\"kind\":\"iid\",\"dim\":100000,\"length\":2,\"noise_variance\":0,"
                        + "\"task_covariance\":{\"exchangeable\":0.5}}}");
        line(text, "{\0\0\0" + iid.formatted("utf32").substring(1));
        text.writeBytes(new byte[] {'"', (byte) 0xc3, '"', '\n'});
        text.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0, '\n'});
        line(text, "\0".repeat(7));
        line(text, iid.formatted("last"));
        Result result = Cli.withInput(text.toByteArray(), "risk", "--batch", "-");
        assertThat(result.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"id\":\"first\",\"risk\":1.44"),
                        line -> assertThat(line)
                                .startsWith("{\"id\":\"dim\",\"error\":\"Cannot find the spectrum at dim 500000000: "),
                        line -> assertThat(line)
                                .startsWith(
                                        "{\"id\":\"drift\",\"error\":\"Invalid length: 1000000000 (must be at most 4000"),
                        line -> assertThat(line).startsWith("{\"id\":\"same\",\"risk\":1.44"),
                        line -> assertThat(line)
                                .startsWith("{\"id\":\"matrix\",\"error\":\"Cannot find the spectrum at dim 100000: "),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "{\"id\":null,\"error\":\"line 6: Invalid JSON: byte 0x00 at column 2 (must be text in"
                                                + " UTF-8)\"}"),
                        line -> assertThat(line)
                                .startsWith("{\"id\":null,\"error\":\"line 7: Invalid JSON: Invalid UTF-8"),
                        line -> assertThat(line).startsWith("{\"id\":null,\"error\":\"line 8: Invalid JSON: byte 0xff"),
                        line -> assertThat(line).startsWith("{\"id\":null,\"error\":\"line 9: Invalid JSON: byte 0x00"),
                        line -> assertThat(line).startsWith("{\"id\":\"last\",\"risk\":1.44"));
    }

    private static void line(ByteArrayOutputStream text, String line) {
        text.writeBytes((line + "\n").getBytes(UTF_8));
    }

    @Test
    void answersThatAreKnownAreNotLostWhereTheQuestionsCannotBeReadToTheirEnd() {
        InputStream broken = new SequenceInputStream(
                input("{\"id\":1,\"design\":" + IID + "}\n{\"id\":2,\"design\":" + IID + "}\n"), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk is gone");
                    }

                    @Override
                    public int read(byte[] into, int from, int most) throws IOException {
                        throw new IOException("the disk is gone");
                    }
                });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new String[] {"risk", "--batch", "-"},
                new StandardStreams(broken, new PrintStream(out, false, UTF_8), new PrintStream(err, false, UTF_8)));
        assertThat(code).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(out.toString(UTF_8)).contains("{\"id\":1,\"risk\":1.44", "{\"id\":2,\"risk\":1.44");
    }

    @Test
    void deepNestingAndLongNumbersAreRefused() {
        assertThat(batch("[".repeat(100_000)).out()).contains("Invalid JSON");
        assertThat(batch("{\"id\": 1" + "0".repeat(100_000) + "}").out()).contains("Invalid JSON");
    }

    @Test
    void aLineThatIsTooLongIsSkippedWithoutKeepingIt() throws Exception {
        LineReader lines = new LineReader(input("short\n" + "x".repeat(200_000) + "\nlast"), 100_000);
        assertThat(lines.next()).isEqualTo("short".getBytes(UTF_8));
        assertThat(lines.next()).isNull();
        assertThat(lines.next()).isEqualTo("last".getBytes(UTF_8));
        assertThat(lines.isAtEnd()).isTrue();
    }

    @Test
    @Timeout(60)
    void anAnswerDoesNotWaitForTheNextQuestion() throws Exception {
        PipedOutputStream ask = new PipedOutputStream();
        PipedInputStream answers = new PipedInputStream();
        StandardStreams streams = new StandardStreams(
                new PipedInputStream(ask), new PrintStream(new PipedOutputStream(answers), false, UTF_8), System.err);
        Thread icl = new Thread(() -> Main.run(new String[] {"risk", "--batch", "-"}, streams));
        icl.start();
        for (int i = 0; i < 3; i++) {
            ask.write(("{\"id\":" + i + ",\"design\":" + IID + "}\n").getBytes(UTF_8));
            ask.flush();
            LineReader line = new LineReader(answers, 1000);
            assertThat(line.isAtEnd()).isFalse();
            assertThat(new String(line.next(), UTF_8)).startsWith("{\"id\":" + i + ",\"risk\":");
        }
        ask.close();
        icl.join();
    }

    private static Result batch(String questions) {
        return Cli.withInput(questions, "risk", "--batch", "-");
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
