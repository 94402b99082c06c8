package icl.jobs.cli;

import icl.core.text.Suggestions;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said about a command line that cannot be read: one line, with the nearest name there is. */
final class Usage {
    private Usage() {}

    static int refuse(ParameterException e, StandardStreams streams) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        streams.err().println("icl: " + Failure.shown(problem(e)) + "; see " + command + " --help");
        return ExitCode.BAD_INPUT;
    }

    private static String problem(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched(), e.getCommandLine());
        }
        return e.getMessage().lines().findFirst().orElse("Cannot read the command line");
    }

    private static String unmatched(List<String> arguments, CommandLine line) {
        String first = arguments.get(0);
        if (first.startsWith("-")) {
            return Suggestions.unknown(
                    "option",
                    first,
                    new TreeSet<>(line.getCommandSpec().optionsMap().keySet()));
        }
        return line.getSubcommands().isEmpty()
                ? "Unexpected argument: '" + first + "'"
                : Suggestions.unknown("command", first, line.getSubcommands().keySet());
    }
}
