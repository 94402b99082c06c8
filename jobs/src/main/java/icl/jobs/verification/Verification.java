package icl.jobs.verification;

import icl.jobs.commit.Batch;
import icl.jobs.commit.DataFile;
import icl.jobs.commit.Listing;
import icl.jobs.commit.Merge;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.parquet.Column;
import icl.jobs.parquet.RowReader;
import icl.jobs.schema.Table;
import icl.jobs.storage.Damaged;
import icl.jobs.storage.InParallel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a whole results folder and checks all that its format promises, and theory against simulation. Changes nothing. */
public final class Verification {
    /** What the exact risk of a step is called where the whole layer may be better. */
    private static final String REDUCED = "reduced";

    /** Listed in this order a run under way is no finding: its end before its batches, parts before their results, its start last. */
    private static final List<Table> ORDER =
            List.of(Table.ENDS, Table.CURVES, Table.RESTARTS, Table.RESULTS, Table.SWEEPS);

    private final ResultTable table;
    private final String sweep;
    private final Findings findings = new Findings();
    private final Map<Table, List<Batch>> batches = new EnumMap<>(Table.class);

    private Verification(ResultTable table, String sweep) {
        this.table = table;
        this.sweep = sweep;
    }

    /**
     * What there is to say.
     *
     * @throws icl.core.check.Invalid when there is no table
     */
    public static Findings of(ResultTable table) {
        Findings findings = once(table);
        return findings.problems().isEmpty() ? findings : once(table); // a new generation may have come between
    }

    private static Findings once(ResultTable table) {
        Verification verification = new Verification(table.unchecked(), table.requireTable());
        try {
            verification.run();
            return verification.findings;
        } catch (IOException e) {
            throw table.failed(e);
        }
    }

    private void run() throws IOException {
        checkManifests();
        checkFiles();
        if (!findings.problems().isEmpty()) {
            findings.note("rows were not looked at, since files are damaged");
            return;
        }
        ResultChecks results = new ResultChecks(findings);
        rows(Table.RESULTS, results::add);
        results.reportKeys(table);
        checkBelonging(Table.RESTARTS, results.owners());
        checkBelonging(Table.CURVES, results.owners());
        checkRuns(results.runs());
        checkTheory(results.theory());
    }

    private void checkManifests() throws IOException {
        long found = 0;
        for (Table of : ORDER) {
            List<Batch> whole = new ArrayList<>();
            Listing listing = Listing.of(table.folder(), of);
            for (Listing.Entry inside : listing.batches()) {
                found++;
                read(inside).ifPresent(whole::add);
            }
            batches.put(of, whole);
        }
        findings.checked("batches with their manifests", found);
    }

    private Optional<Batch> read(Listing.Entry inside) throws IOException {
        try {
            Optional<Batch> batch = inside.read();
            if (batch.isEmpty()) {
                findings.note(inside.place() + ": a publication that did not come about (icl vacuum removes it)");
            }
            return batch;
        } catch (Damaged e) {
            findings.problem(e.problem());
            return Optional.empty();
        }
    }

    private void checkFiles() throws IOException {
        List<DataFile> files = batches.values().stream()
                .flatMap(List::stream)
                .flatMap(batch -> batch.files().stream())
                .toList();
        for (Optional<String> problem : InParallel.map(files, Verification::problem)) {
            problem.ifPresent(findings::problem);
        }
        findings.checked("files with their checksums", files.size());
    }

    private static Optional<String> problem(DataFile file) throws IOException {
        try {
            file.check();
            return Optional.empty();
        } catch (Damaged e) {
            return Optional.of(e.problem());
        } catch (FileNotFoundException e) {
            return Optional.of(file.place() + ": it is gone");
        }
    }

    /** Reads all rows with all columns, so that pages, footers and types are looked at. */
    private void rows(Table of, Consumer<Object[]> rows) {
        List<Column<?>> columns = of.columns();
        long[] read = new long[1];
        for (DataFile file : batches.get(of).stream()
                .flatMap(batch -> batch.files().stream())
                .toList()) {
            long before = read[0];
            try {
                Merge.read(file, columns, row -> {
                    read[0]++;
                    checkNumbers(of, columns, row);
                    rows.accept(row);
                });
            } catch (Damaged e) {
                findings.problem(e.problem());
            } catch (IOException | RuntimeException e) {
                findings.problem(file.place() + ": " + e);
            }
            if (read[0] - before != file.published().rows()) {
                findings.problem(file.place() + ": " + (read[0] - before) + " rows (must be "
                        + file.published().rows() + ")");
            }
        }
        findings.checked("rows of " + of.folder(), read[0]);
    }

    private void checkNumbers(Table of, List<Column<?>> columns, Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof Double number && !Double.isFinite(number)) {
                findings.problem(of.folder() + ": " + columns.get(i).name() + " is " + number + " (must be finite)");
            }
        }
    }

    private void checkBelonging(Table of, long[] owners) {
        ColumnPositions at = new ColumnPositions(of);
        Set<String> lost = new HashSet<>();
        rows(of, row -> {
            String owner = ResultChecks.owner(at, row);
            if (Arrays.binarySearch(owners, KeyHashes.hash(owner)) < 0) {
                lost.add(owner);
            }
        });
        if (!lost.isEmpty()) {
            findings.note(String.format(
                    Locale.ROOT,
                    "%s of %,d cells are without a result: a run was killed before it came (readers leave them out)",
                    of.folder(),
                    lost.size()));
        }
    }

    private void checkRuns(Set<String> runs) {
        ColumnPositions started = new ColumnPositions(Table.SWEEPS);
        Set<String> known = new HashSet<>();
        rows(Table.SWEEPS, row -> {
            known.add(started.text(row, "run_id"));
            if (!sweep.equals(started.text(row, "sweep"))) {
                findings.problem("sweeps: run " + started.value(row, "run_id") + " is of sweep "
                        + started.value(row, "sweep") + " (must be " + sweep + ")");
            }
        });
        ColumnPositions ended = new ColumnPositions(Table.ENDS);
        Map<String, Integer> finished = new HashMap<>();
        rows(Table.ENDS, row -> finished.put(ended.text(row, "run_id"), (Integer) ended.value(row, "batches")));
        for (String run : runs) {
            if (!known.contains(run)) {
                findings.problem("results: run " + run + " has no row in sweeps");
            }
        }
        findings.checked("runs with rows", runs.size());
        checkGaps(finished);
    }

    /** The batches of a run that came to its end are all there. */
    private void checkGaps(Map<String, Integer> finished) {
        Set<String> numbers = new HashSet<>();
        batches.values().stream().flatMap(List::stream).forEach(batch -> numbers.addAll(batch.numbers()));
        finished.forEach((run, count) -> {
            for (int i = 0; i < count; i++) {
                if (!numbers.contains(ResultRun.batch(run, i))) {
                    findings.problem(
                            "run " + run + " has published " + count + " batches, and number " + i + " is gone");
                }
            }
        });
        findings.checked("runs that ended with all their batches", finished.size());
    }

    private void checkTheory(TheoryTest theory) {
        if (!theory.isEmpty()) {
            RowReader reader = new RowReader(Table.RESULTS.columns(List.of("cell_id", "measure", "risk", "method")));
            for (Batch batch : batches.get(Table.RESULTS)) {
                for (DataFile file : batch.files()) {
                    exact(reader, file, theory);
                }
            }
        }
        theory.report(findings);
    }

    private static void exact(RowReader reader, DataFile file, TheoryTest theory) {
        try {
            reader.read(file.place(), row -> {
                if ("exact".equals(row[1]) && row[2] instanceof Double risk) {
                    String cell = (String) row[0];
                    if (REDUCED.equals(row[3])) {
                        theory.addReduced(cell, risk);
                    } else {
                        theory.addExact(cell, risk);
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
