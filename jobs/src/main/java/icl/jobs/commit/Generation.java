package icl.jobs.commit;

import icl.jobs.schema.Table;
import icl.jobs.storage.ChecksummedJson;
import icl.jobs.storage.Damaged;
import icl.jobs.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * A generation of a results folder where folders are not renamed in one step: it says which batches take the place of which. The
 * file {@code _compacted/<number>.json} makes it the current one, since that object appears whole and only once; the largest
 * number counts. The batches that it names lie under {@code _compacted/<id>}, where readers that only list files do not look,
 * until {@link Vacuum} moves them beside the others.
 *
 * @param number one more than that of the generation before it
 * @param tables what is replaced, by table; none where every batch is in its place
 */
record Generation(int format, int number, List<Replaced> tables) {
    static final String FOLDER = "_compacted";

    /** Before anything was compacted. */
    static final Generation FIRST = new Generation(Marker.FORMAT, 0, List.of());

    /**
     * What one table becomes.
     *
     * @param id name of the folder that the batches were made in
     * @param batches names of the batches that are read
     * @param merged names of those whose rows they hold
     */
    record Replaced(String table, String id, List<String> batches, Set<String> merged) {
        Replaced {
            batches = List.copyOf(batches);
            merged = Set.copyOf(merged);
        }

        /** Where one of the batches was made, before it is moved to its place. */
        Folder fresh(Folder root, String batch) {
            return Generation.fresh(root, id, table).in(batch);
        }
    }

    Generation {
        tables = List.copyOf(tables);
    }

    /** The current one. */
    static Generation in(Folder root) throws IOException {
        while (true) {
            Optional<String> last = root.in(FOLDER).list().stream()
                    .map(FileStatus::getPath)
                    .map(path -> path.getName())
                    .filter(name -> name.matches("\\d{8}\\.json"))
                    .reduce((earlier, later) -> later);
            if (last.isEmpty()) {
                return FIRST;
            }
            Folder file = root.in(FOLDER).in(last.get());
            try {
                return ChecksummedJson.read(file.bytes(), Generation.class);
            } catch (FileNotFoundException replaced) {
                // a later one is there
            } catch (IOException e) {
                throw new Damaged(file, e.getMessage());
            }
        }
    }

    /** The next one, in which these tables are replaced. */
    Generation next(List<Replaced> replaced) {
        return new Generation(Marker.FORMAT, number + 1, replaced);
    }

    /**
     * Makes it the current one: false when another has come after the one that it follows.
     *
     * @param scratch a folder of the writer's own
     */
    boolean commit(Folder root, Folder scratch) throws IOException {
        return file(root).putIfAbsent(ChecksummedJson.write(this), scratch);
    }

    Folder file(Folder root) {
        return root.in(FOLDER).in(String.format("%08d.json", number));
    }

    /** Whether every batch is in its place. */
    boolean isPlain() {
        return tables.isEmpty();
    }

    Optional<Replaced> of(Table table) {
        return tables.stream()
                .filter(replaced -> replaced.table().equals(table.folder()))
                .findFirst();
    }

    /** Where the batches of a table are made. */
    static Folder fresh(Folder root, String id, String table) {
        return root.in(FOLDER).in(id).in(table);
    }
}
