package icl.jobs.servers;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The commands on local files. */
class LocalTest extends CommandsContract {
    @TempDir
    Path folder;

    @Override
    Place place() {
        return new LocalPlace(folder);
    }
}
