package icl.jobs.fault;

import icl.jobs.storage.StoreFiles;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;

/** An object store whose calls fail as {@link FailingCalls} says, also between the objects that it copies to rename a folder. */
public class FaultyStore extends StoreFiles {
    static Configuration faulty() {
        Configuration hadoop = StoreFiles.configuration();
        hadoop.set("fs.store.impl", FaultyStore.class.getName());
        return hadoop;
    }

    @Override
    protected void beforePut() throws IOException {
        FailingCalls.call("put", () -> true);
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
    protected FSDataOutputStream createIfAbsent(Path path) throws IOException {
        FSDataOutputStream out = FailingCalls.call("create", () -> super.createIfAbsent(path));
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
    public boolean delete(Path path, boolean recursive) throws IOException {
        return FailingCalls.call("delete", () -> super.delete(path, recursive));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return FailingCalls.call("list", () -> super.listStatus(path));
    }
}
