package icl.jobs.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system, without checksum files beside the files, and with what Hadoop's view of it lacks. */
public class LocalFiles extends RawLocalFileSystem {
    private static final boolean FORCES_FOLDERS = java.io.File.separatorChar == '/'; // Windows cannot open one

    /** In one step; the one it overrides copies when it cannot rename. */
    @Override
    public boolean rename(Path from, Path to) throws IOException {
        Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** Without what is in it only a folder that is empty; the one it overrides looks first, and removes what has come since. */
    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return recursive ? super.delete(path, true) : Files.deleteIfExists(local(path));
    }

    /** Gives a file a second name in one step: false when that name is taken. Where there are no links, a copy, not in one step. */
    protected boolean link(Path file, Path name) throws IOException {
        try {
            linkOrCopy(local(file), local(name));
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private static void linkOrCopy(java.nio.file.Path file, java.nio.file.Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException none) { // as on memory sticks
            Files.write(name, Files.readAllBytes(file), StandardOpenOption.CREATE_NEW);
        }
    }

    /** Brings the names in a folder to the disk. */
    protected void force(Path folder) throws IOException {
        if (FORCES_FOLDERS) {
            try (FileChannel channel = FileChannel.open(local(folder), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    final java.nio.file.Path local(Path path) {
        return pathToFile(path).toPath();
    }
}
