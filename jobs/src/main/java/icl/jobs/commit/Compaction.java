package icl.jobs.commit;

import icl.jobs.parquet.RowReader;
import icl.jobs.schema.Program;
import icl.jobs.schema.Run;
import icl.jobs.schema.Table;
import icl.jobs.storage.ChecksummedJson;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Folder;
import icl.jobs.storage.Lease;
import icl.jobs.storage.StagedFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/**
 * Makes the next generation of a results folder: the same rows in few files. The old one is kept until it is vacuumed. A crash at
 * any moment leaves a table that can be read, and the next writer finishes or takes back what it left.
 */
public final class Compaction {
    static final String PREFIX = "compact-";

    private final ResultTable table;
    private final Folder root;
    private final String id = PREFIX + Run.newId(Instant.now());

    private Compaction(ResultTable table) {
        this.table = table;
        this.root = table.folder();
    }

    /**
     * What became of a table.
     *
     * @param files before and
     * @param merged after
     */
    public record Merged(Table table, long rows, int files, long bytes, int merged, long mergedBytes) {}

    /**
     * Compacts all tables that are not in few files yet.
     *
     * @throws icl.core.check.Invalid when there is no table
     * @throws Conflict when another compaction is under way, or a run where folders are renamed
     */
    public static List<Merged> of(ResultTable table) {
        table.requireTable();
        try {
            finishWhatCrashed(table);
            if (!table.folder().renamesFolders()) {
                return new ObjectCompaction(table).run();
            }
            if (!Generation.in(table.folder()).isPlain()) { // it was copied from an object store
                throw new Conflict("Cannot compact " + table.name()
                        + ": batches of an earlier compaction are not in their place (icl vacuum puts them there)");
            }
            return new Compaction(table).run();
        } catch (IOException e) {
            throw table.failed(e);
        }
    }

    private List<Merged> run() throws IOException {
        Folder fresh = table.newStaging(id);
        try (Lease lease = Lease.in(fresh)) {
            List<Table> tables = tables(table);
            if (tables.isEmpty()) {
                lease.remove(fresh);
                return List.of();
            }
            CompactionLog log = new CompactionLog(
                    Marker.FORMAT,
                    id,
                    generation(),
                    tables.stream().map(Table::folder).toList());
            if (!root.in(CompactionLog.FILE).putIfAbsent(ChecksummedJson.write(log), fresh)) {
                throw isAtWork(table);
            }
            if (log.generation() != generation()
                    || !tables.equals(tables(table))) { // another has come and gone meanwhile
                throw isAtWork(table);
            }
            List<Merged> merged = merge(tables, log, lease);
            lease.remove(fresh);
            return merged;
        } catch (IOException | RuntimeException e) {
            giveUp(fresh, e);
            throw e;
        }
    }

    /** Those that are not in few files yet. */
    static List<Table> tables(ResultTable table) {
        List<Table> several = new ArrayList<>();
        for (Table of : Table.values()) {
            if (isInParts(table.batches(of))) {
                several.add(of);
            }
        }
        return several;
    }

    private static boolean isInParts(List<Batch> batches) {
        List<DataFile> files =
                batches.stream().flatMap(batch -> batch.files().stream()).toList();
        return batches.size() > 1 || files.size() > 1 + bytes(files) / Merge.FILE;
    }

    private int generation() throws IOException {
        return 1
                + root.in(CompactionLog.KEPT).listVisible().stream()
                        .mapToInt(kept -> Integer.parseInt(kept.getPath().getName()))
                        .max()
                        .orElse(0);
    }

    private List<Merged> merge(List<Table> tables, CompactionLog log, Lease lease) throws IOException {
        requireNoRun();
        List<Merged> merged = new ArrayList<>();
        for (Table of : tables) {
            merged.add(merge(of));
        }
        lease.require();
        requireNoRun(); // one that was taken for dead may have come back
        if (!CompactionLog.in(root).equals(Optional.of(log))) {
            throw isAtWork(table);
        }
        log.setReady(root);
        log.replace(root);
        return merged;
    }

    private void requireNoRun() {
        List<String> runs = table.liveRuns();
        if (!runs.isEmpty()) {
            throw new Conflict("Cannot compact " + table.name() + ": run " + runs.get(0) + " is under way");
        }
    }

    private Merged merge(Table of) throws IOException {
        List<Batch> batches = table.batches(of);
        List<DataFile> files = table.dataFiles(of);
        RowDigest before = new RowDigest();
        List<StagedFile> fresh = write(of, files, before);
        publish(of, batches, fresh);
        requireSame(of, before);
        return new Merged(of, before.rows(), files.size(), bytes(files), fresh.size(), sum(fresh));
    }

    private List<StagedFile> write(Table of, List<DataFile> files, RowDigest digest) throws IOException {
        try (Merge merge =
                new Merge(of, staging(table, root.in(ResultTable.STAGING).in(id), id), Merge::unique)) {
            for (DataFile file : files) {
                requireKnownColumns(table, of, file);
                merge.add(file, digest);
            }
            return merge.finish();
        }
    }

    /** What writes merged files into a folder. */
    static Staging staging(ResultTable table, Folder fresh, String id) {
        Run run = new Run(id, table.owner().orElseThrow(), 0, 1, Program.here());
        return new Staging(fresh.toString(), fresh.changes(), run);
    }

    /** What a later version may have added would be lost. */
    static void requireKnownColumns(ResultTable table, Table of, DataFile file) throws IOException {
        List<String> unknown = new RowReader(of.columns()).unknownColumns(file.place());
        if (!unknown.isEmpty()) {
            throw new Conflict("Cannot compact " + table.name() + ": " + file.place() + " has the column "
                    + unknown.get(0) + ", which this build does not know (use the build that wrote it)");
        }
    }

    private void publish(Table of, List<Batch> batches, List<StagedFile> fresh) throws IOException {
        new Publication(root.in(ResultTable.STAGING).in(id), root).stage(of, batch(id), content(batches, fresh));
    }

    static String batch(String id) {
        return "batch=" + id + "-00000";
    }

    /** These files in place of those batches. */
    static Manifest.Content content(List<Batch> batches, List<StagedFile> fresh) {
        List<TaskCost> costs = new ArrayList<>();
        List<String> merged = new ArrayList<>();
        int attempts = 0;
        for (Batch batch : batches) {
            costs.addAll(batch.manifest().costs());
            merged.add(batch.manifest().batch());
            merged.addAll(batch.manifest().merged());
            attempts = Math.max(attempts, batch.manifest().attempts());
        }
        return new Manifest.Content(fresh, attempts, costs, merged);
    }

    /** Reads the new generation back. */
    private void requireSame(Table of, RowDigest before) throws IOException {
        Folder fresh = root.in(ResultTable.STAGING).in(id).in(of.folder());
        requireSame(table, of, List.of(fresh.in(batch(id))), before);
    }

    /** Refuses batches whose rows are others than those that were merged. */
    static void requireSame(ResultTable table, Table of, List<Folder> fresh, RowDigest before) throws IOException {
        RowDigest after = new RowDigest();
        for (Folder place : fresh) {
            for (DataFile file : Batch.read(place).orElseThrow().files()) {
                file.check();
                Merge.read(file, of.columns(), after::add);
            }
        }
        if (!after.isSameAs(before)) {
            throw new IOException("Cannot compact " + table.name() + ": the merged rows of " + of.folder()
                    + " are not those that were there");
        }
    }

    static long bytes(List<DataFile> files) {
        return sum(files.stream().map(DataFile::published).toList());
    }

    static long sum(List<StagedFile> files) {
        return files.stream().mapToLong(StagedFile::bytes).sum();
    }

    /** Takes back what is not ready; what is ready is left for the next writer to finish. */
    private void giveUp(Folder fresh, Exception cause) {
        try {
            Optional<CompactionLog> log =
                    CompactionLog.in(root).filter(of -> of.id().equals(id));
            if (log.isEmpty() || !log.get().isReady(root)) {
                if (log.isPresent()) {
                    log.get().takeBack(root);
                }
                fresh.delete();
            }
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    static Conflict isAtWork(ResultTable table) {
        return new Conflict("Cannot write to " + table.name() + ": icl compact is at work there (wait for its end)");
    }

    /**
     * Finishes, or takes back, what a compaction left that has died.
     *
     * @throws Conflict when it lives
     */
    static void finishWhatCrashed(ResultTable table) throws IOException {
        Folder root = table.folder();
        Optional<CompactionLog> log = CompactionLog.in(root);
        if (log.isPresent()) {
            Folder fresh = log.get().fresh(root);
            try (Lease lease = alone(fresh).orElseThrow(() -> isAtWork(table))) {
                if (CompactionLog.in(root).equals(log)) { // nobody has finished it, and begun another, meanwhile
                    finish(log.get(), root);
                }
                lease.require();
                lease.remove(fresh);
            }
        }
    }

    /** The folder of a compaction that has died, which somebody may have removed. */
    private static Optional<Lease> alone(Folder fresh) throws IOException {
        if (fresh.exists()) {
            return Lease.takeOver(fresh);
        }
        fresh.create();
        return Optional.of(Lease.in(fresh));
    }

    private static void finish(CompactionLog log, Folder root) throws IOException {
        if (log.isReady(root)) {
            log.replace(root);
        } else {
            log.takeBack(root);
        }
    }

    /** The names of old generations that are kept. */
    static List<String> kept(Folder root) throws IOException {
        return root.in(CompactionLog.KEPT).listVisible().stream()
                .map(FileStatus::getPath)
                .map(path -> path.getName())
                .toList();
    }
}
