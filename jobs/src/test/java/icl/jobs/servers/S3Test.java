package icl.jobs.servers;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The commands on an S3 endpoint. */
class S3Test extends CommandsContract {
    @AutoClose
    private static S3Server server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = S3Server.start(folder);
    }

    @Override
    Place place() {
        return server;
    }
}
