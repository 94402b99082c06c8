package icl.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile sweep files are read and planned, or refused in one line: soon, and within little memory. 5,000 files, or
 * 1,000,000 with {@code -Dicl.faults=long}; the same ones each time.
 */
class SweepFuzzTest {
    private static final int FILES = Faults.size(5000, 1_000_000);

    @TempDir
    private Path folder;

    private final Instant end = Faults.end();

    @Test
    void everyFileIsReadOrRefusedInOneLineSoonAndWithinLittleMemory() throws IOException {
        SweepFuzz fuzz = new SweepFuzz(Path.of("..", "sweeps"));
        int refused = 0;
        long slowest = 0;
        long largest = 0;
        int number = 0;
        for (; number < FILES && Instant.now().isBefore(end); number++) {
            Cost cost = cost(fuzz, number);
            refused += cost.problem().isPresent() ? 1 : 0;
            slowest = Math.max(slowest, cost.nanos());
            largest = Math.max(largest, cost.bytes());
        }
        assertThat(refused).isBetween(number / 2, number - number / 20);
        Faults.report(
                "hostile sweep files",
                String.format(
                        Locale.ROOT,
                        "%d of %d, %d read, %d refused, 0 crashes; slowest %.3f s, largest %.1f MB",
                        number,
                        FILES,
                        number - refused,
                        refused,
                        slowest / 1e9,
                        largest / 1e6));
    }

    private Cost cost(SweepFuzz fuzz, int number) throws IOException {
        Path file = Files.write(folder.resolve("x.yaml"), fuzz.file(number));
        Files.write(folder.resolve("cells.csv"), fuzz.cells(number));
        try {
            Cost cost = Cost.of(file);
            assertThat(cost.problem().orElse(""))
                    .as("file %d", number)
                    .doesNotContain("\n")
                    .hasSizeLessThan(2000);
            assertThat(cost.nanos()).as("file %d", number).isLessThan(Cost.LONGEST_NANOS);
            assertThat(cost.bytes()).as("file %d", number).isLessThan(Cost.LARGEST_BYTES);
            return cost;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("file " + number, e);
        }
    }
}
