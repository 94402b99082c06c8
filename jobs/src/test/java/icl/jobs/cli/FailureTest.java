package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.SharedSpark;
import icl.jobs.cli.Cli.Result;
import icl.jobs.commit.TableFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a failure neither acts on the terminal nor tells a secret. */
class FailureTest {
    private static final String HOSTILE = "\u001b]0;x\u0007\u202e\u009b31m\u2028";

    @TempDir
    private Path folder;

    private static String said(boolean debug, Throwable problem) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream none = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        new Failure(
                        debug,
                        new StandardStreams(
                                new ByteArrayInputStream(new byte[0]), none, new PrintStream(err, true, UTF_8)))
                .report(problem);
        return err.toString(UTF_8);
    }

    @Test
    void aMessageIsOneVisibleLine() {
        assertThat(said(false, new Invalid("Invalid x: a\n  b" + HOSTILE)))
                .isEqualTo(
                        "icl: Invalid x: a b\\u001b]0;x\\u0007\\u202e\\u009b31m\n"); // a separator of lines at the end
        // is white space
    }

    @Test
    void aStackTraceIsVisibleAndTellsNoSecret() {
        Exception inner = new IOException("Cannot open s3a://AKIA:hunter2@bucket/x" + HOSTILE);
        String said = said(true, new IllegalStateException("spark.a.password=hunter2", inner));
        assertThat(said)
                .contains(
                        "Unexpected IllegalStateException",
                        "\tat icl.jobs.cli.FailureTest",
                        "Caused by: ",
                        "s3a://***@bucket/x")
                .doesNotContain("hunter2", "\u001b", "\u0007", "\u202e", "\u009b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "plan", "query", "status", "risk", "nonsense"})
    void hostileArgumentsAreShownHarmless(String command) {
        Result result = icl(command, "no" + HOSTILE + "file", "--set", HOSTILE, "--" + HOSTILE);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err())
                .startsWith("icl: ")
                .hasLineCount(1)
                .doesNotContain("\u001b", "\u0007", "\u202e", "\u009b", "\u2028");
    }

    @Test
    void hostileFilesAreShownHarmless() throws IOException {
        Path out = folder.resolve("out");
        TableFixture.publish(TableFixture.at(out), "small", TableFixture.failed(3, "bad" + HOSTILE));
        SharedSpark.session();
        for (String format : List.of("table", "csv", "json")) {
            Result query = icl("query", out.toString(), "SELECT error FROM errors", "--format", format);
            assertThat(query.code()).isZero();
            assertThat(query.out())
                    .containsIgnoringCase("bad\\u001b]0;x\\u0007\\u202e\\u009b31m\\u2028")
                    .doesNotContain("\u001b", "\u0007", "\u202e", "\u009b", "\u2028");
        }
    }

    @Test
    void whatSparkSubmitPrintsTellsNoSecret() {
        String[] args = {
            "sweep", "s3a://AKIA:hunter2@bucket/x.yaml", "--", "--conf", "spark.a.secret=hunter2 hunter2", "--x"
        };
        assertThatThrownBy(() -> Main.main(args)).hasMessage("User application exited with 2");
    }

    @Test
    void addressesWithPasswordsAreNotSaid() {
        Result result = icl("status", "s3a://AKIA:hunter2@bucket/x");
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("s3a://***@bucket/x").doesNotContain("hunter2");
        Result conf = icl("sweep", "x.yaml", "--", "--conf", "hadoop.secret=hunter2");
        assertThat(conf.err()).contains("hadoop.secret=***").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "results/a-b_1, results/a-b_1",
                "s3a://bucket/x, s3a://bucket/x",
                "a b, 'a b'",
                "$(id), '$(id)'",
                "`id`, '`id`'",
                "a;b, 'a;b'",
                "it's, 'it'\\''s'",
                "*, '*'"
            })
    void whatIsToBeCopiedIntoAShellIsOneWord(String text, String word) {
        assertThat(ShellWord.of(text)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"30s, 30", "10m, 600", "2h, 7200"})
    void timesHaveUnits(String text, long seconds) {
        assertThat(TimeSpan.parse("--timeout", text).toSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0s", "-1s", "1.5h", "10 m", "1d", "9999999s", "\u0661s"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> TimeSpan.parse("--timeout", text))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid --timeout: '");
    }

    @Test
    void queriesTakeParametersAndATime() throws IOException {
        Path out = folder.resolve("q");
        TableFixture.publish(TableFixture.at(out), "small", TableFixture.ok(3, 0.5), TableFixture.ok(4, 0.25));
        SharedSpark.session();
        String sql = "SELECT length FROM results WHERE length > :n AND design = :design";
        Result result =
                icl("query", out.toString(), sql, "--param", "n=3", "--param", "design=retrieval", "--format", "csv");
        assertThat(result.out()).isEqualTo("length\n4\n");
        Result late =
                icl("query", out.toString(), "SELECT sum(id % 7) FROM range(1000000000000000)", "--timeout", "1s");
        assertThat(late.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(late.err()).isEqualTo("icl: Cannot answer within 1 s (--timeout gives more time)\n");
        for (String bad : List.of("n", "=3", "a b=3", "n;=3", "1=2")) {
            assertThat(icl("query", out.toString(), sql, "--param", bad).err())
                    .startsWith("icl: Invalid --param: '")
                    .hasLineCount(1);
        }
        assertThat(icl("query", out.toString(), sql, "--param", "n=3", "--param", "n=4")
                        .err())
                .isEqualTo("icl: Invalid --param: 'n' comes twice (must be given once)\n");
    }
}
