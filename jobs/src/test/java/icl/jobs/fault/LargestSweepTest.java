package icl.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sweep files as long as they can be, each with too much of one thing. */
class LargestSweepTest {
    private static final int LONGEST = 1_990_000;
    private static final String HEAD = "name: x\nmeasures: {exact: {}}\ngrid: ";
    private static final String TWO = "{design: iid, dim: 2, length: 2, noise_variance: ";
    private static final String READ = "";

    @TempDir
    private Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                arguments(HEAD + "{dim: [" + repeated("1, ") + "1]}", "more than 100000 keys and values"),
                arguments(HEAD + TWO + "[[" + repeated("1, ") + "1]]}", "more than 100000 keys and values"),
                arguments(HEAD + TWO + "[" + repeated("{from: 1, to: 90000, step: 1}, ") + "0]}", "more than 100000"),
                arguments(HEAD + TWO + "{from: 1, to: 90000, step: 1}}", READ),
                arguments(HEAD + TWO + "{log: [1e-9, 1e9], points: 90000}}", READ),
                arguments(HEAD + TWO + "{log: [1e-300, 1e100], points: 90000}}", READ),
                arguments(
                        HEAD + TWO + "1, union: [" + "{alpha: {from: 1, to: 90000, step: 1}}, ".repeat(9000) + "]}",
                        "Invalid grid: more than 100000 values"),
                arguments(HEAD + "{" + numbered("k", ": 1, ") + "}", "more than 100000 keys and values"),
                arguments("name: x\nmeasures: {" + numbered("k", ": {}, ") + "}", "more than 100000 keys and values"),
                arguments(HEAD + repeated("["), "Invalid nesting: deeper than 32"),
                arguments(HEAD + repeated("{"), "Invalid key"),
                arguments(HEAD + "\n" + repeated("- "), "Invalid nesting: deeper than 32"),
                arguments(HEAD + "\n" + repeated("? "), "Missing value of 'grid'"),
                arguments(HEAD + "[" + repeated("&a 1, ") + "]", "Invalid anchor"),
                arguments(HEAD + "{design: " + repeated("x") + "}", "Unknown design"),
                arguments(HEAD + "{design: \"" + repeated("\\u0041") + "\"}", "Unknown design"),
                arguments(HEAD + "{design: \"" + "\uD83D\uDE00".repeat(LONGEST / 2) + "\"}", "Unknown design"),
                arguments(HEAD + "{dim: " + repeated("9") + "}", "must be at most 100 characters long"),
                arguments(HEAD + "|\n" + repeated("  x\n"), "Invalid grid"),
                arguments(HEAD + repeated(" "), "Missing value of 'grid'"),
                arguments(HEAD + repeated("\n") + "a: 1", "Missing value of 'grid'"),
                arguments(repeated("#"), "Nothing here"),
                arguments(HEAD + TWO + "1}\nwhere: \"" + repeated("(") + "\"", "Cannot read where"),
                arguments(HEAD + TWO + "1}\nwhere: \"dim in (2" + repeated(",1") + ")\"", "Cannot read where"),
                arguments(HEAD + TWO + "1}\nwhere: \"" + "not ".repeat(2400) + "dim = 2\"", "where"),
                arguments(HEAD + TWO + "1}\nwhere: \"" + "(".repeat(9000) + "\"", "where"),
                arguments(
                        HEAD + "{dim: 300, design: iid, length: 2, noise_variance: 1, feature_covariance: {matrix: "
                                + matrix(300) + "}}",
                        READ));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadOrRefusedSoonAndWithinLittleMemory(String yaml, String problem) throws IOException {
        Cost cost = Cost.of(Files.writeString(folder.resolve("x.yaml"), yaml));
        assertThat(cost.problem().orElse(READ)).contains(problem).hasSizeLessThan(2000);
        assertThat(cost.problem().isEmpty()).isEqualTo(problem.equals(READ));
        assertThat(cost.nanos()).isLessThan(Cost.LONGEST_NANOS);
        assertThat(cost.bytes()).isLessThan(Cost.LARGEST_BYTES);
    }

    private static String repeated(String piece) {
        return piece.repeat(LONGEST / piece.length());
    }

    private static String numbered(String name, String rest) {
        return IntStream.range(0, 150_000).mapToObj(i -> name + i + rest).collect(Collectors.joining());
    }

    private static String matrix(int dim) {
        return IntStream.range(0, dim)
                .mapToObj(row -> IntStream.range(0, dim)
                        .mapToObj(column -> row == column ? "1.0000000000000000" : "0.0000000000000001")
                        .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
