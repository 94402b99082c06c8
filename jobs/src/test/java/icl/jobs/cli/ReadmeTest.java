package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the README in their order; each must succeed and print what is shown, but for times, names of runs and
 * commits. {@code -Dgolden.update} writes into the README what is printed now.
 */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path README = ROOT.resolve("README.md");

    /** A command of a block that shows a console, and what it prints. */
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\\n((?:(?!\\$ |```).*\\n)*)");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @TempDir
    private Path folder;

    @Test
    void commandsPrintWhatIsShown() throws IOException {
        SharedSpark.session();
        System.setProperty("icl.name", "./icl");
        String readme = Files.readString(README);
        StringBuilder now = new StringBuilder();
        Matcher command = COMMAND.matcher(readme);
        int commands = 0;
        for (; command.find(); commands++) {
            String printed = run(command.group(1));
            if (System.getProperty("golden.update") == null) {
                assertThat(comparable(printed)).as(command.group(1)).isEqualTo(comparable(command.group(2)));
            }
            command.appendReplacement(now, Matcher.quoteReplacement("$ " + command.group(1) + "\n" + printed));
        }
        assertThat(commands).isGreaterThanOrEqualTo(8);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(README, command.appendTail(now));
        }
    }

    private String run(String line) {
        List<String> words = words(line);
        assertThat(words.get(0)).as("what the README runs").isEqualTo("./icl");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream console = new PrintStream(printed, true, UTF_8);
        String[] args = arguments(words.subList(1, words.size())).toArray(String[]::new);
        int code = Main.run(args, new StandardStreams(InputStream.nullInputStream(), console, console));
        String text = printed.toString(UTF_8).replace(folder + "/", "").replace(ROOT + "/", "");
        assertThat(code).as(line + "\n" + text).isZero();
        return text;
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(ReadmeTest::word).toList();
    }

    private static String word(MatchResult word) {
        return word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3);
    }

    /** The files of the project, and results in a folder of the test. */
    private List<String> arguments(List<String> words) {
        List<String> arguments = new ArrayList<>();
        for (String word : words) {
            boolean isOurs = word.startsWith("sweeps/") || word.startsWith("docs/");
            boolean isResult = word.startsWith("results/");
            arguments.add((isOurs ? ROOT + "/" : isResult ? folder + "/" : "") + word);
            if (word.startsWith("sweeps/")) {
                String name = word.replaceAll("sweeps/|\\.yaml", "");
                arguments.addAll(List.of("--out", folder + "/results/" + name));
            }
        }
        return arguments;
    }

    /** What does not change from run to run. */
    private static String comparable(String text) {
        return text.replaceAll("(?m)^[0-9,]+ of [0-9,]+ risks, .*\\R", "")
                .replaceAll("\\d{8}T\\d{9}Z-[0-9a-f]{12}", "RUN")
                .replaceAll("(true|false) +(-|[0-9a-f]{40}) ", "$1 COMMIT ")
                .replaceAll("[0-9.,]+ [kM]B", "SIZE")
                .replaceAll("(?m)^ +\\d+( +[0-9.E-]+){5}$", "TASKS")
                .replaceAll("(?m)^([a-z_]+ +\\d+ +[0-9.E-]+)( +[0-9.E-]+){2}$", "$1 TIMES")
                .replaceAll("[ ]+", " ")
                .strip();
    }
}
