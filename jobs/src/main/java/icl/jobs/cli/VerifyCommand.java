package icl.jobs.cli;

import icl.jobs.frame.Format;
import icl.jobs.frame.Frame;
import icl.jobs.verification.Findings;
import icl.jobs.verification.Verification;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icl verify}: whether a results folder is as it was published, and theory agrees with simulation. */
@Command(
        name = "verify",
        description =
                "Checks files, checksums, keys and rows of a results folder, and theory against simulation over the whole table.",
        footer = {
            "",
            "  icl verify results/quickstart",
            "",
            "Of tables without an error at most one in a thousand fails the test of theory; a note says what errors it finds. Exit code:"
                    + " 0 when all is well, 1 when something is damaged."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    private final StandardStreams streams;

    @Parameters(paramLabel = "DIR", description = "The results folder.")
    private String folder;

    VerifyCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        return report(Verification.of(Tables.toRead(folder)));
    }

    private int report(Findings findings) throws IOException {
        Format.TABLE.write(checks(findings), streams.out());
        findings.notes().forEach(note -> streams.out().println("Note: " + Failure.shown(note)));
        List<String> problems = findings.problems();
        streams.out().println(problems.isEmpty() ? "All is well" : PlanText.count(problems.size(), "problem"));
        streams.out().flush();
        problems.stream().limit(SHOWN).forEach(problem -> streams.err().println("icl: " + Failure.shown(problem)));
        if (problems.size() > SHOWN) {
            streams.err().println("icl: " + (problems.size() - SHOWN) + " more");
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.UNEXPECTED;
    }

    private static Frame checks(Findings findings) {
        return new Frame(
                List.of("checked", "number", "problems"),
                List.of("string", "bigint", "bigint"),
                findings.checks().stream()
                        .map(check -> List.<Object>of(check.what(), check.number(), check.problems()))
                        .toList(),
                true);
    }
}
