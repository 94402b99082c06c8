package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.risk.NoClosedForm;
import icl.jobs.table.Conflict;
import icl.jobs.table.Damaged;

/** What a command that failed says, and the exit code it ends with. One line for what a user can mend. */
final class Failure {
    private final boolean debug;
    private final Streams streams;

    /** With {@code debug}, or ICL_DEBUG in the environment, the stack trace follows. */
    Failure(boolean debug, Streams streams) {
        this.debug = debug || System.getenv("ICL_DEBUG") != null;
        this.streams = streams;
    }

    int report(Throwable problem) {
        int code = exitCode(problem);
        streams.out().flush(); // what was found before it comes first
        streams.err().println("icl: " + (isForeseen(problem) ? oneLine(problem) : unexpected(problem)));
        if (debug) {
            problem.printStackTrace(streams.err());
        }
        return code;
    }

    private static int exitCode(Throwable problem) {
        if (problem instanceof Invalid || problem instanceof NoClosedForm) {
            return ExitCode.BAD_INPUT;
        }
        return problem instanceof Conflict ? ExitCode.CONFLICT : ExitCode.UNEXPECTED;
    }

    private static boolean isForeseen(Throwable problem) {
        return exitCode(problem) != ExitCode.UNEXPECTED || problem instanceof Damaged;
    }

    private String unexpected(Throwable problem) {
        String message = problem.getMessage() == null ? "" : ": " + oneLine(problem);
        String hint = debug ? "" : " (ICL_DEBUG=1 shows where)";
        return "Unexpected " + problem.getClass().getSimpleName() + message + hint;
    }

    static String oneLine(Throwable problem) {
        return problem.getMessage().strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
