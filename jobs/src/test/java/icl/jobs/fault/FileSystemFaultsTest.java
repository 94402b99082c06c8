package icl.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.commit.Compaction;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.Staged;
import icl.jobs.commit.TableFixture;
import icl.jobs.commit.Vacuum;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.RunEnd;
import icl.jobs.schema.Table;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Damaged;
import icl.jobs.verification.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Nth call of the file system fails, for every N of a whole small run: its begin, three batches of several files, its end,
 * compaction and vacuum. Readers see each batch whole or not at all, on an object store each of its files, what was acknowledged
 * is there, and the next run finishes.
 */
class FileSystemFaultsTest {
    private static final List<List<ResultRow>> BATCHES = List.of(
            List.of(TableFixture.ok(5, 0.5), TableFixture.failed(6, "no form")),
            List.of(TableFixture.trained(7, 0.25, 0), TableFixture.ok(7, 0.125)),
            List.of(TableFixture.ok(8, 0.75)));

    /** The short form tries every so manyth call. */
    private static final int STEP = Faults.size(97, 1);

    @TempDir
    Path temporary;

    private Path base;
    private final List<String> expected = new ArrayList<>();
    private int points;

    @AfterEach
    void end() {
        FailingCalls.end();
    }

    @Test
    void localCallsThatFail() throws IOException {
        everyCallFails("faulty", FaultyFiles.configuration(), 1000);
    }

    @Test
    void callsOfAnObjectStoreThatFail() throws IOException {
        everyCallFails("store", FaultyStore.faulty(), 300);
    }

    /** @param inLong the fewest calls of the long form */
    private void everyCallFails(String scheme, Configuration hadoop, int inLong) throws IOException {
        base = temporary.resolve("base");
        ResultTable first = ResultTable.at(scheme + "://" + base, hadoop);
        TableFixture.publish(first, "small", TableFixture.ok(3, 1), TableFixture.trained(4, 1, 0));
        TableFixture.publish(first, "small", TableFixture.ok(4, 2));
        expected.addAll(rowsAfterAll(scheme, hadoop));
        for (FailingCalls.Kind kind : FailingCalls.Kind.values()) {
            for (long n = 0; point(scheme, hadoop, kind, n) > n; n += STEP) {
                points++;
            }
        }
        assertThat(points).isGreaterThanOrEqualTo(Faults.size(6, inLong));
        Faults.report(
                "file system " + scheme,
                points + " failing calls, 0 acknowledged rows lost, 0 parts of batches seen, 0 tables left unfinished");
    }

    /** The results of the whole run when nothing fails. */
    private List<String> rowsAfterAll(String scheme, Configuration hadoop) throws IOException {
        Path place = copy("whole");
        ResultTable table = ResultTable.at(scheme + "://" + place, hadoop);
        run(table, new ArrayList<>());
        List<String> rows = TableFixture.rows(table, Table.RESULTS);
        Folders.delete(place);
        return rows;
    }

    /** One failing call: how many calls there were, not more than {@code n} when none has failed. */
    private long point(String scheme, Configuration hadoop, FailingCalls.Kind kind, long n) throws IOException {
        String name = kind + "-" + n;
        Path place = copy(name);
        String uri = scheme + "://" + place;
        List<Integer> acknowledged = new ArrayList<>();
        FailingCalls.begin(kind, n);
        try {
            run(ResultTable.at(uri, hadoop), acknowledged);
        } catch (UncheckedIOException | Damaged | Conflict e) {
            assertThat(e.getMessage()).as(name).startsWith("Cannot ").hasLineCount(1);
        }
        long calls = FailingCalls.end();
        readersSeeWholeBatches(name, ResultTable.at(uri, hadoop), acknowledged);
        theNextRunFinishes(name, ResultTable.at(uri, hadoop));
        Folders.delete(place);
        return calls;
    }

    private static void run(ResultTable table, List<Integer> acknowledged) throws IOException {
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            for (int i = 0; i < BATCHES.size(); i++) {
                run.publish(stage(run, BATCHES.get(i)));
                acknowledged.add(i);
            }
            run.finish(new RunEnd(run.run().id(), TableFixture.START, 5, 1, 0.5));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write: " + e.getMessage(), e);
        }
        clean(table);
    }

    /** A file for each row, as if each had a task of its own. */
    private static List<Staged> stage(ResultRun run, List<ResultRow> rows) throws IOException {
        List<Staged> staged = new ArrayList<>();
        for (ResultRow row : rows) {
            staged.add(TableFixture.stage(run, row));
        }
        return staged;
    }

    private static void clean(ResultTable table) {
        Compaction.of(table);
        Vacuum.of(table);
    }

    private void readersSeeWholeBatches(String name, ResultTable table, List<Integer> acknowledged) throws IOException {
        List<String> rows = TableFixture.rows(table, Table.RESULTS);
        assertThat(rows).as(name).doesNotHaveDuplicates().isSubsetOf(expected);
        assertThat(rows.size()).as(name).isGreaterThanOrEqualTo(3);
        for (int i = 0; i < BATCHES.size(); i++) {
            int batch = i;
            long seen = BATCHES.get(i).stream().filter(row -> isIn(rows, row)).count();
            long whole = BATCHES.get(i).size();
            if (acknowledged.contains(batch)) {
                assertThat(seen).as(name + " batch " + batch).isEqualTo(whole);
            } else if (!table.name().startsWith("store")) {
                assertThat(seen).as(name + " batch " + batch).isIn(0L, whole);
            }
        }
        assertThat(TableFixture.rows(table, Table.RESTARTS).size())
                .as(name)
                .isGreaterThanOrEqualTo(3
                        * (int) rows.stream()
                                .filter(row -> row.contains(", trained, "))
                                .count());
    }

    private static boolean isIn(List<String> rows, ResultRow row) {
        String key = row.cell().id();
        String measure = ", " + row.measure().kind() + ", ";
        return rows.stream().anyMatch(text -> text.contains(key) && text.contains(measure));
    }

    private void theNextRunFinishes(String name, ResultTable table) throws IOException {
        List<String> rows = TableFixture.rows(table, Table.RESULTS);
        List<ResultRow> missing = BATCHES.stream()
                .flatMap(List::stream)
                .filter(row -> !isIn(rows, row))
                .toList();
        TableFixture.publish(table, "small", missing.toArray(ResultRow[]::new));
        clean(table);
        assertThat(TableFixture.rows(table, Table.RESULTS)).as(name).isEqualTo(expected);
        assertThat(Verification.of(table).problems()).as(name).isEmpty();
    }

    private Path copy(String name) throws IOException {
        Path place = temporary.resolve(name);
        Folders.copy(base, place);
        return place;
    }
}
