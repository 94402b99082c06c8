package icl.jobs.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.commit.Vacuum;
import icl.jobs.schema.Table;
import icl.jobs.storage.StoreFiles;
import icl.jobs.verification.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write into one folder at once. */
class ManyWritersTest {
    private static final int PROCESSES = Faults.size(3, 8);
    private static final int BATCHES = Faults.size(10, 50);

    @TempDir
    Path temporary;

    @Test
    void noAcknowledgedRowIsLost() throws Exception {
        Path place = temporary.resolve("local");
        write(place.toString(), TableFixture.at(place));
    }

    @Test
    void noAcknowledgedRowIsLostOnAnObjectStore() throws Exception {
        Path place = temporary.resolve("bucket");
        write("store://" + place, StoreFiles.at(place));
    }

    private static void write(String folder, ResultTable table) throws Exception {
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            writers.add(Writer.start(folder, "small", BATCHES, 1 + 3 * BATCHES * i));
        }
        List<Integer> acknowledged = new ArrayList<>();
        for (Process writer : writers) {
            acknowledged.addAll(acknowledged(writer));
            assertThat(writer.waitFor()).isZero();
        }
        assertThat(acknowledged).hasSize(PROCESSES * BATCHES);
        List<String> rows = TableFixture.rows(table, Table.RESULTS);
        assertThat(rows).hasSize(3 * acknowledged.size()).doesNotHaveDuplicates();
        for (int length : acknowledged) {
            for (int i = 0; i < 3; i++) {
                String cell = TableFixture.ok(length + i, 1).cell().id();
                assertThat(rows).anyMatch(row -> row.contains(cell));
            }
        }
        assertThat(Verification.of(table).problems()).isEmpty();
        Faults.report(
                "many writers",
                PROCESSES + " processes x " + BATCHES + " batches into "
                        + (table.name().startsWith("store") ? "a store" : "a folder") + ", 0 of " + rows.size()
                        + " acknowledged rows lost");
    }

    private static List<Integer> acknowledged(Process writer) throws IOException {
        try (BufferedReader lines = writer.inputReader(UTF_8)) {
            return lines.lines().skip(1).map(Integer::valueOf).toList();
        }
    }

    @Test
    void ofSeveralSweepsOneGetsANewFolder() throws Exception {
        for (String folder :
                List.of(temporary.resolve("new").toString(), "store://" + temporary.resolve("new-bucket"))) {
            List<Process> sweeps = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sweeps.add(Writer.start(folder, "sweep-" + i, 1, 1));
            }
            List<Integer> codes = new ArrayList<>();
            for (Process sweep : sweeps) {
                codes.add(sweep.waitFor());
            }
            assertThat(codes).containsExactlyInAnyOrder(0, 5, 5, 5);
            int winner = IntStream.range(0, 4)
                    .filter(i -> codes.get(i) == 0)
                    .findFirst()
                    .orElseThrow();
            ResultTable table = folder.startsWith("store")
                    ? StoreFiles.at(temporary.resolve("new-bucket"))
                    : TableFixture.at(Path.of(folder));
            assertThat(table.owner()).contains("sweep-" + winner);
            assertThat(Verification.of(table).problems()).isEmpty();
        }
    }

    @Test
    void aProcessThatIsKilledIsDeadAtOnce() throws Exception {
        Path place = temporary.resolve("killed");
        Process writer = Writer.start(place.toString(), "small", 0, 1);
        assertThat(writer.inputReader(UTF_8).readLine()).isEqualTo("begun");
        ResultTable table = TableFixture.at(place);
        assertThat(table.liveRuns()).hasSize(1);
        assertThat(Vacuum.of(table)).isEmpty();
        writer.destroyForcibly().waitFor();
        assertThat(table.liveRuns()).isEmpty();
        assertThat(Vacuum.of(table)).extracting(Vacuum.Removed::what).containsExactly("staging of a run that died");
    }
}
