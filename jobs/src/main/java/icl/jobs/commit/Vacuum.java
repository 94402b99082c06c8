package icl.jobs.commit;

import icl.jobs.schema.Table;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Folder;
import icl.jobs.storage.Lease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;

/** Removes what no reader needs: what runs left that died, publications that did not come about, old generations. */
public final class Vacuum {
    private static final String PREFIX = "vacuum-";

    private final ResultTable table;
    private final Folder root;
    private final boolean removes;
    private final List<Removed> removed = new ArrayList<>();

    private Vacuum(ResultTable table, boolean removes) {
        this.table = table;
        this.root = table.folder();
        this.removes = removes;
    }

    /**
     * What was removed.
     *
     * @param what it was, in a few words
     * @param place below the results folder
     */
    public record Removed(String what, String place, long bytes) {}

    /**
     * Removes it.
     *
     * @throws Conflict when the folder is being compacted
     */
    public static List<Removed> of(ResultTable table) {
        return of(table, true);
    }

    /** Says what {@link #of(ResultTable)} would remove, and removes nothing. */
    public static List<Removed> rehearse(ResultTable table) {
        return of(table, false);
    }

    private static List<Removed> of(ResultTable table, boolean removes) {
        table.requireTable();
        try {
            if (removes) {
                Compaction.finishWhatCrashed(table);
            }
            Vacuum vacuum = new Vacuum(table, removes);
            vacuum.merged();
            vacuum.publications();
            vacuum.orphans();
            vacuum.generations();
            vacuum.staging();
            vacuum.compacted();
            return List.copyOf(vacuum.removed);
        } catch (IOException e) {
            throw table.failed(e);
        }
    }

    /**
     * Puts the batches of a generation in their place and removes those that they stand for. Readers who know the generation see
     * the same rows all the time.
     */
    private void merged() throws IOException {
        Generation generation = Generation.in(root);
        for (Generation.Replaced replaced : generation.tables()) {
            for (String batch : removes ? replaced.batches() : List.<String>of()) {
                move(replaced.fresh(root, batch), root.in(replaced.table()).in(batch));
            }
            Set<String> there = new HashSet<>();
            root.in(replaced.table())
                    .list()
                    .forEach(batch -> there.add(batch.getPath().getName()));
            for (String batch :
                    replaced.merged().stream().filter(there::contains).sorted().toList()) {
                removeData(root.in(replaced.table()).in(batch));
            }
        }
        if (removes && !generation.isPlain()) {
            Folder scratch = root.in(ResultTable.STAGING).in(PREFIX + UUID.randomUUID());
            if (!generation.next(List.of()).commit(root, scratch)) {
                throw new Conflict(
                        "Cannot vacuum " + table.name() + ": another icl compact or vacuum was quicker (run it again)");
            }
            scratch.delete();
        }
    }

    /** The manifest before its file, as it was published; again where this was begun. */
    private static void move(Folder fresh, Folder place) throws IOException {
        if (!place.in(Manifest.SINGLE).exists()) {
            byte[] manifest = fresh.in(Manifest.FILE).bytes();
            place.create();
            place.in(Manifest.FILE).putIfAbsent(manifest, fresh);
            fresh.in(Manifest.SINGLE).moveToFree(place.in(Manifest.SINGLE));
        }
    }

    /** The file before its manifest, so that readers who only list files see it first. */
    private void removeData(Folder batch) throws IOException {
        note("batch that was merged", batch);
        if (removes) {
            for (FileStatus file : batch.listVisible()) {
                batch.in(file.getPath().getName()).delete();
            }
            batch.delete();
        }
    }

    /** Merged files of compactions that have died, or that a later one has merged; and what the generations before were. */
    private void compacted() throws IOException {
        Folder all = root.in(Generation.FOLDER);
        List<FileStatus> found = all.list();
        if (found.isEmpty()) {
            return;
        }
        List<String> live = table.liveCompactions();
        Generation current = Generation.in(root);
        Set<String> needed = new HashSet<>(live);
        current.tables().forEach(replaced -> needed.add(replaced.id()));
        String file = current.file(root).path().getName();
        for (FileStatus inside : found) {
            String name = inside.getPath().getName();
            if (inside.isDirectory() ? !needed.contains(name) : name.compareTo(file) < 0) {
                remove(inside.isDirectory() ? "merged files that are not used" : "old generation", all.in(name));
            }
        }
    }

    /** Manifests whose file never came. */
    private void publications() throws IOException {
        List<Folder> begun = new ArrayList<>();
        for (Table of : Table.values()) {
            for (Listing.Entry batch : Listing.of(root, of).batches()) {
                if (batch.isFolder() && batch.fresh().isEmpty() && batch.read().isEmpty()) {
                    begun.add(batch.place());
                }
            }
        }
        for (Folder folder : ofDeadRuns(begun)) {
            if (Batch.read(folder).isEmpty()) {
                remove("publication that did not come about", folder);
            }
        }
    }

    /** Restarts and curves whose results never came. */
    private void orphans() throws IOException {
        Map<Folder, Batch> parts = new LinkedHashMap<>();
        for (Table of : List.of(Table.CURVES, Table.RESTARTS)) {
            table.batches(of).forEach(batch -> parts.put(batch.place(), batch));
        }
        List<Folder> dead = ofDeadRuns(parts.keySet());
        Set<String> results = new HashSet<>();
        table.batches(Table.RESULTS).forEach(batch -> results.addAll(batch.numbers()));
        for (Folder folder : dead) {
            Batch batch = parts.get(folder);
            if (batch.numbers().stream().noneMatch(results::contains)) {
                retire(batch.manifest().table() + " without results", batch);
            }
        }
    }

    /** Those of batches seen before whose runs do not live any more: what is not there now will not come. */
    private List<Folder> ofDeadRuns(Collection<Folder> batches) {
        List<String> live = table.liveRuns();
        return batches.stream()
                .filter(batch ->
                        live.stream().noneMatch(run -> batch.path().getName().startsWith("batch=" + run + "-")))
                .toList();
    }

    private void generations() throws IOException {
        if (CompactionLog.in(root).isEmpty()) {
            for (String generation : Compaction.kept(root)) {
                remove("old generation", root.in(CompactionLog.KEPT).in(generation));
            }
            if (removes) {
                root.in(CompactionLog.KEPT).deleteIfEmpty();
            }
        }
    }

    private void staging() throws IOException {
        Folder staging = root.in(ResultTable.STAGING);
        for (FileStatus left : staging.list()) {
            Folder folder = staging.in(left.getPath().getName());
            if (left.isDirectory() && !isOfCompaction(folder)) {
                dead(folder);
            }
        }
        if (removes) {
            staging.deleteIfEmpty();
        }
    }

    private void dead(Folder folder) throws IOException {
        if (!removes) {
            if (!Lease.isIn(folder)) {
                remove("staging of a run that died", folder);
            }
            return;
        }
        Optional<Lease> taken = Lease.takeOver(folder);
        if (taken.isPresent()) {
            try (Lease lease = taken.get()) {
                lease.require();
                if (!isOfCompaction(folder)) { // else a compaction has written its log meanwhile, and died
                    note("staging of a run that died", folder);
                    lease.remove(folder);
                }
            }
        }
    }

    /** Whether a compaction has made the next generation there, or makes it. */
    private boolean isOfCompaction(Folder folder) throws IOException {
        return CompactionLog.in(root)
                .filter(log -> log.id().equals(folder.path().getName()))
                .isPresent();
    }

    /** Removes a batch that readers see: in one step, or its file before its manifest. */
    private void retire(String what, Batch batch) throws IOException {
        note(what, batch.place());
        if (removes && root.renamesFolders()) {
            Folder out = root.in(ResultTable.STAGING).in(PREFIX + UUID.randomUUID());
            batch.place().moveTo(out);
            out.delete();
        } else if (removes) {
            for (DataFile file : batch.files()) {
                file.place().delete();
            }
            batch.place().delete();
        }
    }

    private void remove(String what, Folder folder) throws IOException {
        note(what, folder);
        if (removes) {
            folder.delete();
        }
    }

    private void note(String what, Folder folder) throws IOException {
        String place = root.path().toUri().relativize(folder.path().toUri()).getPath();
        removed.add(new Removed(what, place, folder.size()));
    }
}
