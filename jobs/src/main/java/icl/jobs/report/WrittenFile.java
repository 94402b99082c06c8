package icl.jobs.report;

import icl.core.check.Invalid;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Where a figure or a page goes: it is there whole or not at all.
 *
 * @param what goes there, in a word
 */
public record WrittenFile(String what, Path path) {
    /**
     * Checks that there is a folder to write to, before anything is drawn.
     *
     * @throws Invalid when there is none, or a folder has the name of the file
     */
    public WrittenFile {
        Path folder = path.toAbsolutePath().getParent();
        require(!Files.isDirectory(path), what, path, "it is a folder, name a file in it");
        require(folder != null && Files.isDirectory(folder), what, path, "its folder does not exist");
        require(Files.isWritable(folder), what, path, "its folder cannot be written to");
    }

    /**
     * Writes the file in place of one that may be there.
     *
     * @throws Invalid when that cannot be: nothing is left of it
     */
    public void write(byte[] bytes) {
        try {
            replace(bytes);
        } catch (IOException e) {
            String problem = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
            throw new Invalid("Cannot write " + what + " " + path + ": "
                    + Objects.requireNonNullElse(problem, "its folder takes no files")
                    + " (name a file that can be written)");
        }
    }

    private void replace(byte[] bytes) throws IOException {
        Path whole = path.toAbsolutePath();
        Path part = whole.resolveSibling(
                "." + whole.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void require(boolean holds, String what, Path path, String problem) {
        if (!holds) {
            throw new Invalid("Cannot write " + what + " " + path + ": " + problem);
        }
    }
}
