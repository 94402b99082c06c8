package icl.jobs.cli;

import static icl.jobs.cli.Cli.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.cli.Cli.Result;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            {"id": [1], "design": "iid"}                                     | line 1: Invalid id: a list of 1
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
        Streams streams = new Streams(
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
