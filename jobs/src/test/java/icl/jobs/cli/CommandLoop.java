package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Base64;

/**
 * A process that runs one command after the other, so that a test of many starts one JVM: each line it reads is a command, its
 * words divided by tabs; for each it prints a line with the exit code and both outputs in Base64.
 */
public final class CommandLoop {
    private CommandLoop() {}

    public static void main(String[] args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        PrintStream answers = System.out;
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Main.run(
                    line.split("\t"),
                    new StandardStreams(
                            new ByteArrayInputStream(new byte[0]),
                            new PrintStream(out, true, UTF_8),
                            new PrintStream(err, true, UTF_8)));
            answers.println("answer " + code + " " + text(out) + " " + text(err));
            answers.flush();
        }
        System.exit(0);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return "'" + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
