package icl.jobs.servers;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The commands on an HDFS. */
class HdfsTest extends CommandsContract {
    @AutoClose
    private static HdfsServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = HdfsServer.start(folder);
    }

    @Override
    Place place() {
        return server;
    }
}
