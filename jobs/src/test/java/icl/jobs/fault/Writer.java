package icl.jobs.fault;

import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.schema.RunEnd;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A process that publishes batches of three rows and says of each that it did. With no batches it waits until it is killed. */
final class Writer {
    private static final int CONFLICT = 5;

    private Writer() {}

    /** Where, of which sweep, how many batches, and the length of its first row. */
    public static void main(String[] args) throws Exception {
        int batches = Integer.parseInt(args[2]);
        int first = Integer.parseInt(args[3]);
        try (ResultRun run = ResultTable.at(args[0], configuration(args[0])).begin(TableFixture.provenance(args[1]))) {
            System.out.println("begun");
            if (batches == 0) {
                Thread.sleep(600_000);
            }
            for (int i = 0; i < batches; i++) {
                publish(run, first + 3 * i);
                System.out.println(first + 3 * i);
            }
            run.finish(new RunEnd(run.run().id(), TableFixture.START, 3L * batches, 0, 1));
        } catch (Conflict e) {
            System.exit(CONFLICT);
        }
        System.exit(0);
    }

    private static void publish(ResultRun run, int length) throws IOException {
        run.publish(List.of(TableFixture.stage(
                run, TableFixture.ok(length, 1), TableFixture.ok(length + 1, 1), TableFixture.ok(length + 2, 1))));
    }

    private static Configuration configuration(String folder) {
        return folder.startsWith("store") ? StoreFiles.configuration() : new Configuration();
    }

    static Process start(String folder, String sweep, int batches, int first) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        Writer.class.getName(),
                        folder,
                        sweep,
                        Integer.toString(batches),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
