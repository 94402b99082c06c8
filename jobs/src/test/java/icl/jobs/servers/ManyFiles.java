package icl.jobs.servers;

import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.Staged;
import icl.jobs.commit.TableFixture;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A process that stages many files in a folder, publishes them when it is told to, and prints how many milliseconds that took. */
final class ManyFiles {
    private static final String PREFIX = "spark.hadoop.";

    private ManyFiles() {}

    public static void main(String[] args) throws Exception {
        Configuration hadoop = new Configuration();
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> hadoop.set(key.substring(PREFIX.length()), System.getProperty(key)));
        try (ResultRun run = ResultTable.at(args[0], hadoop).begin(TableFixture.provenance("small"))) {
            publish(run, 1, 1); // connections and classes are there after it
            List<Staged> staged = stage(run, 10, Integer.parseInt(args[1]));
            System.out.println("staged");
            System.in.read();
            long start = System.nanoTime();
            run.publish(staged);
            System.out.println((System.nanoTime() - start) / 1_000_000);
            System.in.read();
        }
    }

    private static void publish(ResultRun run, int first, int files) throws Exception {
        run.publish(stage(run, first, files));
    }

    private static List<Staged> stage(ResultRun run, int first, int files) throws Exception {
        List<Staged> staged = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            staged.add(TableFixture.stage(run, TableFixture.ok(first + i, 1)));
        }
        return staged;
    }
}
