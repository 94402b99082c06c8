package icl.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.jobs.commit.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no lock tells: a file that is written again and again. */
class HeartbeatLeaseTest {
    @TempDir
    private Path temporary;

    private long seconds = 100;

    private Folder staging() {
        return StoreFiles.at(temporary.resolve("table"))
                .folder()
                .in(ResultTable.STAGING)
                .in("run");
    }

    private HeartbeatLease.Moment now() {
        return new HeartbeatLease.Moment(TimeUnit.SECONDS.toNanos(seconds), TimeUnit.SECONDS.toMillis(seconds));
    }

    @Test
    void whatOthersMayHaveTakenForDeadNeverLivesAgain() throws IOException {
        try (HeartbeatLease heart = HeartbeatLease.start(staging(), this::now)) {
            seconds += 60;
            heart.require();
            heart.beat();
            seconds += 60;
            heart.require();
            seconds += 1;
            heart.beat();
            assertThatThrownBy(heart::require).hasMessageContaining("could not be written for 60 s");
            heart.beat();
            assertThatThrownBy(heart::require).isInstanceOf(IOException.class);
        }
    }

    @Test
    void nothingIsWrittenOnceTheFolderIsRemoved() throws IOException {
        try (HeartbeatLease heart = HeartbeatLease.start(staging(), this::now)) {
            assertThat(staging().exists()).isTrue();
            heart.remove(staging());
            heart.beat();
            assertThat(staging().exists()).isFalse();
        }
    }

    /** Some stores date every folder now. */
    @Test
    void aFolderInsideIsNoSignOfLife() throws IOException {
        Files.createDirectories(temporary.resolve("table/_staging/run/signals"));
        Files.createFile(temporary.resolve("table/_staging/run/signals/1"));
        assertThat(HeartbeatLease.isFresh(staging())).isFalse();
    }
}
