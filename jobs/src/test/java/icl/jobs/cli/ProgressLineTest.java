package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.progress.ProgressListener.Phase;
import icl.jobs.progress.ProgressListener.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aTerminalSeesOneLineThatChanges() {
        ProgressLine line = line(true);
        line.update(new State(Phase.RUNNING, 0, 0, 2000, 1, 8));
        line.update(new State(Phase.RUNNING, 500, 1, 2000, 2, 6));
        line.update(new State(Phase.FINISHED, 2000, 2, 2000, 4, 0));
        assertThat(printed.toString(UTF_8).split("\r"))
                .containsExactly(
                        "",
                        "0 of 2,000 risks, 0.0 a second, 8.0 s left, 0 failed",
                        "500 of 2,000 risks, 250 a second, 6.0 s left, 1 failed",
                        "2,000 of 2,000 risks, 500 a second, 4.0 s, 2 failed   \n");
    }

    @Test
    void aLogGetsALineFromTimeToTime() {
        ProgressLine line = line(false);
        for (int tenths = 1; tenths <= 250; tenths++) {
            Phase phase = tenths == 250 ? Phase.FINISHED : Phase.RUNNING;
            line.update(new State(phase, tenths, 0, 250, tenths / 10.0, 25 - tenths / 10.0));
        }
        assertThat(printed.toString(UTF_8).lines())
                .containsExactly(
                        "100 of 250 risks, 10 a second, 15.0 s left, 0 failed",
                        "200 of 250 risks, 10 a second, 5.0 s left, 0 failed",
                        "250 of 250 risks, 10 a second, 25.0 s, 0 failed");
    }

    @Test
    void longTimesAreShownInMinutesAndHours() {
        assertThat(ProgressLine.duration(125.2)).isEqualTo("2 min 05 s");
        assertThat(ProgressLine.duration(2 * 3600 + 300)).isEqualTo("2 h 05 min");
        assertThat(ProgressLine.duration(Double.POSITIVE_INFINITY)).isEqualTo("?");
    }

    private ProgressLine line(boolean isTerminal) {
        return new ProgressLine(new PrintStream(printed, true, UTF_8), isTerminal);
    }
}
