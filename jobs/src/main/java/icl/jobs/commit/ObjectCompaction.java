package icl.jobs.commit;

import icl.jobs.commit.Compaction.Merged;
import icl.jobs.commit.Generation.Replaced;
import icl.jobs.commit.Manifest.Content;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compaction where folders are not renamed in one step: merged files are written where nobody looks, and one object, which
 * appears whole and only once, makes them the next {@link Generation}. Nothing is moved. Runs may publish meanwhile: what they
 * add is beside the generation. A crash before that object leaves files that vacuum removes.
 */
final class ObjectCompaction {
    private final ResultTable table;
    private final Folder root;
    private final String id = Compaction.PREFIX + Run.newId(Instant.now());

    ObjectCompaction(ResultTable table) {
        this.table = table;
        this.root = table.folder();
    }

    List<Merged> run() throws IOException {
        Folder staging = table.newStaging(id);
        try (Lease lease = Lease.in(staging)) {
            Generation base = Generation.in(root);
            List<Table> tables = Compaction.tables(table);
            List<Merged> merged = new ArrayList<>();
            List<Replaced> replaced = new ArrayList<>();
            for (Table of : Table.values()) {
                if (tables.contains(of)) {
                    merged.add(merge(of, base, replaced));
                } else {
                    base.of(of).ifPresent(replaced::add);
                }
            }
            lease.require();
            if (!merged.isEmpty() && !base.next(replaced).commit(root, staging)) {
                throw new Conflict("Cannot compact " + table.name() + ": another icl compact or vacuum was quicker");
            }
            lease.remove(staging);
            return merged;
        } catch (IOException | RuntimeException e) {
            giveUp(staging, e);
            throw e;
        }
    }

    /** Merges one table, of which what is published meanwhile is left out. */
    private Merged merge(Table of, Generation base, List<Replaced> replaced) throws IOException {
        List<Batch> batches = table.batches(of);
        List<DataFile> files = table.checked(batches);
        RowDigest before = new RowDigest();
        List<StagedFile> fresh = write(of, files, before);
        List<String> names = publish(of, Compaction.content(batches, fresh));
        Folder made = Generation.fresh(root, id, of.folder());
        Compaction.requireSame(table, of, names.stream().map(made::in).toList(), before);
        Set<String> merged = new HashSet<>(base.of(of).map(Replaced::merged).orElse(Set.of()));
        batches.forEach(batch -> merged.add(batch.manifest().batch()));
        replaced.add(new Replaced(of.folder(), id, names, merged));
        return new Merged(
                of, before.rows(), files.size(), Compaction.bytes(files), fresh.size(), Compaction.sum(fresh));
    }

    private List<StagedFile> write(Table of, List<DataFile> files, RowDigest digest) throws IOException {
        Folder fresh = Generation.fresh(root, id, of.folder());
        try (Merge merge =
                new Merge(of, Compaction.staging(table, fresh, id), number -> name(number) + "/" + Manifest.SINGLE)) {
            for (DataFile file : files) {
                Compaction.requireKnownColumns(table, of, file);
                merge.add(file, digest);
            }
            return merge.finish();
        }
    }

    private String name(int number) {
        return Compaction.batch(id) + "-" + number;
    }

    /** Each file is a batch of its own; the first says which batches all of them stand for. */
    private List<String> publish(Table of, Content content) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < content.files().size(); i++) {
            Content one = new Content(
                    List.of(content.files().get(i)),
                    content.attempts(),
                    i == 0 ? content.costs() : List.of(),
                    i == 0 ? content.merged() : List.of());
            Generation.fresh(root, id, of.folder())
                    .in(name(i))
                    .in(Manifest.FILE)
                    .write(ChecksummedJson.write(Manifest.of(of, name(i), Manifest.PUT, one)));
            names.add(name(i));
        }
        return names;
    }

    /** Removes what was made, unless it is the current generation all the same. */
    private void giveUp(Folder staging, Exception cause) {
        try {
            boolean isCurrent =
                    Generation.in(root).tables().stream().map(Replaced::id).anyMatch(id::equals);
            if (!isCurrent) {
                root.in(Generation.FOLDER).in(id).delete();
            }
            staging.delete();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
