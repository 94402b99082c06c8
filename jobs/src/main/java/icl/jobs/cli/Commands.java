package icl.jobs.cli;

import icl.core.check.Invalid;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The commands. To add one: write its file and name it here. */
@Command(
        name = "icl",
        description = "Risks of in-context learning: one exact answer, or a sweep into a table that answers SQL.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footer = {
            "",
            "icl COMMAND --help explains each. icl bench measures speed, side by side with what there is to beat."
        })
final class Commands implements Runnable {
    private static final OptionSpec HELP = OptionSpec.builder("--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Explain, and do nothing.")
            .build();

    private static final OptionSpec VERSION = OptionSpec.builder("--version")
            .versionHelp(true)
            .description("Say which version this is.")
            .build();

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, hidden = true)
    private boolean debug;

    private Commands(StandardStreams streams) {
        this.streams = streams;
    }

    /** Runs one command: its exit code. */
    static int run(String[] args, StandardStreams streams) {
        Commands commands = new Commands(streams);
        try {
            return commands.line(args.length == 0 ? "" : args[0]).execute(withoutSparkOptions(args));
        } catch (Invalid | Error e) { // a kind of the user's own that cannot be; no memory, no stack
            return commands.failed(e);
        }
    }

    /** Takes what comes after {@code --} for options of Spark, where a command opens a folder. */
    private static String[] withoutSparkOptions(String[] args) {
        List<String> all = Arrays.asList(args);
        int end = all.indexOf("--");
        if (end < 1 || !takesSparkOptions(args[0])) {
            return args;
        }
        SparkOptions.properties(all.subList(end + 1, all.size())).forEach(System::setProperty);
        return all.subList(0, end).toArray(String[]::new);
    }

    private static boolean takesSparkOptions(String command) {
        return !command.equals("risk") && !command.startsWith("-");
    }

    private Map<String, Supplier<CommandLine>> commands() {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("risk", () -> RiskCommand.line(streams));
        commands.put("plan", () -> new CommandLine(new PlanCommand(streams)));
        commands.put("sweep", () -> new CommandLine(new SweepCommand(streams)));
        commands.put("retry", () -> new CommandLine(new RetryCommand(streams)));
        commands.put("status", () -> new CommandLine(new StatusCommand(streams)));
        commands.put("watch", () -> new CommandLine(new WatchCommand(streams)));
        commands.put("query", () -> new CommandLine(new QueryCommand(streams)));
        commands.put("verify", () -> new CommandLine(new VerifyCommand(streams)));
        commands.put("compact", () -> new CommandLine(new CompactCommand(streams)));
        commands.put("vacuum", () -> new CommandLine(new VacuumCommand(streams)));
        commands.put("figure", () -> new CommandLine(new FigureCommand(streams)));
        commands.put("report", () -> new CommandLine(new ReportCommand(streams)));
        return commands;
    }

    /** The parser with the command of that name; with all where it is none. To build them all takes longer than to answer. */
    private CommandLine line(String name) {
        CommandLine line = new CommandLine(this);
        line.getCommandSpec().addOption(HELP).addOption(VERSION);
        Map<String, Supplier<CommandLine>> commands = commands();
        commands.keySet().retainAll(commands.containsKey(name) ? Set.of(name) : commands.keySet());
        commands.forEach((command, maker) -> line.addSubcommand(command, withHelp(command, maker.get())));
        return line.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(110)
                .setParameterExceptionHandler((e, args) -> Usage.refuse(e, streams))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    }

    private static CommandLine withHelp(String name, CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        if (takesSparkOptions(name)) {
            List<String> footer = new ArrayList<>(List.of(usage.footer()));
            footer.addAll(List.of(
                    "", "Options of Spark follow --, as for spark-submit: -- --conf spark.hadoop.fs.s3a.endpoint=URL"));
            usage.footer(footer.toArray(String[]::new));
        }
        return command;
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
