package icl.jobs.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the notebooks without Jupyter: notebooks/run executes them. */
class NotebooksTest {
    private static final Path FOLDER = Path.of("../notebooks");
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?:^|[\\s\"'(=])(?:/(?:home|root|tmp|work|Users|usr|opt|mnt)/|[A-Za-z]:\\\\|file:)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[^):]*\\)");

    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> javaNotebooks() throws IOException {
        List<Path> java = new ArrayList<>();
        for (Path file : notebooks()) {
            if (kernel(file).equals("icl")) {
                java.add(file);
            }
        }
        return java;
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static String kernel(Path file) throws IOException {
        return read(file).at("/metadata/kernelspec/name").asText();
    }

    private static Stream<JsonNode> cells(JsonNode notebook) {
        return StreamSupport.stream(notebook.get("cells").spliterator(), false);
    }

    private static String text(JsonNode cell) {
        StringBuilder text = new StringBuilder();
        cell.get("source").forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    private static boolean isCode(JsonNode cell) {
        return cell.get("cell_type").asText().equals("code");
    }

    @Test
    void theyAreNumberedAndNamedInTheReadme() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"));
        List<String> names =
                notebooks().stream().map(file -> file.getFileName().toString()).toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(6);
        for (int i = 0; i < names.size(); i++) {
            assertThat(names.get(i)).startsWith("%02d-".formatted(i + 1));
            assertThat(readme).contains("](" + names.get(i) + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void oneIsOfFormat4WithoutWhatARunLeaves(Path file) throws IOException {
        JsonNode notebook = read(file);
        assertThat(notebook.get("nbformat").asInt()).isEqualTo(4);
        assertThat(notebook.get("nbformat_minor").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(kernel(file)).isIn("icl", "python3");
        Set<String> ids = new HashSet<>();
        cells(notebook).forEach(cell -> {
            assertThat(cell.get("cell_type").asText()).isIn("markdown", "code");
            assertThat(ids.add(cell.get("id").asText()))
                    .as(cell.get("id").asText())
                    .isTrue();
            if (isCode(cell)) {
                assertThat(cell.get("outputs")).isEmpty();
                assertThat(cell.get("execution_count").isNull()).isTrue();
            }
        });
        assertThat(text(notebook.get("cells").get(0))).startsWith("# ");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void oneHasNoAbsolutePathsAndItsLinksLeadSomewhere(Path file) throws IOException {
        cells(read(file)).map(NotebooksTest::text).forEach(text -> {
            assertThat(text).doesNotContainPattern(ABSOLUTE);
            LINK.matcher(text)
                    .results()
                    .forEach(link -> assertThat(FOLDER.resolve(link.group(1))).exists());
        });
    }

    @ParameterizedTest
    @MethodSource("javaNotebooks")
    void itsJavaCompiles(Path file) throws IOException {
        try (CompileOnly shell = new CompileOnly()) {
            List<String> errors = new ArrayList<>();
            cells(read(file)).filter(NotebooksTest::isCode).forEach(cell -> errors.addAll(shell.errors(text(cell))));
            assertThat(errors).isEmpty();
            assertThat(shell.unresolved()).isEmpty();
        }
    }

    @Test
    void aChangedApiIsNoticed() {
        try (CompileOnly shell = new CompileOnly()) {
            assertThat(shell.errors("import icl.jobs.shell.Results;\nResults r = Results.in(\"x\");\n"))
                    .isEmpty();
            assertThat(shell.errors("int rows = 1;\nr.swoop(\"\")"))
                    .singleElement()
                    .asString()
                    .contains("swoop");
            assertThat(shell.errors("int half(")).singleElement().asString().startsWith("incomplete");
            assertThat(shell.errors("int twice() { return 2 * missing(); }")).isEmpty();
            assertThat(shell.unresolved()).hasSize(1);
        }
    }
}
