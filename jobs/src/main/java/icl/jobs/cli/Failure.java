package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.risk.formula.NoClosedForm;
import icl.core.text.ControlCharacters;
import icl.jobs.secrets.Secrets;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Damaged;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;

/** What a command that failed says, and the exit code it ends with. One line for what a user can mend. */
final class Failure {
    private final boolean debug;
    private final StandardStreams streams;

    /** With {@code debug}, or ICL_DEBUG in the environment, the stack trace follows. */
    Failure(boolean debug, StandardStreams streams) {
        this.debug = debug || System.getenv("ICL_DEBUG") != null;
        this.streams = streams;
    }

    int report(Throwable problem) {
        int code = exitCode(problem);
        streams.out().flush(); // what was found before it comes first
        streams.err().println("icl: " + (isForeseen(problem) ? oneLine(problem) : unexpected(problem)));
        if (debug) {
            trace(problem).lines().forEach(streams.err()::println);
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

    private static String trace(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return Secrets.hidden(text.toString().lines().map(Failure::visible).collect(Collectors.joining("\n")));
    }

    /** A line of a stack trace begins with a tab. */
    private static String visible(String line) {
        return (line.startsWith("\t") ? "\t" : "") + ControlCharacters.of(line.strip());
    }

    /** What a problem says, as it may be shown. */
    static String oneLine(Throwable problem) {
        return shown(problem.getMessage().strip().replaceAll("\\s*[\\r\\n]+\\s*", " "));
    }

    /** A text as it may be shown: in one line, without secrets. */
    static String shown(String text) {
        return ControlCharacters.of(Secrets.hidden(text));
    }
}
