package icl.jobs.commit;

import icl.core.check.Invalid;
import icl.core.text.Excerpts;
import icl.jobs.parquet.RowReader;
import icl.jobs.schema.Provenance;
import icl.jobs.schema.Run;
import icl.jobs.schema.Table;
import icl.jobs.secrets.Secrets;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Damaged;
import icl.jobs.storage.Folder;
import icl.jobs.storage.InParallel;
import icl.jobs.storage.Lease;
import icl.jobs.storage.StagedFile;
import icl.jobs.sweep.SweepSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A results folder: {@code _icl.json} names its sweep and format, {@code <table>/<batch>/part-*.parquet} are the rows, and
 * {@code _batch.json} beside them says which files a batch has.
 * Opening one changes nothing on disk; rows are added through {@link #begin}.
 */
public final class ResultTable {
    /** Holds what is not published yet; a leading underscore hides it from every reader. */
    public static final String STAGING = "_staging";

    private static final String PROGRESS = "_progress";
    private static final String PROGRESS_FILE = ".jsonl";

    private final String name;
    private final Folder folder;
    private final boolean checks;
    private final Set<Path> checked = ConcurrentHashMap.newKeySet();
    private volatile boolean isKnown;

    private ResultTable(String name, Folder folder, boolean checks) {
        this.name = name;
        this.folder = folder;
        this.checks = checks;
    }

    /**
     * The results folder of that name, which need not exist yet.
     *
     * @param name a path on any file system that Hadoop knows; a plain one is on its default file system
     * @throws Invalid when the name is none
     */
    public static ResultTable at(String name, Configuration hadoop) {
        try {
            return new ResultTable(Secrets.hidden(name), Folder.of(name, hadoop), true);
        } catch (IOException | RuntimeException e) { // Hadoop does not say which
            throw new Invalid(
                    "Invalid results folder: " + Excerpts.text(Secrets.hidden(name)) + " (" + e.getMessage() + ")");
        }
    }

    /** The same, whose files are used without comparing their bytes with their checksums. */
    public ResultTable unchecked() {
        return new ResultTable(name, folder, false);
    }

    /** As the user named it, without a password. */
    public String name() {
        return name;
    }

    /**
     * The sweep that owns the folder; empty when there is no table yet.
     *
     * @throws Invalid when the folder holds something else
     * @throws Conflict when this build does not know its format
     */
    public Optional<String> owner() {
        try {
            Folder marker = folder.in(Marker.FILE);
            if (!marker.exists()) {
                requireNothingElse();
                return Optional.empty();
            }
            folder.list(); // refuses links
            return Optional.of(Marker.parse(name, marker.bytes()).sweep());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Refuses a folder that this sweep may not write to.
     *
     * @throws Invalid when it holds something else
     * @throws Conflict when it belongs to another sweep or has another format
     */
    public void requireOwner(String sweep) {
        owner().ifPresent(owner -> Marker.of(owner).requireOwner(name, sweep));
    }

    /**
     * Reads some columns of all published rows of a table as texts, null where missing. The array is used again for the next row.
     */
    public void readTexts(Table table, List<String> columns, Consumer<String[]> rows) {
        RowReader reader = new RowReader(table.columns(columns));
        String[] texts = new String[columns.size()];
        for (DataFile file : dataFiles(table)) {
            try {
                read(reader, file.place(), row -> {
                    for (int i = 0; i < texts.length; i++) {
                        texts[i] = row[i] == null ? null : row[i].toString();
                    }
                    rows.accept(texts);
                });
            } catch (IOException | RuntimeException e) {
                throw new IllegalStateException("Cannot read " + file.place() + ": " + e.getMessage(), e);
            }
        }
    }

    private void read(RowReader reader, Folder file, Consumer<Object[]> rows) throws IOException {
        try {
            reader.read(file, rows);
        } catch (FileNotFoundException gone) {
            reader.read(kept(file).orElseThrow(() -> gone), rows);
        }
    }

    /** Where a compaction has put a file since it was listed. */
    private Optional<Folder> kept(Folder file) throws IOException {
        Folder batch = file.parent();
        for (String generation : Compaction.kept(folder)) {
            Folder moved = folder.in(CompactionLog.KEPT)
                    .in(generation)
                    .in(batch.parent().path().getName())
                    .in(batch.path().getName())
                    .in(file.path().getName());
            if (moved.exists()) {
                return Optional.of(moved);
            }
        }
        return Optional.empty();
    }

    /** Where the progress of a run is kept, one JSON object a line; empty where the folder is not on this machine. */
    public Optional<java.nio.file.Path> progress(String runId) {
        return folder.in(PROGRESS).in(runId + PROGRESS_FILE).local();
    }

    /** The rows that a run had to add when it began; empty where there is no such run. */
    public OptionalLong planned(String runId) {
        List<String> planned = new ArrayList<>();
        readTexts(Table.SWEEPS, List.of("run_id", "planned"), row -> {
            if (row[0].equals(runId)) {
                planned.add(row[1]);
            }
        });
        return planned.stream().mapToLong(Long::parseLong).findFirst();
    }

    /** The last of the runs whose progress is kept. */
    public Optional<String> lastProgress() {
        try {
            return folder.in(PROGRESS).list().stream()
                    .map(file -> file.getPath().getName())
                    .filter(file -> file.endsWith(PROGRESS_FILE))
                    .reduce((earlier, later) -> later) // names sort by time
                    .map(file -> file.substring(0, file.length() - PROGRESS_FILE.length()));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * The published files of a table, in the order of their names. Each is compared with its checksum before it is given out for
     * the first time.
     *
     * @throws Damaged when what is there is not what was published
     */
    public List<Path> files(Table table) {
        return dataFiles(table).stream().map(file -> file.place().path()).toList();
    }

    List<DataFile> dataFiles(Table table) {
        return retried(() -> checked(batches(table)));
    }

    /** The files of batches, each compared with its checksum before it is given out for the first time. */
    List<DataFile> checked(List<Batch> batches) {
        List<DataFile> files =
                batches.stream().flatMap(batch -> batch.files().stream()).toList();
        if (checks) {
            check(files);
        }
        return files;
    }

    /** Once more where a new generation may have come between. */
    public static <T> T retried(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Damaged once) {
            return reading.get();
        }
    }

    private void check(List<DataFile> files) {
        try {
            List<DataFile> fresh = files.stream()
                    .filter(file -> !checked.contains(file.place().path()))
                    .toList();
            InParallel.map(fresh, folder.calls(), file -> {
                file.check();
                return checked.add(file.place().path());
            });
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The published batches of a table, in the order of their names. */
    public List<Batch> batches(Table table) {
        requireReadable();
        return retried(() -> listed(table));
    }

    private List<Batch> listed(Table table) {
        try {
            Listing listing = Listing.of(folder, table);
            return InParallel.map(listing.batches(), folder.calls(), Listing.Entry::read).stream()
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void requireReadable() {
        if (!isKnown) {
            isKnown = owner().isPresent();
        }
    }

    /** The runs that are under way, by their names. What it takes to tell leaves nothing behind. */
    public List<String> liveRuns() {
        return live(id -> !id.startsWith(Compaction.PREFIX));
    }

    /** The same of compactions. */
    List<String> liveCompactions() {
        return live(id -> id.startsWith(Compaction.PREFIX));
    }

    private List<String> live(Predicate<String> which) {
        try {
            Folder staging = folder.in(STAGING);
            List<String> live = new ArrayList<>();
            for (FileStatus run : staging.listVisible()) {
                String id = run.getPath().getName();
                if (run.isDirectory() && which.test(id) && Lease.isIn(staging.in(id))) {
                    live.add(id);
                }
            }
            return live;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * The sweep that owns the table.
     *
     * @throws Invalid when the folder holds none
     */
    public String requireTable() {
        return owner().orElseThrow(() -> new Invalid("No results in " + name + " (icl sweep makes some)"));
    }

    /** The results folder. */
    public Folder folder() {
        return folder;
    }

    /** What the tasks took that wrote the results, as far as they said. */
    public List<TaskCost> taskCosts() {
        return batches(Table.RESULTS).stream()
                .flatMap(batch -> batch.manifest().costs().stream())
                .filter(cost -> !cost.equals(TaskCost.NONE))
                .toList();
    }

    /** The largest number of an attempt among the results; 0 when there are none. */
    public int maxAttempt() {
        return batches(Table.RESULTS).stream()
                .mapToInt(batch -> batch.manifest().attempts())
                .max()
                .orElse(0);
    }

    /** Number of rows of a table, as the manifests say: changes whenever rows are published. */
    public long rows(Table of) {
        return batches(of).stream()
                .flatMap(batch -> batch.manifest().files().stream())
                .mapToLong(StagedFile::rows)
                .sum();
    }

    /** What other runs that are under way compute, by their names; of some it is not known yet. */
    public Map<String, SweepSource> claims(Run mine) {
        Map<String, SweepSource> claims = new TreeMap<>();
        for (String id : liveRuns()) {
            if (!id.equals(mine.id())) {
                Claim.of(folder.in(STAGING).in(id)).ifPresent(source -> claims.put(id, source));
            }
        }
        return claims;
    }

    /** {@link #enter} and {@link ResultRun#start}. */
    public ResultRun begin(Provenance provenance) {
        ResultRun entered = enter(provenance.run(), provenance.source());
        try {
            entered.start(provenance);
            return entered;
        } catch (RuntimeException e) {
            abandon(entered, e);
            throw e;
        }
    }

    /**
     * Begins a run: makes the folder a table if it is none, and lets other runs know what this one is about to compute.
     *
     * @throws Conflict when the folder belongs to another sweep
     */
    public ResultRun enter(Run run, SweepSource source) {
        requireOwner(run.sweep());
        try {
            Compaction.finishWhatCrashed(this);
            Folder staging = newStaging(run.id());
            return enter(new ResultRun(run, folder, staging, Lease.in(staging)), source, staging);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    Folder newStaging(String id) throws IOException {
        Folder staging = folder.in(STAGING).in(id);
        if (staging.exists()) {
            throw new Conflict("Cannot start " + id + ": another writer has its folder " + staging);
        }
        try {
            staging.create();
            return staging;
        } catch (IOException e) {
            staging.delete(); // if it is there all the same, it looks like a run that begins
            throw e;
        }
    }

    private ResultRun enter(ResultRun writer, SweepSource source, Folder staging) throws IOException {
        try {
            if (CompactionLog.in(folder).isPresent()) { // it came between
                throw Compaction.isAtWork(this);
            }
            claim(staging, Marker.of(writer.run().sweep()));
            Claim.write(source, staging);
            return writer;
        } catch (IOException | RuntimeException e) {
            abandon(writer, e);
            throw e;
        }
    }

    private static void abandon(ResultRun writer, Exception cause) {
        try {
            writer.close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Of several sweeps at the same instant one is the first; the others learn its name. */
    private void claim(Folder staging, Marker marker) throws IOException {
        folder.in(Marker.FILE).putIfAbsent(marker.file(), staging);
        requireOwner(marker.sweep());
    }

    private void requireNothingElse() throws IOException {
        if (folder.isFile()) {
            throw new Invalid("Cannot use results folder " + name + ": it is a file");
        }
        List<FileStatus> found = folder.list();
        if (found.stream().anyMatch(file -> file.getPath().getName().equals(Marker.FILE))) {
            return; // another run has just made it a table
        }
        for (FileStatus inside : found) {
            if (!inside.getPath().getName().equals(STAGING)) {
                throw new Invalid("Cannot use results folder " + name + ": it is no results folder but holds '"
                        + inside.getPath().getName() + "' (give a new or an empty folder)");
            }
        }
    }

    /** An error of this folder, in one line. */
    public UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot use results folder " + name + ": " + e.getMessage(), e);
    }
}
