package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs commands in this process. */
final class Cli {
    /** What a command printed, and its exit code. */
    record Result(int code, String out, String err) {}

    private Cli() {}

    static Result icl(String... args) {
        return withInput("", args);
    }

    static Result withInput(String input, String... args) {
        return withInput(input.getBytes(UTF_8), args);
    }

    static Result withInput(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new StandardStreams(
                        new ByteArrayInputStream(input),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8)));
        return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** A JSON object that a command printed. */
    static Map<String, Object> json(String text) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) Json.read(text.getBytes(UTF_8))).forEach((key, value) -> copy.put((String) key, value));
        return copy;
    }
}
