package icl.jobs.commit;

import icl.jobs.storage.ChecksummedJson;
import icl.jobs.storage.Damaged;
import icl.jobs.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The log of a compaction: the file {@code _compacting.json}, which says that the tables of a folder are being replaced by their next
 * generation. Nobody else writes while the file is there.
 *
 * @param id name of the staging folder of the new generation
 * @param generation number under which the old generation is kept
 * @param tables names of the tables that are replaced
 */
record CompactionLog(int format, String id, int generation, List<String> tables) {
    static final String FILE = "_compacting.json";
    static final String KEPT = "_generations";

    /** A file in the folder of the new generation, which is complete once it exists. Whoever finds it finishes the replacement. */
    private static final String READY = "_ready";

    CompactionLog {
        tables = List.copyOf(tables);
    }

    static Optional<CompactionLog> in(Folder root) throws IOException {
        Folder file = root.in(FILE);
        try {
            return file.exists()
                    ? Optional.of(ChecksummedJson.read(file.bytes(), CompactionLog.class))
                    : Optional.empty();
        } catch (FileNotFoundException over) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Damaged(file, e.getMessage());
        }
    }

    Folder fresh(Folder root) {
        return root.in(ResultTable.STAGING).in(id);
    }

    Folder kept(Folder root) {
        return root.in(KEPT).in(Integer.toString(generation));
    }

    void setReady(Folder root) throws IOException {
        fresh(root).force();
        fresh(root).in(READY).write(new byte[0]);
        fresh(root).force();
    }

    boolean isReady(Folder root) throws IOException {
        return fresh(root).in(READY).exists();
    }

    /** Moves the new generation into place, as far as that is not done yet. */
    void replace(Folder root) throws IOException {
        for (String table : tables) {
            Folder fresh = fresh(root).in(table);
            Folder place = root.in(table);
            Folder kept = kept(root).in(table);
            if (fresh.exists()) {
                if (!kept.exists()) {
                    place.moveTo(kept);
                    kept.parent().force();
                }
                fresh.moveTo(place);
                root.force();
            }
        }
        root.in(FILE).delete();
        root.force();
    }

    /** Keeps the old generation in place, or moves it back when the new one is lost. */
    void takeBack(Folder root) throws IOException {
        for (String table : tables) {
            Folder kept = kept(root).in(table);
            if (kept.exists() && !root.in(table).exists()) {
                kept.moveTo(root.in(table));
            }
        }
        root.in(FILE).delete();
        root.force();
    }
}
