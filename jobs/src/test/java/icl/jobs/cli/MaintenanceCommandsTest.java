package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.cli.Cli.Result;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code icl verify}, {@code compact} and {@code vacuum}. */
class MaintenanceCommandsTest {
    @TempDir
    Path folder;

    private String name;
    private ResultTable table;

    @BeforeEach
    void publish() throws IOException {
        name = folder.resolve("table").toString();
        table = TableFixture.at(Path.of(name));
        TableFixture.publish(table, "small", TableFixture.ok(3, 1));
        TableFixture.publish(table, "small", TableFixture.ok(4, 1), TableFixture.failed(5, "no form"));
    }

    @Test
    void aTableIsVerifiedCompactedAndVacuumed() {
        Result verified = icl("verify", name);
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("false alarm 0.001 of a table").endsWith("All is well\n");
        Result compacted = icl("compact", name);
        assertThat(compacted.code()).isZero();
        assertThat(compacted.out()).contains("results: 3 rows, 2 files of ").contains(" became 1 file of ");
        assertThat(icl("compact", name).out()).startsWith("Nothing to compact");
        Result dry = icl("vacuum", name, "--dry-run");
        assertThat(dry.out()).contains("_generations/1: old generation, ").contains("Would remove 1 folder, ");
        assertThat(Path.of(name, "_generations")).exists();
        assertThat(icl("vacuum", name).out()).contains("Removed 1 folder, ");
        assertThat(Path.of(name, "_generations")).doesNotExist();
        assertThat(icl("verify", name).code()).isZero();
        assertThat(icl("status", name).out()).contains("exact");
    }

    @Test
    void damageIsExitCodeOneWithALineForEach() throws IOException {
        List<String> files = TableFixture.tree(folder).stream()
                .filter(path -> path.endsWith(".parquet"))
                .toList();
        for (String file : files) {
            byte[] bytes = Files.readAllBytes(folder.resolve(file));
            bytes[20] ^= 1;
            Files.write(folder.resolve(file), bytes);
        }
        Result verified = icl("verify", name);
        assertThat(verified.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(verified.err().lines()).hasSize(files.size()).allMatch(line -> line.startsWith("icl: file:"));
        assertThat(verified.out()).contains(files.size() + " problems");
        Result status = icl("status", name);
        assertThat(status.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(status.err())
                .startsWith("icl: Cannot read ")
                .contains("icl verify")
                .hasLineCount(1);
    }

    @Test
    void aFormatOfAnotherBuildIsNoTableToVerify() throws IOException {
        Files.writeString(Path.of(name, "_icl.json"), "{\"format\":1,\"sweep\":\"small\"}");
        assertThat(icl("verify", name).code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(icl("compact", name).code()).isEqualTo(ExitCode.CONFLICT);
    }

    @Test
    void whatIsFoundIsShownWithoutItsControlCharacters() throws IOException {
        Files.createDirectories(Path.of(name, "results", "batch=\u001b[31m"));
        Result verified = icl("verify", name);
        assertThat(verified.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(verified.err())
                .contains("batch=\\u001b[31m", "was not published by icl")
                .doesNotContain("\u001b");
    }

    @Test
    void aRunUnderWayIsAConflictForCompactAlone() {
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            Result compacted = icl("compact", name);
            assertThat(compacted.code()).isEqualTo(ExitCode.CONFLICT);
            assertThat(compacted.err()).contains("run " + run.run().id() + " is under way");
            assertThat(icl("vacuum", name).code()).isZero();
            assertThat(icl("verify", name).code()).isZero();
        }
    }

    @Test
    void whereThereIsNoTableThereIsNothingToDo() {
        for (String command : List.of("verify", "compact", "vacuum")) {
            Result result = icl(command, folder.resolve("none").toString());
            assertThat(result.code()).as(command).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(result.err()).contains("No results in ");
            assertThat(icl(command, "--help").out()).contains("icl " + command + " results/quickstart", "Exit code: 0");
        }
    }
}
