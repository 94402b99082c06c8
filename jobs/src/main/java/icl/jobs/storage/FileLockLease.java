package icl.jobs.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A lease by a file lock, which the operating system releases when the process dies. File locks belong to the process, and closing
 * any channel of the file releases them, so this class records which files this process holds.
 */
final class FileLockLease implements Lease {
    private static final Set<Object> HELD = new HashSet<>();

    private final Path file;
    private final Object key;
    private final FileChannel channel;

    private FileLockLease(Path file, Object key, FileChannel channel) {
        this.file = file;
        this.key = key;
        this.channel = channel;
    }

    /** Creates the file and locks it. */
    static Lease hold(Path file) throws IOException {
        synchronized (HELD) {
            FileChannel channel = open(file);
            try {
                channel.lock(); // waits for processes that test the lock
                Object key = key(file); // throws when another process has removed the file as that of a dead writer
                HELD.add(key);
                return new FileLockLease(file, key, channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new Conflict("Cannot write in " + file.getParent() + ": another writer does");
        }
    }

    /** Whether some process holds the lock; empty when there is no such file. */
    static Optional<Boolean> isHeld(Path file) throws IOException {
        synchronized (HELD) {
            try {
                return Optional.of(HELD.contains(key(file)) || isLocked(file));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    /** Locks the file of a dead writer; empty when some process holds the lock. */
    static Optional<Lease> takeOver(Path file) throws IOException {
        synchronized (HELD) {
            Object key = key(file);
            if (HELD.contains(key)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            HELD.add(key);
            return Optional.of(new FileLockLease(file, key, channel));
        }
    }

    /** Identifies a file, whatever its name. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    @Override
    public void require() {}

    @Override
    public void remove(Folder staging) throws IOException {
        staging.delete();
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            HELD.remove(key);
            channel.close();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
