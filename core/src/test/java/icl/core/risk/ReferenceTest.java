package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.Records;
import icl.core.risk.formula.Optimum;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exact risks against references of 32 digits, {@code resources/reference/*.jsonl}, made by
 * {@code src/test/reference/make_references.py}. An error is allowed as much as the head of its file says, relative to the
 * risk; a question on full matrices says how much one rounding of their entries moves its risk, and may be off by 10
 * times that. Gains are compared too where the preconditioner is chosen: there a gain is a sum of squares and must not
 * cancel. The worst of each file is written to {@code target/reference-worst.txt}.
 */
class ReferenceTest {
    private static final Path FOLDER = Path.of("src/test/resources/reference");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double ROUNDINGS = 10;
    private static final double LAST_DIGITS = 1e-15; // of the result, beside what the input's rounding causes
    private static final double GAIN_TOLERANCE = 1e-11; // with alternating signs in K, rounding of K itself
    private static final Map<String, String> WORST = new TreeMap<>();

    /** How far one number is off: in units of what is allowed, and relative to itself. */
    private record Miss(String number, double ofAllowed, double relative, String question) {
        static Miss of(String number, double value, BigDecimal truth, double allowed, JsonNode question) {
            double error = new BigDecimal(value).subtract(truth).abs().doubleValue();
            return new Miss(
                    number, ratio(error, allowed), ratio(error, truth.abs().doubleValue()), abbreviated(question));
        }

        private static double ratio(double error, double unit) {
            return error == 0 ? 0 : error / unit;
        }

        private static String abbreviated(JsonNode question) {
            String text = question.toString();
            return text.length() <= 400 ? text : text.substring(0, 400) + "...";
        }

        @Override
        public String toString() {
            return String.format(
                    "%s: relative error %.2e, %.3f of what is allowed%n    %s", number, relative, ofAllowed, question);
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void risksAgreeWithTheReferences(String family) throws IOException {
        List<JsonNode> lines = lines(family);
        double tolerance = lines.get(0).get("relative_tolerance").asDouble();
        List<Miss> risks = new ArrayList<>();
        List<Miss> gains = new ArrayList<>();
        for (JsonNode line : lines.subList(1, lines.size())) {
            compare(line, tolerance, risks, gains);
        }
        WORST.put(family, risks.size() + " questions, worst " + worst(risks));

        assertThat(risks).filteredOn(m -> !(m.ofAllowed() <= 1)).isEmpty();
        assertThat(gains).filteredOn(m -> !(m.ofAllowed() <= 1)).isEmpty();
    }

    /** Every file of references: a new one is read without being named here. */
    static List<String> families() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .sorted()
                    .toList();
        }
    }

    @AfterAll
    static void reportTheWorst() throws IOException {
        List<String> report = new ArrayList<>();
        WORST.forEach((family, worst) -> report.add(family + ": " + worst));
        Files.write(Files.createDirectories(Path.of("target")).resolve("reference-worst.txt"), report);
    }

    private static void compare(JsonNode line, double tolerance, List<Miss> risks, List<Miss> gains) {
        ObjectNode question = line.deepCopy();
        question.remove(List.of("id", "expected"));
        Question asked = Records.read(Question.class, JSON.convertValue(question, Object.class));
        Optimum risk = RiskFormulas.exact(asked);

        String id = line.get("id").asText();
        JsonNode expected = line.get("expected");
        BigDecimal truth = new BigDecimal(expected.get("risk").asText());
        double size = truth.abs().doubleValue();
        double allowed = expected.has("sensitivity")
                ? ROUNDINGS * expected.get("sensitivity").asDouble() + LAST_DIGITS * size
                : tolerance * size;
        risks.add(Miss.of(id + " risk", risk.risk(), truth, allowed, question));

        BigDecimal zero = new BigDecimal(expected.get("zero_risk").asText());
        gains.add(Miss.of(id + " zero_risk", risk.zeroRisk(), zero, tolerance * zero.doubleValue(), question));
        if (!(asked.predictor() instanceof Predictor.Given) && !(asked.predictor() instanceof Predictor.Lora)) {
            BigDecimal gain = new BigDecimal(expected.get("gain").asText());
            gains.add(Miss.of(id + " gain", risk.gain(), gain, GAIN_TOLERANCE * gain.doubleValue(), question));
        }
    }

    private static Miss worst(List<Miss> misses) {
        return misses.stream().max(Comparator.comparingDouble(Miss::ofAllowed)).orElseThrow();
    }

    private static List<JsonNode> lines(String family) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(family + ".jsonl"))) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }
}
