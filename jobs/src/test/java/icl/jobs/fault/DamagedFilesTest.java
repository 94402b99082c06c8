package icl.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.schema.Table;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Damaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that change, and files that are cut, anywhere in a table: readers say so, or read what was written. */
class DamagedFilesTest {
    private static final int TRIALS = Faults.size(1000, 100_000);

    @TempDir
    Path temporary;

    private final Instant end = Faults.end();

    /** All rows, beginning with those of a table, where there is one. */
    private Map<Table, List<String>> rows(Optional<Table> first) throws IOException {
        ResultTable table = TableFixture.at(temporary.resolve("table"));
        assertThat(table.owner()).contains("small");
        Set<Table> tables = new LinkedHashSet<>(first.stream().toList());
        tables.addAll(List.of(Table.values()));
        Map<Table, List<String>> rows = new EnumMap<>(Table.class);
        for (Table of : tables) {
            rows.put(of, TableFixture.rows(table, of));
        }
        return rows;
    }

    /** The one that a file belongs to. */
    private Optional<Table> table(Path file) {
        return Arrays.stream(Table.values())
                .filter(of -> file.startsWith(temporary.resolve("table").resolve(of.folder())))
                .findFirst();
    }

    @Test
    void damageIsFound() throws IOException {
        TableFixture.publish(
                TableFixture.at(temporary.resolve("table")),
                "small",
                TableFixture.ok(3, 1),
                TableFixture.failed(4, "no form"),
                TableFixture.trained(5, 0.5, 0.1));
        Map<Table, List<String>> whole = rows(Optional.empty());
        List<Path> files =
                TableFixture.tree(temporary).stream().map(temporary::resolve).toList();
        assertThat(files).hasSize(11);
        SplittableRandom random = new SplittableRandom(1);
        int found = 0;
        int trial = 0;
        for (; trial < TRIALS && Instant.now().isBefore(end); trial++) {
            Path file = files.get(trial % files.size());
            byte[] bytes = Files.readAllBytes(file);
            byte[] damaged = damage(bytes, random);
            Files.write(file, damaged);
            found += isFound(whole, file, trial + " " + file) ? 1 : 0;
            Files.write(file, bytes);
        }
        assertThat(rows(Optional.empty())).isEqualTo(whole);
        assertThat(found).isEqualTo(trial);
        Faults.report(
                "damaged files",
                trial + " of " + TRIALS + " in a table of " + files.size() + " files, " + found
                        + " found, 0 read wrongly");
    }

    /** A changed bit, a changed byte, a block of zeros, a cut, or more at the end. */
    private static byte[] damage(byte[] bytes, SplittableRandom random) {
        byte[] damaged = bytes.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[at] += (byte) (1 + random.nextInt(255));
            case 2 -> {
                Arrays.fill(damaged, at, Math.min(bytes.length, at + 512), (byte) 0);
                damaged[at] = (byte) (bytes[at] == 0 ? 1 : 0);
            }
            case 3 -> damaged = Arrays.copyOf(bytes, at);
            default -> damaged = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
        }
        return damaged;
    }

    private boolean isFound(Map<Table, List<String>> whole, Path file, String name) throws IOException {
        try {
            assertThat(rows(table(file))).as(name).isEqualTo(whole);
            return false;
        } catch (Damaged | Invalid | Conflict e) {
            assertThat(e.getMessage()).as(name).startsWith("Cannot ").hasLineCount(1);
            return true;
        }
    }
}
