package icl.jobs.fault;

import icl.jobs.storage.NamedFiles;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;

/** Local files whose calls fail as {@link FailingCalls} says. */
public class FaultyFiles extends NamedFiles {
    private static final String SCHEME = "faulty";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    static Configuration configuration() {
        return configuration(SCHEME, FaultyFiles.class);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        FSDataOutputStream out =
                FailingCalls.call("create", () -> super.create(path, overwrite, buffer, replication, block, progress));
        return new FSDataOutputStream(FailingCalls.stream(out), null);
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        return FailingCalls.call("open", () -> super.open(path, buffer));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return FailingCalls.call("rename", () -> super.rename(from, to));
    }

    @Override
    protected boolean link(Path file, Path name) throws IOException {
        return FailingCalls.call("link", () -> super.link(file, name));
    }

    @Override
    protected void force(Path folder) throws IOException {
        FailingCalls.call("force", () -> {
            super.force(folder);
            return true;
        });
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return FailingCalls.call("delete", () -> super.delete(path, recursive));
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        return FailingCalls.call("mkdirs", () -> super.mkdirs(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return FailingCalls.call("list", () -> super.listStatus(path));
    }
}
