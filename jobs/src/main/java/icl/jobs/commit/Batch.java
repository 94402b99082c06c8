package icl.jobs.commit;

import icl.jobs.storage.ChecksummedJson;
import icl.jobs.storage.Damaged;
import icl.jobs.storage.Folder;
import icl.jobs.storage.StagedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;

/** A published batch: a folder that holds its manifest, the files that this names, and no others. */
public record Batch(Folder place, Manifest manifest) {
    /**
     * The batch in a folder; empty when it is the beginning of a publication that did not come about.
     *
     * @throws Damaged when it is not as it was published
     */
    public static Optional<Batch> read(Folder place) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        for (FileStatus file : place.listVisible()) {
            sizes.put(file.getPath().getName(), file.isFile() ? file.getLen() : -1);
        }
        if (sizes.isEmpty() && isBegun(place)) {
            return Optional.empty();
        }
        Batch batch = new Batch(place, manifest(place));
        batch.compare(sizes);
        return Optional.of(batch);
    }

    /** On an object store the manifest, whole or half, comes before its file. */
    private static boolean isBegun(Folder place) throws IOException {
        return !place.renamesFolders()
                || (place.in(Manifest.FILE).exists()
                        && manifest(place).published().equals(Manifest.PUT));
    }

    private static Manifest manifest(Folder place) throws IOException {
        Folder file = place.in(Manifest.FILE);
        try {
            Manifest manifest = ChecksummedJson.read(file.bytes(), Manifest.class);
            String table = place.parent().path().getName();
            if (!manifest.table().equals(table)
                    || !manifest.batch().equals(place.path().getName())) {
                throw new Damaged(place, "it is batch " + manifest.batch() + " of " + manifest.table());
            }
            return manifest;
        } catch (FileNotFoundException missing) {
            throw new Damaged(place, "it was not published by icl: it has no " + Manifest.FILE);
        } catch (IOException e) {
            throw new Damaged(file, e.getMessage());
        }
    }

    private void compare(Map<String, Long> sizes) {
        Map<String, Long> others = new HashMap<>(sizes);
        for (StagedFile file : manifest.files()) {
            Long size = others.remove(file.name());
            if (size == null) {
                throw new Damaged(place.in(file.name()), "it is gone");
            }
            if (size != file.bytes()) {
                throw new Damaged(place.in(file.name()), size + " bytes (must be " + file.bytes() + ")");
            }
        }
        others.keySet().stream().sorted().findFirst().ifPresent(other -> {
            throw new Damaged(place.in(other), "it was not published by icl");
        });
    }

    /** Its files, as its manifest names them. */
    public List<DataFile> files() {
        return manifest.files().stream()
                .map(file -> new DataFile(place.in(file.name()), file))
                .toList();
    }

    /** The runs and numbers of the batches whose rows it holds: {@code batch=<run>-<number>}. */
    public List<String> numbers() {
        return Stream.concat(Stream.of(manifest.batch()), manifest.merged().stream())
                .map(Batch::number)
                .toList();
    }

    /** Of a file that is a batch of its own, what it shares with those published together. */
    private static String number(String batch) {
        return batch.replaceFirst("^(batch=.*-\\d{5})-\\d+$", "$1");
    }
}
