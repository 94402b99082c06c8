package icl.jobs.storage;

import icl.jobs.commit.ResultTable;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files that behave like an object store under its client for Hadoop: an object is there when its stream is closed, a plain
 * create that must not overwrite looks only when it begins, a conditional one fails in the end if another was quicker, folders exist as long as something is in them, and to rename one is to copy and delete its
 * objects one by one, which {@code icl.test.copies} ends in the middle.
 */
public class StoreFiles extends RawLocalFileSystem {
    /** Whether its client can create an object only if there is none. */
    public static final String CONDITIONAL = "icl.test.conditional";

    private static final String SCHEME = "store";

    /** Before an object appears. */
    protected void beforePut() throws IOException {}

    /** After an object has appeared. */
    protected void afterPut() throws IOException {}

    /** A configuration that knows this file system. */
    public static Configuration configuration() {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.store.impl", StoreFiles.class.getName());
        hadoop.setBoolean("fs.store.impl.disable.cache", true);
        return hadoop;
    }

    /** The table of that folder, seen as objects. */
    public static ResultTable at(java.nio.file.Path folder) {
        return ResultTable.at(SCHEME + "://" + folder, configuration());
    }

    @Override
    public URI getUri() {
        return URI.create(getScheme() + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    protected void checkPath(Path path) {
        if (path.toUri().getScheme() != null && !path.toUri().getScheme().equals(getScheme())) {
            throw new IllegalArgumentException("Wrong file system: " + path);
        }
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return create(path, overwrite, buffer, replication, block, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        if (!overwrite && exists(path)) {
            throw new org.apache.hadoop.fs.FileAlreadyExistsException(path.toString());
        }
        return object(path, true);
    }

    private FSDataOutputStream object(Path path, boolean overwrites) throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream() {
            private boolean isClosed;

            @Override
            public void close() throws IOException {
                if (!isClosed) {
                    isClosed = true;
                    put(path, toByteArray(), overwrites);
                }
            }
        };
        return new FSDataOutputStream(object, statistics);
    }

    /** An object that appears only if there is none when its stream is closed. */
    protected FSDataOutputStream createIfAbsent(Path path) throws IOException {
        return object(path, false);
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)
                ? getConf().getBoolean(CONDITIONAL, true)
                : super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
        return new Builder(path);
    }

    /** What asks for conditions. */
    private final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
        private final Path path;

        Builder(Path path) {
            super(StoreFiles.this, path);
            this.path = path;
        }

        @Override
        public Builder getThisBuilder() {
            return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
            if (!getOptions().getBoolean(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, false)) {
                throw new IllegalArgumentException("No condition");
            }
            return createIfAbsent(path);
        }
    }

    /** Whole in one step. */
    private void put(Path path, byte[] bytes, boolean overwrite) throws IOException {
        beforePut();
        java.nio.file.Path upload = Files.createTempFile("upload", "");
        Files.write(upload, bytes);
        try {
            while (!isPlaced(upload, local(path), overwrite)) {
                Thread.onSpinWait(); // another writer has just removed the folder, since it was empty
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("412 Precondition Failed: " + path, e);
        } finally {
            Files.deleteIfExists(upload);
        }
        afterPut();
    }

    private static boolean isPlaced(java.nio.file.Path upload, java.nio.file.Path place, boolean overwrite)
            throws IOException {
        try {
            Files.createDirectories(place.getParent());
            if (overwrite) {
                Files.move(upload, place, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.createLink(place, upload);
            }
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @Override
    public boolean mkdirs(Path path) {
        return true;
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        return true;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (!exists(from)) {
            throw new FileNotFoundException(from.toString());
        }
        Deque<java.nio.file.Path> left = new ArrayDeque<>();
        try (var files = Files.walk(local(from))) {
            files.filter(Files::isRegularFile).sorted().forEach(left::add);
        }
        int copies = getConf().getInt("icl.test.copies", Integer.MAX_VALUE);
        for (int i = 0; !left.isEmpty(); i++) {
            if (i == copies) {
                throw new IOException("503 Slow Down");
            }
            java.nio.file.Path file = left.remove();
            java.nio.file.Path target = local(to).resolve(local(from).relativize(file));
            put(path(target.normalize()), Files.readAllBytes(file), true);
            Files.delete(file);
            deleteEmpty(file.getParent());
        }
        return true;
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        boolean isDeleted = super.delete(path, recursive);
        deleteEmpty(local(path).getParent());
        return isDeleted;
    }

    private static void deleteEmpty(java.nio.file.Path folder) throws IOException {
        java.nio.file.Path at = folder;
        while (at != null && Files.isDirectory(at)) {
            try {
                Files.delete(at);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            }
            at = at.getParent();
        }
    }

    private java.nio.file.Path local(Path path) {
        return pathToFile(path).toPath();
    }

    private Path path(java.nio.file.Path local) {
        return new Path(getScheme(), "", local.toString());
    }
}
