package icl.jobs.cli;

import icl.jobs.secrets.Secrets;
import java.util.List;

/** Where the program begins: under the launcher {@code icl}, under spark-submit, or in a test. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends. Under the launcher the process ends with the command's exit code; under spark-submit a
     * return is success and an exception failure.
     */
    public static void main(String[] args) {
        int code = run(args, StandardStreams.ofProcess());
        if (Boolean.getBoolean("icl.launcher")) {
            System.exit(code);
        }
        if (code != ExitCode.OK) {
            throw new Ended("icl " + Failure.shown(Secrets.hidden(List.of(args))) + " ended with exit code " + code);
        }
    }

    /** What spark-submit is told, in one line: the command has said the rest. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ended(String message) {
            super(message, null, false, false);
        }
    }

    /** Runs one command and says how it ended, as an {@link ExitCode}. */
    static int run(String[] args, StandardStreams streams) {
        int code = Commands.run(args, streams);
        streams.out().flush();
        return code;
    }
}
