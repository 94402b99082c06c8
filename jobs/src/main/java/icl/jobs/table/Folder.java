package icl.jobs.table;

import icl.core.check.Invalid;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A folder on any Hadoop file system, with the few operations a table needs. */
final class Folder {
    private final Path path;
    private final FileSystem files;
    private final Configuration hadoop;

    private Folder(Path path, FileSystem files, Configuration hadoop) {
        this.path = path;
        this.files = files;
        this.hadoop = hadoop;
    }

    /** The folder of this name, which need not exist. Local files are written without checksum files beside them. */
    static Folder of(String name, Configuration base) throws IOException {
        Configuration hadoop = new Configuration(base);
        hadoop.set("fs.file.impl", RawLocalFileSystem.class.getName());
        hadoop.setBoolean("fs.file.impl.disable.cache", true); // the cached one writes checksum files
        Path path = new Path(name);
        String scheme = String.valueOf(path.toUri().getScheme());
        if (name.indexOf('\0') >= 0 || scheme.matches("(?i)https?")) {
            throw new IOException("must be a folder that can be written to");
        }
        FileSystem files = path.getFileSystem(hadoop);
        return new Folder(files.makeQualified(path), files, hadoop);
    }

    Folder in(String name) {
        return new Folder(new Path(path, name), files, hadoop);
    }

    Path path() {
        return path;
    }

    Configuration hadoop() {
        return hadoop;
    }

    /** The entries of the configuration that differ from Hadoop's defaults. */
    Map<String, String> changes() {
        Map<String, String> changed = new TreeMap<>();
        for (Map.Entry<String, String> entry : hadoop) {
            String[] sources = hadoop.getPropertySources(entry.getKey());
            if (sources == null || !sources[sources.length - 1].endsWith("-default.xml")) {
                changed.put(entry.getKey(), entry.getValue());
            }
        }
        return changed;
    }

    boolean exists() throws IOException {
        return files.exists(path);
    }

    boolean isFile() throws IOException {
        return exists() && files.getFileStatus(path).isFile();
    }

    /** What is directly inside, sorted by name; nothing when the folder does not exist. Links are refused. */
    List<FileStatus> list() throws IOException {
        try {
            FileStatus[] inside = files.listStatus(path);
            for (FileStatus file : inside) {
                requireNoLink(file.getPath());
            }
            Arrays.sort(inside);
            return List.of(inside);
        } catch (FileNotFoundException missing) {
            return List.of();
        }
    }

    /** What is ours is here: a link may lead anywhere, and what is written or read through it with it. */
    private void requireNoLink(Path inside) {
        if (files instanceof RawLocalFileSystem local
                && Files.isSymbolicLink(local.pathToFile(inside).toPath())) {
            throw new Invalid("Cannot use " + inside + ": it is a link (must be a file or folder of its own)");
        }
    }

    /** The same without what Parquet readers pass over: names that begin with a dot or an underscore. */
    List<FileStatus> listVisible() throws IOException {
        return list().stream()
                .filter(file -> !file.getPath().getName().matches("[._].*"))
                .toList();
    }

    void create() throws IOException {
        if (!files.mkdirs(path)) {
            throw new IOException("Cannot create folder " + path);
        }
    }

    /**
     * Moves this file or folder in one step, so that it is either still here or whole there.
     *
     * @param target does not exist; the folder that holds it is created
     */
    void moveTo(Folder target) throws IOException {
        if (files.exists(target.path)) {
            throw new IOException("Cannot publish " + target.path + ": it exists");
        }
        files.mkdirs(target.path.getParent());
        rename(target.path);
    }

    private void rename(Path target) throws IOException {
        if (files instanceof RawLocalFileSystem local) { // its own rename copies when it cannot rename
            Files.move(
                    local.pathToFile(path).toPath(), local.pathToFile(target).toPath(), StandardCopyOption.ATOMIC_MOVE);
        } else if (!files.rename(path, target)) {
            throw new IOException("Cannot rename " + path + " to " + target);
        }
    }

    /** Removes the folder with all that is in it. */
    void delete() throws IOException {
        files.delete(path, true);
    }

    /** Removes the folder if it is empty. */
    void deleteIfEmpty() throws IOException {
        if (exists() && list().isEmpty()) {
            files.delete(path, false);
        }
    }

    String text() throws IOException {
        try (InputStream in = files.open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void write(String text) throws IOException {
        try (OutputStream out = files.create(path, false)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
