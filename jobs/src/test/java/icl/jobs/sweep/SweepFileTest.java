package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icl.core.check.Invalid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepFileTest {
    private static final String SWEEP =
            "name: x\nmeasures: {exact: {}}\ngrid: {dim: 2, noise_variance: 1, table: %s}\n";
    private static final String CELLS = "design,length\niid,1\niid,2\n";

    @TempDir
    private Path outside;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(outside.resolve("sweeps"));
        Files.writeString(outside.resolve("secret.csv"), CELLS);
    }

    @Test
    void aTableIsReadBesideItsSweep() throws IOException {
        Files.writeString(folder.resolve("cells.csv"), CELLS);
        Files.createDirectories(folder.resolve("more"));
        Files.writeString(folder.resolve("more/cells.csv"), CELLS);
        assertThat(Sweeps.cells(load("cells.csv"))).hasSize(2);
        assertThat(Sweeps.cells(load("more/cells.csv"))).hasSize(2);
    }

    @Test
    void theSourceHoldsAllThereIs() throws IOException {
        Files.writeString(folder.resolve("cells.csv"), CELLS);
        SweepSource source = load("cells.csv").source();
        assertThat(source.tables()).containsExactly(Map.entry("cells.csv", CELLS));
        Files.delete(folder.resolve("cells.csv"));
        assertThat(Sweeps.cells(Sweep.of(source))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.csv",
                "more/../../secret.csv",
                "/etc/passwd",
                "link.csv",
                "away/secret.csv",
                "'.'",
                "''",
                "missing.csv",
                "file:///etc/passwd",
                "\"a\\0b.csv\"",
                "\"a\\nb.csv\""
            })
    void aTableElsewhereIsRefused(String name) throws IOException {
        Files.createSymbolicLink(folder.resolve("link.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(folder.resolve("away"), outside);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> load(name))
                .satisfies(e -> assertThat(e.getMessage())
                        .matches("(Cannot read|Invalid|Cannot read table|Invalid table).*'.*"));
    }

    @Test
    void whatIsNoTextFileIsRefused() throws IOException {
        assertRefused(folder.resolve("none.yaml"), "Cannot read '" + folder + "/none.yaml': there is no such file");
        assertRefused(folder, "Cannot read '" + folder + "': it is not a file");
        Path latin = Files.write(folder.resolve("latin.yaml"), "name: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(latin, "Cannot read '" + latin + "': it is not UTF-8 text");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[9_000_000]);
        assertRefused(large, "Cannot read '" + large + "': 9000000 bytes (must be at most");
    }

    private Sweep load(String table) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), SWEEP.formatted(table));
        return SweepFile.load(file, Map.of());
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> SweepFile.load(file, Map.of()))
                .withMessageContaining(message);
    }
}
