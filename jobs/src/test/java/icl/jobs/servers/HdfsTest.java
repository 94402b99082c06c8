package icl.jobs.servers;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.servers.IclProcess.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on an HDFS. */
class HdfsTest extends CommandsContract {
    @AutoClose
    private static HdfsServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = HdfsServer.start(folder);
    }

    /** As the launcher puts the folder of HADOOP_CONF_DIR on the class path: {@code hdfs:///} names no NameNode. */
    @Test
    void theSettingsOfHadoopNameTheNameNode() throws IOException {
        Result status = IclProcess.run(server.byItsSettings(), scratch, "status", "hdfs:///none");
        assertThat(status.code()).isEqualTo(2);
        assertThat(status.err()).isEqualTo("icl: No results in hdfs:///none (icl sweep makes some)\n");
    }

    @Override
    Place place() {
        return server;
    }
}
