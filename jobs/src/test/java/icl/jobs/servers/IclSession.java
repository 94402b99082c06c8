package icl.jobs.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import icl.jobs.cli.CommandLoop;
import icl.jobs.servers.IclProcess.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Base64;

/** A process that runs the commands it is given one after the other. */
final class IclSession implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;

    private IclSession(Process process) {
        this.process = process;
        this.answers = process.inputReader(UTF_8);
        this.commands = new PrintStream(process.getOutputStream(), true, UTF_8);
    }

    static IclSession start(Place place, Path scratch) throws IOException {
        return new IclSession(IclProcess.test(place, scratch, CommandLoop.class));
    }

    Result run(String... command) throws IOException {
        commands.println(String.join("\t", command));
        while (true) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("The process ended at " + String.join(" ", command));
            }
            String[] words = line.split(" '?");
            if (words[0].equals("answer")) {
                return new Result(Integer.parseInt(words[1]), text(words, 2), text(words, 3));
            }
        }
    }

    private static String text(String[] words, int i) {
        return i < words.length ? new String(Base64.getDecoder().decode(words[i]), UTF_8) : "";
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
