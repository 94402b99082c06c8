package icl.jobs.storage;

import icl.jobs.commit.ResultTable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Local files, something of which moves when a folder is about to be listed or removed, or a file opened: once, and before who asks can know. */
public class MovingFiles extends NamedFiles {
    private static final String SCHEME = "moving";

    private static final AtomicReference<Runnable> MOVE = new AtomicReference<>();
    private static final AtomicReference<String> WHEN = new AtomicReference<>();

    @Override
    public String getScheme() {
        return SCHEME;
    }

    /** The table of that folder, where a move comes before the next call like this: {@code list}, {@code delete} or {@code open}, and a name. */
    public static ResultTable at(java.nio.file.Path folder, String call, Runnable move) {
        WHEN.set(call);
        MOVE.set(move);
        return ResultTable.at(SCHEME + "://" + folder, configuration(SCHEME, MovingFiles.class));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        called("list", path);
        return super.listStatus(path);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        called("delete", path);
        return super.delete(path, recursive);
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        called("open", path);
        return super.open(path, buffer);
    }

    private static void called(String call, Path path) {
        if ((call + " " + path.getName()).matches(WHEN.get())) {
            Runnable move = MOVE.getAndSet(null);
            if (move != null) {
                move.run();
            }
        }
    }
}
