package icl.jobs.table;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Local files, something of which moves when a folder is about to be listed: once, and before a reader can know. */
public class MovingFiles extends NamedFiles {
    private static final String SCHEME = "moving";

    private static final AtomicReference<Runnable> MOVE = new AtomicReference<>();
    private static final AtomicReference<String> WHEN = new AtomicReference<>();

    @Override
    public String getScheme() {
        return SCHEME;
    }

    /** The table of that folder, where a move comes before a folder of this name is listed next. */
    static ResultTable at(java.nio.file.Path folder, String listed, Runnable move) {
        WHEN.set(listed);
        MOVE.set(move);
        return ResultTable.at(SCHEME + "://" + folder, configuration(SCHEME, MovingFiles.class));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        if (path.getName().matches(WHEN.get())) {
            Runnable move = MOVE.getAndSet(null);
            if (move != null) {
                move.run();
            }
        }
        return super.listStatus(path);
    }
}
