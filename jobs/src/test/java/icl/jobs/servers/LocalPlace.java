package icl.jobs.servers;

import icl.jobs.fault.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A folder of this machine. */
record LocalPlace(Path home) implements Place {
    @Override
    public String folder(String name) {
        return home.resolve(name).toString();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public long batches(String name) throws IOException {
        return Folders.count(home.resolve(name).resolve("results"));
    }

    /** The operating system gives its lock back. */
    @Override
    public long leaseMillis() {
        return 0;
    }
}
