package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.jobs.cli.Cli.Result;
import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void aloneItListsTheCommands() {
        Result result = icl();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("risk ", "plan ", "sweep ", "status ", "query ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"risk", "plan", "sweep", "status", "watch", "query"})
    void everyCommandExplainsItself(String command) {
        Result result = icl(command, "--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("Usage: icl " + command);
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void itsVersionIsThatOfTheBuild() {
        assertThat(icl("--version").out()).matches("icl \\d+\\.\\d+\\.\\d+\\S* on Java \\d+.*\\n");
    }

    @Test
    void withoutTheLauncherSuccessReturnsAndFailureThrows() {
        assertThatCode(() -> Main.main(new String[] {"risk", "iid", "--dim", "1", "--length", "1"}))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Main.main(new String[] {"risk", "idd"}))
                .isInstanceOfSatisfying(
                        SparkUserAppException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT));
    }
}
