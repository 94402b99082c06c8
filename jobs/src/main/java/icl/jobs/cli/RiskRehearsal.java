package icl.jobs.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Questions that between them load the classes that questions load; see {@link SharedArchive}. */
final class RiskRehearsal {
    private static final List<String> LINES = List.of(
            "risk --help",
            "risk iid --dim 2 --length 3 --task-covariance {\"matrix\":[[1,0.5],[0.5,1]]} --noise-variance 1",
            "risk iid --dim 2 --length 3 --task-covariance {\"power_law\":1} --architecture lora --rank 1"
                    + " --base {\"kind\":\"iid\",\"dim\":2,\"length\":3,\"noise_variance\":0}",
            "risk drift --dim 2 --length 3 --task-correlation {\"ar1\":0.5} --architecture h3 --loss positions --json",
            "risk retrieval --dim 2 --length 3 --alpha [0,0.5,1] --architecture h3",
            "risk aligned --dim 2 --length 3 --alpha 0.5 --rank 1",
            "risk --batch -");

    private static final byte[] BATCH =
            "{\"id\":1,\"design\":{\"kind\":\"iid\",\"dim\":2,\"length\":3,\"noise_variance\":0}}\n"
                    .getBytes(StandardCharsets.UTF_8);

    private RiskRehearsal() {}

    static void run() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        LINES.forEach(line ->
                Commands.run(line.split(" "), new StandardStreams(new ByteArrayInputStream(BATCH), nowhere, nowhere)));
    }
}
