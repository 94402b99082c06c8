package icl.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastProgressTest {
    private static final String LINE =
            "{\"time\":\"2024-07-13T10:15:00Z\",\"run_id\":\"r\",\"sweep\":\"s\",\"done\":1200,"
                    + "\"failed\":2,\"total\":4000,\"rate\":600,\"seconds\":2,\"seconds_left\":4.7,\"state\":\"running\"}\n";

    @TempDir
    private Path folder;

    private LastProgress word(String text) throws IOException {
        return LastProgress.of(Files.writeString(folder.resolve("p.jsonl"), text))
                .orElseThrow();
    }

    @Test
    void aRunThatSpokeLatelyIsUnderWay() throws IOException {
        assertThat(word(LINE).text(Instant.parse("2024-07-13T10:15:03Z")))
                .isEqualTo("under way: 1,200 of 4,000 risks, 600 a second, 4.7 s left, 2 failed (3.0 s ago)");
    }

    @Test
    void aRunThatIsSilentOrFailedHasEnded() throws IOException {
        assertThat(word(LINE).text(Instant.parse("2024-07-13T10:20:00Z")))
                .startsWith("ended without its last row: 1,200 of 4,000 risks, ")
                .endsWith("(last heard 5 min 00 s ago)");
        assertThat(word(LINE.replace("running", "failed")).text(Instant.parse("2024-07-13T10:15:01Z")))
                .startsWith("ended without its last row: ");
    }

    @Test
    void halfALineIsPassedOver() throws IOException {
        assertThat(word(LINE + LINE.replace("1200", "1300").substring(0, 80))
                        .state()
                        .done())
                .isEqualTo(1200);
    }

    @Test
    void otherFilesSayNothing() throws IOException {
        for (String text :
                new String[] {"", "half", "[]\n", "{}\n", "{\"state\":\"running\"}\n", LINE.replace("1200", "\"x\"")}) {
            assertThat(LastProgress.of(Files.writeString(folder.resolve("p.jsonl"), text)))
                    .as(text)
                    .isEmpty();
        }
        assertThat(LastProgress.of(folder.resolve("none"))).isEmpty();
    }
}
