package icl.jobs.cli;

import icl.jobs.execute.SubmittedExit;

/** Where the program begins: under the launcher {@code icl}, under spark-submit, or in a test. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends. Under the launcher the process ends with the command's exit code; under spark-submit a
     * return is success, and what Spark knows for an exit code is thrown for failure.
     */
    public static void main(String[] args) throws Exception {
        int code = run(args, StandardStreams.ofProcess());
        if (Boolean.getBoolean("icl.launcher")) {
            System.exit(code);
        }
        if (code != ExitCode.OK) {
            throw SubmittedExit.of(code);
        }
    }

    /** Runs one command and says how it ended, as an {@link ExitCode}. */
    static int run(String[] args, StandardStreams streams) {
        int code = Commands.run(args, streams);
        streams.out().flush();
        return code;
    }
}
