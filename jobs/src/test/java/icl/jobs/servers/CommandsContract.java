package icl.jobs.servers;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.servers.IclProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands do on whatever file system. */
abstract class CommandsContract {
    /** A line of a log, or a stack trace. */
    static final String LOGGED = "\\d (WARN|ERROR) [A-Z]|Exception|\\sat [a-z]+\\.";

    @TempDir
    Path scratch;

    abstract Place place();

    @Test
    void aSweepCanBeLookedAtVerifiedAndAsked() throws IOException {
        String folder = place().folder("small");
        Result sweep = icl("sweep", sweep().toString(), "--out", folder);
        assertThat(sweep.code()).as(sweep.err()).isZero();
        assertThat(sweep.out()).contains("small: 12 cells, 24 risks to compute", "Results are in " + folder);
        assertThat(sweep.err()).doesNotContainPattern(LOGGED);
        Result status = icl("status", folder);
        assertThat(status.code()).as(status.err()).isZero();
        assertThat(status.out()).contains("sweep small").containsPattern("exact +\\w+ +12 +0");
        assertThat(status.err()).isEmpty();
        Result verify = icl("verify", folder);
        assertThat(verify.out()).as(verify.err()).endsWith("All is well\n");
        assertThat(verify.err()).isEmpty();
        Result query = icl("query", folder, "SELECT count(*) AS n FROM results", "--format", "csv");
        assertThat(query.out()).as(query.err()).isEqualTo("n\n24\n");
        assertThat(query.err()).isEmpty();
    }

    /** Of the same measures as {@code sweeps/quickstart.yaml}: 12 cells, 24 rows. */
    Path sweep() throws IOException {
        return Files.writeString(scratch.resolve("small.yaml"), """
                name: small
                grid:
                  design: retrieval
                  dim: 5
                  noise_variance: [0, 1]
                  alpha: [0, 0.5]
                  length: [10, 20, 40]
                measures:
                  exact: {}
                  paper: {}
                """);
    }

    Result icl(String... command) throws IOException {
        return IclProcess.run(place(), scratch, command);
    }
}
