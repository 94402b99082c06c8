package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icl.core.model.Question;
import icl.core.records.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/formulas.md against the code: classes, sections and check values. */
class FormulasDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/formulas.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyRegisteredFormulaIsNamed() throws IOException {
        Set<String> registered =
                found("new (\\w+)\\(\\)", Files.readString(SOURCES.resolve("icl/core/risk/RiskFormulas.java")));

        assertThat(registered).contains("LinearRisk", "PaperIidForm");
        assertThat(namesInTheDocument()).containsAll(registered);
    }

    @Test
    void everyClassThatCitesTheDocumentIsNamed() throws IOException {
        Set<String> citing = javaFiles(SOURCES)
                .filter(source -> read(source).contains("docs/formulas.md"))
                .map(FormulasDocumentTest::nameOf)
                .collect(Collectors.toSet());

        assertThat(citing).contains("LoraRisk", "InvariantRisk");
        assertThat(namesInTheDocument()).containsAll(citing);
    }

    @Test
    void everyClassOfTheDocumentExists() throws IOException {
        Set<String> classes =
                javaFiles(Path.of("src")).map(FormulasDocumentTest::nameOf).collect(Collectors.toSet());

        assertThat(classes).containsAll(namesInTheDocument());
    }

    @Test
    void everyCitedSectionIsAHeading() throws IOException {
        Set<String> headings = found("(?m)^## (\\d+)\\. ", document());
        Pattern citation = Pattern.compile("docs/formulas\\.md(, sections? \\d+(?:(?:, | and )\\d+)*)?");
        for (Path source : javaFiles(SOURCES).toList()) {
            List<String> citations = citation.matcher(withoutLineBreaks(read(source)))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            assertThat(citations).as("%s names sections", source).allMatch(c -> c.contains(", section"));
            for (String cited : citations) {
                assertThat(headings).as("%s: %s", source, cited).containsAll(found("(\\d+)", cited));
            }
        }
    }

    @Test
    void checkValuesAreWhatIsComputed() throws IOException {
        List<String> lines =
                document().lines().filter(l -> l.startsWith("{\"design\"")).toList();

        assertThat(lines).hasSizeGreaterThan(30);
        for (String line : lines) {
            ObjectNode question = (ObjectNode) JSON.readTree(line);
            JsonNode risk = question.remove("risk");
            JsonNode paper = question.remove("paper");
            Question asked = Records.read(Question.class, JSON.convertValue(question, Object.class));
            double expected = (risk == null ? paper : risk).asDouble();
            double computed = risk == null
                    ? RiskFormulas.paper(asked).orElseThrow().risk()
                    : RiskFormulas.exact(asked).risk();
            assertThat(computed).as(line).isCloseTo(expected, within(1e-12 * expected));
        }
    }

    /** Names in code font that begin like those of classes; not {@code O(n)} or single letters. */
    private static Set<String> namesInTheDocument() throws IOException {
        return found("`([A-Z]\\w+)(?:\\.\\w+)?`", document());
    }

    private static String document() throws IOException {
        return Files.readString(DOCUMENT);
    }

    private static Stream<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static String nameOf(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + source, e);
        }
    }

    /** Javadoc as one line, so that a citation broken between lines reads as one. */
    private static String withoutLineBreaks(String source) {
        return source.replaceAll("\\s*\\R\\s*\\*\\s*", " ");
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
