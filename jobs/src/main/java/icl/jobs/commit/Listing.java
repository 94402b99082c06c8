package icl.jobs.commit;

import icl.jobs.schema.Table;
import icl.jobs.storage.Folder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/**
 * The batches of a table, by name, and the folder that they are in: its place, or, for the instant between two renames, where its
 * old generation is kept.
 */
public record Listing(Folder place, List<FileStatus> batches) {
    /** Each needs another compaction that ends just now. */
    private static final int TRIES = 10;

    /** Looks until the folder that was found is still there to be listed; a table without a folder has no batches. */
    public static Listing of(Folder root, Table table) throws IOException {
        Folder place = root.in(table.folder());
        for (int i = 0; i < TRIES; i++) {
            Optional<Listing> here = in(place);
            if (here.isPresent()) {
                return here.get();
            }
            Optional<CompactionLog> log =
                    CompactionLog.in(root).filter(moving -> moving.tables().contains(table.folder()));
            if (log.isEmpty()) { // not moved at all, or back in its place since
                return in(place).orElse(new Listing(place, List.of()));
            }
            Optional<Listing> kept = in(log.get().kept(root).in(table.folder()));
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        throw new IOException("cannot find the folder " + place + ", which icl compact is replacing");
    }

    private static Optional<Listing> in(Folder folder) throws IOException {
        return folder.visibleIfPresent().map(batches -> new Listing(folder, batches));
    }

    /** The folder of a batch. */
    public Folder of(FileStatus batch) {
        return place.in(batch.getPath().getName());
    }
}
