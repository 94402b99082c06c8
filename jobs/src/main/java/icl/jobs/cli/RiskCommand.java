package icl.jobs.cli;

import icl.core.check.Invalid;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code icl risk}: one question by options, or many in JSON lines. */
@Command(
        name = "risk",
        description = "Answers one question exactly, or a batch of them.",
        customSynopsis = {"icl risk DESIGN [OPTION ...]", "icl risk --batch FILE"},
        sortOptions = false,
        footer = {
            "",
            "Values are written as in sweep files: 0.3, [1, 0.5], identity, '{power_law: 1}'. Examples:",
            "",
            "  icl risk retrieval --dim 20 --length 40 --noise-variance 1 --alpha 0.3 --rank 5",
            "  icl risk drift --dim 20 --length 40 --task-correlation '{ar1: 0.9}' --architecture h3",
            "",
            "A batch has one question a line and gets one answer a line, in the same order. A question:",
            "",
            "  {\"id\": 1, \"design\": {\"kind\": \"iid\", \"dim\": 20, \"length\": 40, \"noise_variance\": 0},"
                    + " \"predictor\": \"h3\"}",
            "",
            "Exit code: 0 when all is answered, 3 when some of a batch is not, 2 when the question cannot be."
        })
final class RiskCommand implements Callable<Integer> {
    private final StandardStreams streams;
    private final QuestionOptions question = new QuestionOptions();

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", order = 1, description = "Answer as one JSON object, with all digits.")
    private boolean json;

    @Option(
            names = "--batch",
            order = 2,
            paramLabel = "FILE",
            description = "Answer the questions of this file, or of - (standard input), and nothing else.")
    private String batch;

    private RiskCommand(StandardStreams streams) {
        this.streams = streams;
    }

    static CommandLine line(StandardStreams streams) {
        RiskCommand command = new RiskCommand(streams);
        CommandLine line = new CommandLine(command);
        command.question.addTo(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() throws IOException {
        int code = batch == null ? one() : many();
        SharedArchive.writeIfAsked(streams, RiskRehearsal::run);
        return code;
    }

    private int one() {
        try {
            RiskAnswer answer = RiskAnswer.to(question.read(spec.commandLine().getParseResult()));
            streams.out().println(json ? Json.write(answer.tree()) : AnswerText.of(answer));
            return ExitCode.OK;
        } catch (OutOfMemoryError e) {
            throw new Invalid(
                    "Cannot answer: the question does not fit into memory (choose smaller sizes, or give Java more)");
        }
    }

    private int many() throws IOException {
        if (question.isGiven(spec.commandLine().getParseResult())) {
            throw new Invalid("Cannot mix --batch with a question by options: put the question into the batch");
        }
        return new RiskBatch(streams).answer(batch);
    }
}
