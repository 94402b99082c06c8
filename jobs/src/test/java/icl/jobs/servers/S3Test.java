package icl.jobs.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on an S3 endpoint. */
class S3Test extends CommandsContract {
    @AutoClose
    private static S3Server server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = S3Server.start(folder);
    }

    /** The store takes 20 ms for each call. One after the other those of a hundred files would take 18 s. */
    @Test
    void aHundredFilesArePublishedAtOnce() throws IOException {
        Process writer = IclProcess.test(server, scratch, ManyFiles.class, server.folder("many"), "100");
        try (BufferedReader said = writer.inputReader(UTF_8);
                OutputStream orders = writer.getOutputStream()) {
            assertThat(said.readLine()).isEqualTo("staged");
            long before = server.front().count();
            server.front().delay(Duration.ofMillis(20));
            orders.write('\n');
            orders.flush();
            long millis = Long.parseLong(said.readLine());
            long calls = server.front().count() - before;
            server.front().delay(Duration.ZERO);
            orders.write('\n');
            orders.flush();
            assertThat(calls).as(server.front().toString()).isBetween(300L, 950L);
            assertThat(server.front().peak()).isGreaterThan(20);
            assertThat(millis).isLessThan(calls * 20 / 2);
            assertThat(writer.onExit().join().exitValue()).isZero();
        } finally {
            server.front().delay(Duration.ZERO);
            writer.destroyForcibly();
        }
    }

    @Override
    Place place() {
        return server;
    }
}
