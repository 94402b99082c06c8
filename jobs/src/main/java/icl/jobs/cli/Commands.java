package icl.jobs.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The commands. To add one: write its file and name it here. */
@Command(
        name = "icl",
        description = "Risks of in-context learning: one exact answer, or a sweep into a table that answers SQL.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "icl COMMAND --help explains each."})
final class Commands implements Runnable {
    private static final OptionSpec HELP = OptionSpec.builder("--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Explain, and do nothing.")
            .build();

    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, hidden = true)
    private boolean debug;

    private Commands(Streams streams) {
        this.streams = streams;
    }

    /** Runs one command: its exit code. */
    static int run(String[] args, Streams streams) {
        Commands commands = new Commands(streams);
        try {
            return commands.line().execute(args);
        } catch (Error e) { // no memory, no stack: the library lets these pass
            return commands.failed(e);
        }
    }

    private CommandLine line() {
        CommandLine line = new CommandLine(this);
        line.getCommandSpec().addOption(HELP);
        return line.addSubcommand(RiskCommand.line(streams))
                .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(110)
                .setParameterExceptionHandler((e, args) -> Usage.refuse(e, streams))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    }

    private int failed(Throwable problem) {
        return new Failure(debug, streams).report(problem);
    }

    /** {@code icl} alone lists the commands. */
    @Override
    public void run() {
        spec.commandLine().usage(streams.out());
    }
}
