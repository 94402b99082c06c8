package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icl.core.naming.Records;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exact risks against references of 32 digits, {@code resources/reference/*.jsonl}, made by
 * {@code src/test/reference/make_references.py}. An error is allowed as much as the head of its file says, relative to the
 * risk; a question on full matrices says how much one rounding of their entries moves its risk, and may be off by 10
 * times that. The worst of each file is written to {@code target/reference-worst.txt}.
 */
class ReferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double ROUNDINGS = 10;
    private static final double LAST_DIGITS = 1e-15; // of the result, beside what the input's rounding causes
    private static final Map<String, String> WORST = new TreeMap<>();

    /** How far one answer is off: in units of what is allowed, and relative to the risk. */
    private record Miss(String id, double ofAllowed, double relative, String question) {
        @Override
        public String toString() {
            return String.format("%s: relative error %.2e, %.3f of what is allowed", id, relative, ofAllowed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iid", "retrieval", "aligned", "lora", "drift", "positions", "matrices"})
    void risksAgreeWithTheReferences(String family) throws IOException {
        List<JsonNode> lines = lines(family);
        double tolerance = lines.get(0).get("relative_tolerance").asDouble();
        List<Miss> misses = new ArrayList<>();
        for (JsonNode line : lines.subList(1, lines.size())) {
            misses.add(miss(line, tolerance));
        }
        Miss worst =
                misses.stream().max(Comparator.comparingDouble(Miss::ofAllowed)).orElseThrow();
        WORST.put(family, misses.size() + " questions, worst " + worst + "\n    " + worst.question());

        assertThat(misses.stream().filter(m -> !(m.ofAllowed() <= 1))).isEmpty();
    }

    @AfterAll
    static void reportTheWorst() throws IOException {
        List<String> report = new ArrayList<>();
        WORST.forEach((family, worst) -> report.add(family + ": " + worst));
        Files.write(Files.createDirectories(Path.of("target")).resolve("reference-worst.txt"), report);
    }

    private static Miss miss(JsonNode line, double tolerance) {
        ObjectNode question = line.deepCopy();
        question.remove(List.of("id", "expected"));
        String id = line.get("id").asText();
        double risk;
        try {
            risk = RiskFormulas.exact(Records.read(Question.class, JSON.convertValue(question, Object.class)))
                    .risk();
        } catch (RuntimeException e) {
            return new Miss(id, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, e + ": " + abbreviated(question));
        }
        JsonNode expected = line.get("expected");
        BigDecimal truth = new BigDecimal(expected.get("risk").asText());
        double error = new BigDecimal(risk).subtract(truth).abs().doubleValue();
        double size = truth.abs().doubleValue();
        double allowed = expected.has("sensitivity")
                ? ROUNDINGS * expected.get("sensitivity").asDouble() + LAST_DIGITS * size
                : tolerance * size;
        return new Miss(id, ratio(error, allowed), ratio(error, size), abbreviated(question));
    }

    private static double ratio(double error, double unit) {
        return error == 0 ? 0 : error / unit;
    }

    private static String abbreviated(JsonNode question) {
        String text = question.toString();
        return text.length() <= 400 ? text : text.substring(0, 400) + "...";
    }

    private static List<JsonNode> lines(String family) throws IOException {
        try (InputStream in = ReferenceTest.class.getResourceAsStream("/reference/" + family + ".jsonl")) {
            List<JsonNode> nodes = new ArrayList<>();
            for (String line :
                    (Iterable<String>) new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()::iterator) {
                nodes.add(JSON.readTree(line));
            }
            return nodes;
        }
    }
}
