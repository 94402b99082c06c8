package icl.jobs.commit;

import icl.jobs.storage.Damaged;
import icl.jobs.storage.Folder;
import icl.jobs.storage.Sealed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code _compacting.json}: the tables of a folder are being replaced by their next generation. As long as it is there
 * nobody else writes.
 *
 * @param id names the folder in which the new generation is made
 * @param generation the number under which the old one is kept
 * @param tables those that are replaced
 */
record Journal(int format, String id, int generation, List<String> tables) {
    static final String FILE = "_compacting.json";
    static final String KEPT = "_generations";

    /** In the folder of the new generation, once that is complete: from then on it takes the place of the old one, whatever happens. */
    private static final String READY = "_ready";

    Journal {
        tables = List.copyOf(tables);
    }

    static Optional<Journal> in(Folder root) throws IOException {
        Folder file = root.in(FILE);
        try {
            return file.exists() ? Optional.of(Sealed.read(file.bytes(), Journal.class)) : Optional.empty();
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

    /** Puts the new generation in its place, as far as that is not done. */
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

    /** Leaves the old generation in its place, or brings it back there where the new one is gone. */
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
