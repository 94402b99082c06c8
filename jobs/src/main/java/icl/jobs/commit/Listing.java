package icl.jobs.commit;

import icl.jobs.schema.Table;
import icl.jobs.storage.Damaged;
import icl.jobs.storage.Folder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/**
 * The batches of a table, by name: those in its folder, or, for the instant between two renames, where its old generation is kept.
 * Batches that a {@link Generation} has merged are left out, those that it has made are in their stead.
 */
public record Listing(List<Entry> batches) {
    /** Each needs another compaction that ends just now. */
    private static final int TRIES = 10;

    public Listing {
        batches = List.copyOf(batches);
    }

    /**
     * What should be a batch.
     *
     * @param isFolder false where it is none
     * @param place its folder
     * @param fresh where it is as long as it is not in its place, when it was made by a compaction
     */
    public record Entry(boolean isFolder, Folder place, Optional<Folder> fresh) {
        /** The name of the batch. */
        public String name() {
            return place.path().getName();
        }

        /**
         * Reads it; empty when it is the beginning of an incomplete publication.
         *
         * @throws Damaged when it is not as it was published
         */
        public Optional<Batch> read() throws IOException {
            if (!isFolder) {
                throw new Damaged(place, "it was not published by icl");
            }
            Optional<Batch> batch = fresh.isPresent() && !place.exists() ? Optional.empty() : Batch.read(place);
            return batch.isEmpty() && fresh.isPresent() ? Batch.read(fresh.get()) : batch;
        }
    }

    /** Looks until what was found belongs to one generation; a table without a folder has no batches. */
    public static Listing of(Folder root, Table table) throws IOException {
        Generation generation = Generation.in(root);
        while (true) {
            Listing listing = of(root, table, generation);
            Generation since = Generation.in(root);
            if (since.number() == generation.number()) {
                return listing;
            }
            generation = since;
        }
    }

    private static Listing of(Folder root, Table table, Generation generation) throws IOException {
        List<Entry> visible = visible(root, table);
        Optional<Generation.Replaced> replaced = generation.of(table);
        if (replaced.isEmpty()) {
            return new Listing(visible);
        }
        List<Entry> batches = new ArrayList<>(visible);
        batches.removeIf(batch -> replaced.get().merged().contains(batch.name())
                || replaced.get().batches().contains(batch.name()));
        Folder place = root.in(table.folder());
        for (String batch : replaced.get().batches()) {
            batches.add(
                    new Entry(true, place.in(batch), Optional.of(replaced.get().fresh(root, batch))));
        }
        return new Listing(batches);
    }

    /** Looks until the folder that was found is still there to be listed. */
    private static List<Entry> visible(Folder root, Table table) throws IOException {
        Folder place = root.in(table.folder());
        for (int i = 0; i < TRIES; i++) {
            Optional<List<Entry>> here = in(place);
            if (here.isPresent()) {
                return here.get();
            }
            Optional<CompactionLog> log =
                    CompactionLog.in(root).filter(moving -> moving.tables().contains(table.folder()));
            if (log.isEmpty()) { // not moved at all, or back in its place since
                return in(place).orElse(List.of());
            }
            Optional<List<Entry>> kept = in(log.get().kept(root).in(table.folder()));
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        throw new IOException("cannot find the folder " + place + ", which icl compact is replacing");
    }

    private static Optional<List<Entry>> in(Folder folder) throws IOException {
        return folder.visibleIfPresent()
                .map(batches ->
                        batches.stream().map(batch -> entry(folder, batch)).toList());
    }

    private static Entry entry(Folder folder, FileStatus batch) {
        return new Entry(batch.isDirectory(), folder.in(batch.getPath().getName()), Optional.empty());
    }
}
